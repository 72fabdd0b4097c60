import { paintGrey, Surface } from "../canvas.ts";
import { CURSOR, PLAIN, SELECTED, TARGET, VETOED } from "../colours.ts";
import { el } from "../dom.ts";
import type { ImageMessage } from "../binary.ts";
import { cellAt, type Edges } from "../outlines.ts";
import type { Selection } from "../selection.ts";
import type { Store } from "../state/store.ts";

/** A finger's reach about where it lands, in CSS pixels. */
const REACH_CSS_PX = 10;

interface Place {
  left: number;
  top: number;
  scale: number;
}

/** One plane's picture with the cells' outlines over it. The outlines are drawn anew only when they change. */
export class Field {
  readonly node: HTMLElement;
  readonly #store: Store;
  readonly #selection: Selection;
  readonly #below = new Surface("Image of the plane");
  readonly #above = new Surface("Outlines of the cells");
  readonly #pixels = document.createElement("canvas");
  #plane = 0;
  #place: Place | null = null;

  constructor(store: Store, selection: Selection, picked: (cell: number) => void, hovered: (cell: number | null) => void) {
    this.#store = store;
    this.#selection = selection;
    this.node = el(
      "div",
      { class: "field", tabindex: "0", id: "field", role: "application", "aria-label": "Cells; arrows walk, Enter selects" },
      this.#below.node,
      this.#above.node,
    );
    // A click comes from a mouse and from a finger that has not moved.
    this.node.addEventListener("click", (event) => {
      const cell = this.#at(event, REACH_CSS_PX);
      if (cell !== null) {
        picked(cell);
      }
    });
    this.node.addEventListener("pointermove", (event) => hovered(this.#at(event, REACH_CSS_PX / 2)));
    this.node.addEventListener("pointerleave", () => hovered(null));
  }

  /** @return whether the size has changed, and all must be drawn */
  fit(): boolean {
    const below = this.#below.fit();
    return this.#above.fit() || below;
  }

  /** @param image null when none has come yet: the outlines are shown alone */
  drawImage(image: ImageMessage | null, plane: number, lookup: Uint8Array): void {
    this.#plane = plane;
    const labels = this.#store.planes.labels(plane);
    const widthPx = image?.widthPx ?? labels?.widthPx ?? 0;
    const heightPx = image?.heightPx ?? labels?.heightPx ?? 0;
    const context = this.#below.clear();
    this.#place = this.#fitted(widthPx, heightPx);
    if (image === null || this.#place === null) {
      return;
    }
    if (this.#pixels.width !== widthPx || this.#pixels.height !== heightPx) {
      this.#pixels.width = widthPx;
      this.#pixels.height = heightPx;
    }
    paintGrey(this.#pixels, image.grey, lookup);
    const { left, top, scale } = this.#place;
    context.imageSmoothingEnabled = scale < 1;
    context.drawImage(this.#pixels, left, top, widthPx * scale, heightPx * scale);
  }

  drawOutlines(): void {
    const context = this.#above.clear();
    if (this.#place === null) {
      return;
    }
    const { left, top, scale } = this.#place;
    const found = this.#store.planes.outlines(this.#plane);
    const selected = new Set(this.#selection.shown(this.#store));
    const targets = new Set(this.#store.targets);
    const vetoed = new Set(this.#store.vetoed);
    const stroke = (colour: string, widthPx: number, belongs: (cell: number) => boolean): void => {
      context.beginPath();
      for (const [cell, edges] of found) {
        if (belongs(cell)) {
          trace(context, edges, left, top, scale);
        }
      }
      context.strokeStyle = colour;
      context.lineWidth = widthPx;
      context.stroke();
    };
    // A broad rim says selected; the narrow line inside it says what the cell is.
    stroke(SELECTED, 5, (cell) => selected.has(cell));
    stroke(PLAIN, 1, (cell) => !targets.has(cell) && !vetoed.has(cell));
    stroke(VETOED, 1.6, (cell) => vetoed.has(cell));
    stroke(TARGET, 1.8, (cell) => targets.has(cell) && !vetoed.has(cell));
    stroke(CURSOR, 2, (cell) => cell === this.#selection.cursor);
  }

  #fitted(widthPx: number, heightPx: number): Place | null {
    if (widthPx === 0 || heightPx === 0 || this.#below.empty) {
      return null;
    }
    const scale = Math.min(this.#below.widthPx / widthPx, this.#below.heightPx / heightPx);
    return { left: (this.#below.widthPx - widthPx * scale) / 2, top: (this.#below.heightPx - heightPx * scale) / 2, scale };
  }

  #at(event: MouseEvent, reachCssPx: number): number | null {
    const labels = this.#store.planes.labels(this.#plane);
    if (labels === null || this.#place === null) {
      return null;
    }
    const box = this.#below.node.getBoundingClientRect();
    const { left, top, scale } = this.#place;
    const x = (event.clientX - box.left - left) / scale;
    const y = (event.clientY - box.top - top) / scale;
    return cellAt(labels.labels, labels.widthPx, labels.heightPx, x, y, reachCssPx / scale);
  }
}

function trace(context: CanvasRenderingContext2D, edges: Edges, left: number, top: number, scale: number): void {
  for (let i = 0; i < edges.length; i += 4) {
    context.moveTo(left + edges[i]! * scale, top + edges[i + 1]! * scale);
    context.lineTo(left + edges[i + 2]! * scale, top + edges[i + 3]! * scale);
  }
}
