import type { TracesMessage } from "../binary.ts";
import { Ring } from "../ring.ts";

/** Five minutes at 54 frames a second. */
const MOST_FRAMES = 16_384;

export interface CellTrace {
  readonly cell: number;
  readonly dFOverF: Ring;
  readonly events: Ring;
}

/** dF/F and events of the selected cells, frame by frame. */
export class Traces {
  readonly endsNs = new Ring(MOST_FRAMES);
  cells: CellTrace[] = [];

  /** A history, or another selection, takes the place of what is there. */
  take(told: TracesMessage): void {
    if (told.history || !this.#sameCells(told.cells)) {
      this.clear();
      this.cells = told.cells.map((cell) => ({ cell, dFOverF: new Ring(MOST_FRAMES), events: new Ring(MOST_FRAMES) }));
    }
    const frames = told.endsNs.length;
    told.endsNs.forEach((endNs, frame) => {
      if (this.endsNs.length > 0 && endNs <= this.endsNs.at(this.endsNs.length - 1)) {
        return; // told already, by the history
      }
      this.endsNs.push(endNs);
      this.cells.forEach((trace, place) => {
        trace.dFOverF.push(told.dFOverF[place * frames + frame]!);
        trace.events.push(told.events[place * frames + frame]!);
      });
    });
  }

  clear(): void {
    this.cells = [];
    this.endsNs.clear();
  }

  get keptSeconds(): number {
    const frames = this.endsNs.length;
    return frames === 0 ? 0 : (this.endsNs.at(frames - 1) - this.endsNs.at(0)) / 1e9;
  }

  #sameCells(cells: readonly number[]): boolean {
    return cells.length === this.cells.length && cells.every((cell, i) => cell === this.cells[i]!.cell);
  }
}

/** The least and the greatest sample within each of `columns` equal stretches; NaN where there is none. */
export function envelope(
  endsNs: Ring,
  values: Ring,
  fromNs: number,
  toNs: number,
  columns: number,
): { least: Float32Array; greatest: Float32Array } {
  const least = new Float32Array(columns).fill(NaN);
  const greatest = new Float32Array(columns).fill(NaN);
  for (let i = endsNs.firstFrom(fromNs); i < endsNs.length && endsNs.at(i) <= toNs; i++) {
    const column = Math.min(columns - 1, Math.floor(((endsNs.at(i) - fromNs) / (toNs - fromNs)) * columns));
    const value = values.at(i);
    if (Number.isNaN(value)) {
      continue; // the cell was not found yet
    }
    if (!(least[column]! <= value)) {
      least[column] = value;
    }
    if (!(greatest[column]! >= value)) {
      greatest[column] = value;
    }
  }
  return { least, greatest };
}
