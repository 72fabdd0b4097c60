import { paintGrey, Surface } from "../canvas.ts";
import { CURSOR, PLAIN, SELECTED, TARGET, VETOED } from "../colours.ts";
import { el } from "../dom.ts";
import type { ImageMessage } from "../binary.ts";
import { cellAt, type Edges } from "../outlines.ts";
import { listenToPointer } from "../field-pointer.ts";
import type { Selection } from "../selection.ts";
import type { Store } from "../state/store.ts";
import { View, type Place } from "../view.ts";

/** A finger's reach about where it lands, in CSS pixels. */
const REACH_CSS_PX = 10;

/** One plane's picture with the cells' outlines over it. The outlines are drawn anew only when they change. */
export class Field {
  readonly node: HTMLElement;
  readonly #store: Store;
  readonly #selection: Selection;
  readonly #below = new Surface("Image of the plane");
  readonly #above = new Surface("Outlines of the cells");
  readonly #pixels = document.createElement("canvas");
  readonly #view = new View();
  #plane = 0;
  #widthPx = 0;
  #heightPx = 0;
  #place: Place | null = null;
  #moved = false;

  constructor(store: Store, selection: Selection, picked: (cell: number) => void, hovered: (cell: number | null) => void) {
    this.#store = store;
    this.#selection = selection;
    this.node = el(
      "div",
      { class: "field", tabindex: "0", id: "field", role: "application", "aria-label": "Cells; arrows walk, Enter selects" },
      this.#below.node,
      this.#above.node,
    );
    listenToPointer(this.node, {
      click: (x, y) => {
        const cell = this.#at(x, y, REACH_CSS_PX);
        if (cell !== null) {
          picked(cell);
        }
      },
      hover: (x, y) => hovered(x === null ? null : this.#at(x, y, REACH_CSS_PX / 2)),
      drag: (byX, byY) => this.#centre(this.#below.widthPx / 2 - byX, this.#below.heightPx / 2 - byY),
      wheel: (x, y, direction) => {
        this.#view.step(direction);
        this.#centre(x, y);
        this.#zoomed();
      },
    });
  }

  get zoom(): number {
    return this.#view.zoom;
  }

  /** One step larger; behind the largest the whole picture again. */
  enlarge(): void {
    this.#view.step(1, true);
    this.#zoomed();
  }

  /** @return whether the size or the part shown has changed, and all must be drawn */
  fit(): boolean {
    const below = this.#below.fit();
    const above = this.#above.fit();
    const moved = this.#moved;
    this.#moved = false;
    return below || above || moved;
  }

  /** @param image null when none has come yet: the outlines are shown alone */
  drawImage(image: ImageMessage | null, plane: number, lookup: Uint8Array): void {
    this.#plane = plane;
    const labels = this.#store.planes.labels(plane);
    const widthPx = image?.widthPx ?? labels?.widthPx ?? 0;
    const heightPx = image?.heightPx ?? labels?.heightPx ?? 0;
    const context = this.#below.clear();
    this.#widthPx = widthPx;
    this.#heightPx = heightPx;
    this.#place =
      widthPx === 0 || heightPx === 0 || this.#below.empty
        ? null
        : this.#view.place(widthPx, heightPx, this.#below.widthPx, this.#below.heightPx);
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

  /** Brings what lies at `x`, `y` of the box into the middle. */
  #centre(x: number, y: number): void {
    if (this.#place !== null && this.#view.zoom > 1) {
      const { left, top, scale } = this.#place;
      this.#view.centre((x - left) / scale / this.#widthPx, (y - top) / scale / this.#heightPx);
      this.#moved = true;
    }
  }

  /** A finger moves the enlarged picture, and the page while all of it is shown. */
  #zoomed(): void {
    this.#moved = true;
    this.node.classList.toggle("enlarged", this.#view.zoom > 1);
  }

  #at(x: number, y: number, reachCssPx: number): number | null {
    const labels = this.#store.planes.labels(this.#plane);
    if (labels === null || this.#place === null) {
      return null;
    }
    const { left, top, scale } = this.#place;
    const reachPx = reachCssPx / scale;
    return cellAt(labels.labels, labels.widthPx, labels.heightPx, (x - left) / scale, (y - top) / scale, reachPx);
  }
}

function trace(context: CanvasRenderingContext2D, edges: Edges, left: number, top: number, scale: number): void {
  for (let i = 0; i < edges.length; i += 4) {
    context.moveTo(left + edges[i]! * scale, top + edges[i + 1]! * scale);
    context.lineTo(left + edges[i + 2]! * scale, top + edges[i + 3]! * scale);
  }
}
