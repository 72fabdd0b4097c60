import type { Commands } from "../commands.ts";
import { el, section } from "../dom.ts";
import { sessionTime } from "../format.ts";
import type { Keys } from "../keys.ts";
import type { Store } from "../state/store.ts";
import type { Told } from "../told.ts";
import type { Panel } from "./panel.ts";

const MOST_SHOWN = 100;

/** Notes on the session. One stands in the list when the controller has logged it, and not before. */
export class Notes implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #commands: Commands;
  readonly #box = el("input", {
    type: "text", id: "note", maxlength: "500", autocomplete: "off", placeholder: "Note; Enter sends it", "aria-label": "Note",
  });
  readonly #list = el("ol", { class: "marks", "aria-label": "Notes" });
  readonly #none = el("p", { class: "none" }, "No notes.");
  readonly #form: HTMLFormElement;
  #changed = true;

  constructor(store: Store, commands: Commands, keys: Keys) {
    this.#store = store;
    this.#commands = commands;
    this.#form = el("form", {}, this.#box);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.root = section("notes", "Notes", this.#form, this.#none, this.#list);
    keys.bind("n", "write a note", () => this.#box.focus(), () => store.operator);
  }

  take(told: Told): void {
    this.#changed ||= told.type === "mark" || told.type === "hello" || told.type === "reset";
  }

  draw(): void {
    this.#form.hidden = this.#store.review;
    this.#box.disabled = !this.#store.operator;
    if (!this.#changed) {
      return;
    }
    this.#changed = false;
    this.#none.hidden = this.#store.marks.length > 0;
    this.#list.replaceChildren(
      ...this.#store.marks.slice(-MOST_SHOWN).reverse().map((mark) =>
        el(
          "li",
          {},
          el("time", {}, sessionTime(mark.sessionNs)),
          " ",
          el("span", { class: "text" }, mark.text),
          " ",
          el("span", { class: "person" }, mark.person),
        ),
      ),
    );
  }

  /** What was typed stays until the controller has taken it. */
  #send(): void {
    const text = this.#box.value.trim();
    if (text === "") {
      return;
    }
    this.#commands.give(performance.now(), "mark", { text }, (reply) => {
      if (reply.accepted && this.#box.value.trim() === text) {
        this.#box.value = "";
      }
    });
  }
}
