import { el, section } from "../dom.ts";
import type { Commands } from "../commands.ts";
import type { Store } from "../state/store.ts";
import type { Told } from "../told.ts";
import { GalleryCard } from "./gallery-card.ts";
import type { Panel } from "./panel.ts";

const CHANGING: ReadonlySet<string> = new Set(["hello", "reset", "session", "presentation", "response", "images"]);

/** For each target what was made for it, what the model expected of it, and what the cell did. */
export class Gallery implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #commands: Commands;
  readonly #list = el("div", { class: "cards" });
  readonly #none = el("p", { class: "none" }, "No targets yet.");
  #cards = new Map<number, GalleryCard>();
  #changed = true;

  constructor(store: Store, commands: Commands) {
    this.#store = store;
    this.#commands = commands;
    this.root = section("gallery", "Synthesized images", this.#none, this.#list);
  }

  take(told: Told): void {
    if (told.type === "hello" || told.type === "reset") {
      this.#cards.clear();
      this.#list.replaceChildren();
    }
    this.#changed ||= CHANGING.has(told.type);
  }

  draw(nowMs: number): void {
    if (!this.#changed) {
      this.#cards.forEach((card) => card.drawButtons());
      return;
    }
    this.#changed = false;
    const { targets, synthesized } = this.#store;
    // A cell that is no target any more keeps what was made for it, behind the others.
    const made = synthesized.neurons().filter((neuron) => !targets.includes(neuron) && synthesized.get(neuron)!.versions.length > 0);
    const shown = [...targets, ...made];
    this.#none.hidden = shown.length > 0;
    if (shown.length !== this.#cards.size || shown.some((cell, i) => [...this.#cards.keys()][i] !== cell)) {
      const before = this.#cards;
      this.#cards = new Map(shown.map((cell) => [cell, before.get(cell) ?? new GalleryCard(cell, this.#store, this.#commands)]));
      this.#list.replaceChildren(...[...this.#cards.values()].map((card) => card.root));
    }
    this.#cards.forEach((card) => card.draw(nowMs));
  }
}
