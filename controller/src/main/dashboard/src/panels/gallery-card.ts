import { greyCanvas } from "../canvas.ts";
import { CellButtons } from "../cell-buttons.ts";
import type { Commands } from "../commands.ts";
import { LINEAR } from "../contrast.ts";
import { el, Figure } from "../dom.ts";
import { figure } from "../format.ts";
import { Sparkline } from "../sparkline.ts";
import type { Store } from "../state/store.ts";
import type { Version } from "../state/synthesized.ts";

const MOST_OLDER = 12;

/** One target. */
export class GalleryCard {
  readonly root: HTMLElement;
  readonly #cell: number;
  readonly #store: Store;
  readonly #buttons: CellButtons;
  readonly #newest = el("div", { class: "picture" });
  readonly #older = el("div", { class: "older" });
  readonly #sparkline = new Sparkline("How the prediction grew");
  readonly #predicted: Figure;
  readonly #measured: Figure;
  readonly #responses: Figure;
  #drawnLast: Version | null = null;

  constructor(cell: number, store: Store, commands: Commands) {
    this.#cell = cell;
    this.#store = store;
    this.#buttons = new CellButtons(store, commands);
    this.#predicted = new Figure(`gallery.${cell}.predicted`);
    this.#measured = new Figure(`gallery.${cell}.measured`);
    this.#responses = new Figure(`gallery.${cell}.n`);
    this.root = el(
      "article",
      { class: "card", "aria-label": `Cell ${cell}`, "data-cell": String(cell) },
      this.#newest,
      el(
        "div",
        { class: "said" },
        el("div", { class: "title" }, `cell ${cell} `),
        el("div", {}, el("span", { class: "name" }, "predicted "), this.#predicted.node),
        el("div", {}, el("span", { class: "name" }, "measured "), this.#measured.node, " ", this.#responses.node),
        this.#sparkline.node,
      ),
      this.#older,
      this.#buttons.root,
    );
  }

  draw(_nowMs: number): void {
    const made = this.#store.synthesized.get(this.#cell);
    const predicted = made?.predictions.at(-1)?.rate ?? null;
    const newest = made?.newest ?? null;
    const measured = newest?.measured.value ?? null;
    const responses = newest?.measured.count ?? 0;
    this.#predicted.set(predicted, figure(predicted));
    this.#measured.set(measured, figure(measured));
    this.#responses.set(responses, `(n=${responses})`);
    this.#sparkline.draw(made?.predictions.map(({ rate }) => rate) ?? []);
    this.root.classList.toggle("vetoed", this.#store.vetoed.includes(this.#cell));
    this.drawButtons();
    const versions = made?.versions ?? [];
    const last = versions.at(-1) ?? null;
    if (last !== this.#drawnLast) {
      this.#drawnLast = last;
      this.#newest.replaceChildren(...(newest === null ? [] : [pictured(newest)]));
      // Newest first, from left to right back in time.
      this.#older.replaceChildren(...versions.filter((version) => version !== newest).slice(-MOST_OLDER).reverse().map(pictured));
    }
  }

  drawButtons(): void {
    this.#buttons.draw(this.#cell);
  }
}

function pictured(version: Version): HTMLElement {
  const { picture, ascentSteps } = version;
  const canvas = greyCanvas(picture.grey, picture.widthPx, picture.heightPx, LINEAR);
  canvas.title = ascentSteps === null ? "synthesized" : `after ${ascentSteps} steps of ascent`;
  return canvas;
}
