import type { ClientMessage } from "../messages.ts";
import { ContrastSliders } from "../contrast-sliders.ts";
import { button, el, section } from "../dom.ts";
import type { Keys } from "../keys.ts";
import type { Selection } from "../selection.ts";
import type { Source } from "../state/planes.ts";
import type { Store } from "../state/store.ts";
import type { Told } from "../told.ts";
import { CellPanel } from "./cell.ts";
import { Field } from "./field.ts";
import { FrameLine } from "./frame-line.ts";
import type { Panel } from "./panel.ts";

/** The imaged plane, mean or live, with its cells. */
export class ImagePanel implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #selection: Selection;
  readonly #send: (message: ClientMessage) => void;
  readonly #field: Field;
  readonly #cell: CellPanel;
  readonly #frameLine: FrameLine;
  readonly #contrast = new ContrastSliders();
  readonly #live = button("Mean", () => this.#switch(), { id: "image-source", "aria-pressed": "false" });
  readonly #zoom = button("1x", () => this.#field.enlarge(), { id: "image-zoom", title: "Enlarge; drag to move" });
  readonly #planes = el("span", { class: "planes", role: "group", "aria-label": "Plane" });
  #source: Source = "mean";
  #plane = 0;
  #shownPlanes = "";
  #imageChanged = true;
  #outlinesChanged = true;

  constructor(store: Store, selection: Selection, cell: CellPanel, keys: Keys, send: (message: ClientMessage) => void) {
    this.#store = store;
    this.#selection = selection;
    this.#send = send;
    this.#cell = cell;
    this.#frameLine = new FrameLine(store);
    this.#field = new Field(
      store,
      selection,
      (picked) => this.#pick(picked),
      (hovered) => cell.hover(hovered),
    );
    this.#field.node.addEventListener("keydown", (event) => this.#walk(event));
    this.root = section(
      "image",
      "Cells",
      el("div", { class: "tools" }, this.#live, this.#planes, this.#zoom, ...this.#contrast.nodes),
      this.#field.node,
      this.#frameLine.root,
      cell.root,
    );
    keys.bind("l", "mean or live image", () => this.#switch());
    keys.bind("z", "enlarge the image; the wheel does too, and a drag moves it", () => this.#field.enlarge());
    keys.bind("Escape", "deselect all cells", () => selection.clear());
  }

  take(told: Told): void {
    switch (told.type) {
      case "image":
        this.#imageChanged ||= told.source === this.#source && told.plane === this.#plane;
        break;
      case "cells":
      case "session":
      case "reset":
        this.#imageChanged = true;
        this.#outlinesChanged = true;
        break;
      case "hello":
        this.#imageChanged = true;
        this.#outlinesChanged = true;
        this.ask();
        break;
      default:
        break;
    }
  }

  /** The selection has changed. */
  reselected(): void {
    this.#outlinesChanged = true;
  }

  /** Asks for the live image while one is looked at, and for none else. */
  ask(): void {
    this.#send({ type: "live", plane: this.#source === "live" && !document.hidden ? this.#plane : null });
  }

  draw(nowMs: number): void {
    this.#cell.draw(nowMs);
    this.#frameLine.draw();
    this.#drawPlanes();
    const resized = this.#field.fit();
    const zoom = `${this.#field.zoom}x`;
    if (this.#zoom.textContent !== zoom) {
      this.#zoom.textContent = zoom;
    }
    if (resized || this.#imageChanged || this.#contrast.changed) {
      this.#imageChanged = false;
      // Until the first live image comes, the mean is better than nothing.
      const image = this.#store.planes.image(this.#source, this.#plane) ?? this.#store.planes.image("mean", this.#plane);
      this.#field.drawImage(image, this.#plane, this.#contrast.table(image?.grey ?? null));
    }
    if (resized || this.#outlinesChanged) {
      this.#outlinesChanged = false;
      this.#field.drawOutlines();
    }
  }

  #drawPlanes(): void {
    const numbers = this.#store.planes.numbers();
    if (numbers.length > 0 && !numbers.includes(this.#plane)) {
      this.#show(numbers[0]!);
    }
    const shown = `${numbers.join()}/${this.#plane}`;
    if (shown === this.#shownPlanes) {
      return;
    }
    this.#shownPlanes = shown;
    this.#planes.hidden = numbers.length < 2;
    this.#planes.replaceChildren(
      ...numbers.map((plane) =>
        button(`Plane ${plane}`, () => this.#show(plane), { "aria-pressed": String(plane === this.#plane) }),
      ),
    );
  }

  #show(plane: number): void {
    this.#plane = plane;
    this.#imageChanged = true;
    this.#outlinesChanged = true;
    this.ask();
  }

  #switch(): void {
    this.#source = this.#source === "mean" ? "live" : "mean";
    this.#live.textContent = this.#source === "live" ? "Live" : "Mean";
    this.#live.setAttribute("aria-pressed", String(this.#source === "live"));
    this.#imageChanged = true;
    this.ask();
  }

  #pick(cell: number): void {
    this.#selection.cursor = cell;
    this.#selection.toggle(cell);
  }

  #walk(event: KeyboardEvent): void {
    const { cells } = this.#store;
    const { cursor } = this.#selection;
    const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined && cells > 0) {
      event.preventDefault();
      event.stopPropagation(); // in a review the arrows move through time elsewhere
      const cell = cursor === null ? (step > 0 ? 0 : cells - 1) : (cursor + step + cells) % cells;
      this.#selection.cursor = cell;
      const plane = this.#store.planes.planeOf(cell);
      if (plane !== null && plane !== this.#plane) {
        this.#show(plane);
      }
      this.#outlinesChanged = true;
    } else if ((event.key === "Enter" || event.key === " ") && cursor !== null) {
      event.preventDefault();
      event.stopPropagation();
      this.#selection.toggle(cursor);
    }
  }
}
