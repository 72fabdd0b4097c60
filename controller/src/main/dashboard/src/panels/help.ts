import { button, el } from "../dom.ts";
import type { Keys } from "../keys.ts";
import type { Panel } from "./panel.ts";

/** The keys, under `?`. */
export class Help implements Panel {
  readonly root: HTMLElement;
  readonly #keys: Keys;
  readonly #list = el("dl", {});
  readonly #dialog: HTMLDialogElement;

  constructor(keys: Keys) {
    this.#keys = keys;
    this.#dialog = el("dialog", { id: "help", "aria-label": "Keys" }, el("h2", {}, "Keys"), this.#list);
    this.#dialog.append(button("Close", () => this.#dialog.close()));
    this.root = el("div", { class: "help" }, button("?", () => this.#open(), { id: "help-open", "aria-label": "Keys" }), this.#dialog);
    keys.bind("?", "this list", () => this.#open());
    keys.bind("Escape", "close this list", () => this.#dialog.close(), () => this.#dialog.open);
  }

  take(): void {}

  draw(): void {}

  /** Not modal: nothing may stand between a hand and Abort. */
  #open(): void {
    this.#dialog.close();
    this.#list.replaceChildren(
      ...this.#keys.bindings
        .filter((binding) => binding.when())
        .flatMap(({ key, does }) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)]),
      el("dt", {}, el("kbd", {}, "arrows")),
      el("dd", {}, "on the image: walk through the cells; Enter selects"),
    );
    this.#dialog.show();
  }
}
