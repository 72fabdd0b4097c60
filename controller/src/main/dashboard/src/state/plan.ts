import type { Block, PlannedBlock } from "../messages.ts";

/** The blocks as they were planned and as they came. */
export class Plan {
  planned: readonly PlannedBlock[] = [];
  readonly begun: Block[] = [];
  readonly #places: number[] = [];
  current: Block | null = null;

  plan(planned: readonly PlannedBlock[]): void {
    this.planned = planned;
    const begun = this.begun.splice(0);
    this.#places.length = 0;
    const current = this.current;
    begun.forEach((block) => this.take(block));
    this.current = current;
  }

  take(block: Block): void {
    if (!block.begun) {
      if (this.current?.block === block.block) {
        this.current = null;
      }
      return;
    }
    // A name may stand in the plan more than once: the search goes on behind the block before.
    const behind = (this.#places.at(-1) ?? -1) + 1;
    const place = this.planned.findIndex((planned, i) => i >= behind && planned.block === block.block);
    this.#places.push(place >= 0 ? place : this.planned.findIndex((planned) => planned.block === block.block));
    this.begun.push(block);
    this.current = block;
  }

  /** Where in the plan the last block begun stands, from 0; -1 before the first or when the plan does not hold it. */
  get place(): number {
    return this.#places.at(-1) ?? -1;
  }

  get plannedSeconds(): number {
    return this.planned.reduce((sum, block) => sum + Math.max(0, block.plannedSeconds), 0);
  }

  clear(): void {
    this.planned = [];
    this.begun.length = 0;
    this.#places.length = 0;
    this.current = null;
  }
}
