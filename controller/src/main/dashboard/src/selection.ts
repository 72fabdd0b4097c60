import type { Store } from "./state/store.ts";

/** The controller sends the traces of no more. */
const MOST_CELLS = 12;
/** Shown while nobody has selected any. */
const DEFAULT_CELLS = 6;

/** The cells whose traces are shown, and the one that the keyboard stands on. */
export class Selection {
  #cells: number[] = [];
  cursor: number | null = null;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get cells(): readonly number[] {
    return this.#cells;
  }

  /** The thirteenth takes the place of the oldest. */
  toggle(cell: number): void {
    this.#cells = this.#cells.includes(cell)
      ? this.#cells.filter((other) => other !== cell)
      : [...this.#cells, cell].slice(-MOST_CELLS);
    this.#changed();
  }

  clear(): void {
    this.#cells = [];
    this.cursor = null;
    this.#changed();
  }

  /** What is selected; else the first targets, else the first cells. */
  shown(store: Pick<Store, "targets" | "cells">): number[] {
    if (this.#cells.length > 0) {
      return [...this.#cells];
    }
    if (store.targets.length > 0) {
      return store.targets.slice(0, DEFAULT_CELLS);
    }
    return Array.from({ length: Math.min(DEFAULT_CELLS, store.cells) }, (_, cell) => cell);
  }
}
