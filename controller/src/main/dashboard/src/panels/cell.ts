import { CellButtons } from "../cell-buttons.ts";
import type { Commands } from "../commands.ts";
import { el } from "../dom.ts";
import type { Selection } from "../selection.ts";
import type { Store } from "../state/store.ts";
import type { Panel } from "./panel.ts";

/** Names the cell under the pointer, else the one that the keyboard stands on, and what it is. */
export class CellPanel implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #selection: Selection;
  readonly #name = el("span", { class: "cell-name", id: "cell-name", role: "status" });
  readonly #buttons: CellButtons;
  #hovered: number | null = null;

  constructor(store: Store, selection: Selection, commands: Commands) {
    this.#store = store;
    this.#selection = selection;
    this.#buttons = new CellButtons(store, commands);
    this.root = el("div", { class: "cell" }, this.#name, this.#buttons.root);
  }

  take(): void {}

  hover(cell: number | null): void {
    this.#hovered = cell;
  }

  draw(_nowMs: number): void {
    const { cursor } = this.#selection;
    const named = this.#hovered ?? cursor;
    const { cells } = this.#store;
    const text = named !== null ? this.#describe(named) : cells === 0 ? "no cells yet" : `${cells} cells; click one`;
    if (this.#name.textContent !== text) {
      this.#name.textContent = text;
    }
    // The buttons stay with the picked cell, or they would change on the pointer's way to them.
    this.#buttons.draw(cursor);
  }

  #describe(cell: number): string {
    const { targets, vetoed, planes } = this.#store;
    const words = [`cell ${cell}`];
    if (this.#store.isNew(cell)) {
      words.push("found during the session");
    }
    if (targets.includes(cell)) {
      words.push("target");
    }
    if (vetoed.includes(cell)) {
      words.push("vetoed");
    }
    if (this.#selection.cells.includes(cell)) {
      words.push("selected");
    }
    const plane = planes.planeOf(cell);
    if (planes.numbers().length > 1 && plane !== null) {
      words.push(`plane ${plane}`);
    }
    return words.join(", ");
  }
}
