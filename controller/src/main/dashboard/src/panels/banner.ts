import type { Connection } from "../connection.ts";
import { button, el } from "../dom.ts";
import { timeOfDay } from "../format.ts";
import type { Token } from "../token.ts";
import type { Panel } from "./panel.ts";

/** Says what nobody must miss of the connection, and asks for a token when one is wanted. */
export class Banner implements Panel {
  readonly root: HTMLElement;
  readonly #connection: Connection;
  readonly #text = el("p", { class: "said" });
  readonly #form: HTMLFormElement;

  constructor(connection: Connection, token: Token) {
    this.#connection = connection;
    const box = el("input", { type: "password", id: "token", autocomplete: "off", spellcheck: "false" });
    this.#form = el("form", {}, el("label", { for: "token" }, "Token"), box, button("Connect", () => this.#form.requestSubmit()));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      token.set(box.value.trim());
      box.value = "";
      connection.openAgain();
    });
    this.root = el("div", { class: "banner", id: "banner", role: "alert" }, this.#text, this.#form);
    this.root.hidden = true;
  }

  take(): void {}

  draw(): void {
    const said = this.#said();
    this.root.hidden = said === "";
    this.root.dataset["state"] = this.#connection.state;
    this.#form.hidden = this.#connection.state !== "refused";
    if (this.#text.textContent !== said) {
      this.#text.textContent = said;
    }
  }

  #said(): string {
    const { state, lastHeard, why } = this.#connection;
    switch (state) {
      case "open":
      case "connecting":
        return "";
      case "lost":
        return lastHeard === null
          ? "The controller does not answer. Trying again."
          : `Connection lost ${timeOfDay(lastHeard)} - what you see is from then. Trying again.`;
      case "refused":
        return lastHeard === null ? why : `Connection lost ${timeOfDay(lastHeard)} - what you see is from then. ${why}`;
      case "ended":
        return `This page has ended: ${why}.`;
    }
  }
}
