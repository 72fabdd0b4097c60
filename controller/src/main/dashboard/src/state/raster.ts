import type { RasterMessage } from "../binary.ts";

export const COLUMN_NS = 1e8;
export const RASTER_SECONDS = 60;
export const SLOTS = (RASTER_SECONDS * 1e9) / COLUMN_NS;

/** A volume may take longer than a column; beyond this nothing is known of the time between two columns. */
const LONGEST_COLUMN_NS = 1e9;

/**
 * The last minute of all cells, one slot for each tenth of a second of session time, so that what was not told shows as
 * a gap. Slot `t` lies at `t % SLOTS`; `times` says which `t` is there now, -1 for none.
 */
export class Raster {
  cells = 0;
  #values = new Uint8Array(0);
  readonly times = new Float64Array(SLOTS).fill(-1);
  #lastEndNs = -1;
  newest = -1;

  take(told: RasterMessage): void {
    if (told.history || told.cells < this.cells) {
      this.clear();
    }
    this.#grow(told.cells);
    told.endsNs.forEach((endNs, column) => {
      const values = told.columns.subarray(column * told.cells, (column + 1) * told.cells);
      const last = Math.ceil(endNs / COLUMN_NS) - 1;
      const known = this.#lastEndNs >= 0 && endNs - this.#lastEndNs <= LONGEST_COLUMN_NS;
      const first = known ? Math.min(last, Math.ceil(this.#lastEndNs / COLUMN_NS)) : last;
      for (let slot = Math.max(0, first); slot <= last; slot++) {
        this.times[slot % SLOTS] = slot;
        this.#values.set(values, (slot % SLOTS) * this.cells);
      }
      this.#lastEndNs = endNs;
      this.newest = last;
    });
  }

  /** New cells have been found: nothing is known of them in the slots before. */
  #grow(cells: number): void {
    if (cells === this.cells) {
      return;
    }
    const before = this.#values;
    this.#values = new Uint8Array(SLOTS * cells);
    for (let slot = 0; slot < SLOTS; slot++) {
      this.#values.set(before.subarray(slot * this.cells, (slot + 1) * this.cells), slot * cells);
    }
    this.cells = cells;
  }

  clear(): void {
    this.times.fill(-1);
    this.cells = 0;
    this.#values = new Uint8Array(0);
    this.#lastEndNs = -1;
    this.newest = -1;
  }

  /**
   * One slot in `rows` rows, the most active cell of each: a single active cell among many still shows.
   *
   * @return null when nothing is known of the slot
   */
  pooled(slot: number, rows: number): Uint8Array | null {
    if (this.times[slot % SLOTS] !== slot) {
      return null;
    }
    const values = this.#values.subarray((slot % SLOTS) * this.cells, ((slot % SLOTS) + 1) * this.cells);
    const pooled = new Uint8Array(rows);
    for (let cell = 0; cell < this.cells; cell++) {
      const row = rowOf(cell, this.cells, rows);
      if (values[cell]! > pooled[row]!) {
        pooled[row] = values[cell]!;
      }
    }
    return pooled;
  }
}

export function rowOf(cell: number, cells: number, rows: number): number {
  return Math.min(rows - 1, Math.floor((cell * rows) / cells));
}
