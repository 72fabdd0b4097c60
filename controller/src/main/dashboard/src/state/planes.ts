import type { CellsMessage, ImageMessage } from "../binary.ts";
import { outlines, type Edges } from "../outlines.ts";
import type { Told } from "../told.ts";

export type Source = ImageMessage["source"];

/** The imaged planes: their newest pictures, and where the cells are. */
export class Planes {
  readonly #images = new Map<string, ImageMessage>();
  readonly #labels = new Map<number, CellsMessage>();
  readonly #outlines = new Map<number, Map<number, Edges>>();
  readonly #planeOf = new Map<number, number>();
  readonly #numbers = new Set<number>();

  take(told: Told): void {
    if (told.type === "image") {
      this.#images.set(`${told.source}/${told.plane}`, told);
      this.#numbers.add(told.plane);
    } else if (told.type === "cells") {
      this.#labels.set(told.plane, told);
      this.#numbers.add(told.plane);
      const found = outlines(told.labels, told.widthPx, told.heightPx);
      this.#outlines.set(told.plane, found);
      for (const cell of found.keys()) {
        this.#planeOf.set(cell, told.plane);
      }
    }
  }

  clear(): void {
    this.#images.clear();
    this.#labels.clear();
    this.#outlines.clear();
    this.#planeOf.clear();
    this.#numbers.clear();
  }

  numbers(): number[] {
    return [...this.#numbers].sort((a, b) => a - b);
  }

  image(source: Source, plane: number): ImageMessage | null {
    return this.#images.get(`${source}/${plane}`) ?? null;
  }

  labels(plane: number): CellsMessage | null {
    return this.#labels.get(plane) ?? null;
  }

  outlines(plane: number): ReadonlyMap<number, Edges> {
    return this.#outlines.get(plane) ?? new Map<number, Edges>();
  }

  planeOf(cell: number): number | null {
    return this.#planeOf.get(cell) ?? null;
  }
}
