import type { Commands } from "../commands.ts";
import { el, Figure, section } from "../dom.ts";
import { NOTHING } from "../format.ts";
import type { Setting } from "../messages.ts";
import type { Store } from "../state/store.ts";
import type { Panel } from "./panel.ts";

const LABEL: Readonly<Record<Setting["name"], string>> = {
  "learning.rate": "learning rate",
  "trigger.threshold": "trigger threshold",
  "block.presentations": "presentations",
};

/** One parameter: what it is now, what it may be, and a box for operators. */
class Row {
  readonly root: HTMLElement;
  readonly #now: Figure;
  readonly #box: HTMLInputElement;
  readonly #said: HTMLElement;
  #allowed = "";
  #refused = "";

  constructor(name: Setting["name"], give: (value: number, refused: (reason: string) => void) => void) {
    this.#now = new Figure(`setting.${name}`);
    const label = el("label", { for: `set-${name}`, class: "name" }, LABEL[name]);
    this.#box = el("input", { type: "text", inputmode: "decimal", id: `set-${name}`, autocomplete: "off", placeholder: "new" });
    this.#box.addEventListener("input", () => (this.#refused = ""));
    this.#said = el("span", { class: "allowed", "aria-live": "polite" });
    this.root = el("form", { class: "setting" }, label, this.#now.node, this.#box, this.#said);
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.#box.value.trim();
      const value = Number(text);
      if (text === "" || !Number.isFinite(value)) {
        this.#refused = text === "" ? "" : "not a number";
        return;
      }
      give(value, (reason) => {
        this.#refused = reason;
        if (reason === "" && this.#box.value.trim() === text) {
          this.#box.value = "";
        }
      });
    });
  }

  draw({ name, value, least, most }: Setting, operator: boolean): void {
    this.#now.set(value, value === null ? NOTHING : String(value));
    this.#box.disabled = !operator;
    this.#allowed = `${least} to ${most}${name === "block.presentations" ? ", whole" : ""}`;
    const said = this.#refused === "" ? this.#allowed : this.#refused;
    if (this.#said.textContent !== said) {
      this.#said.textContent = said;
      this.#said.classList.toggle("wrong", this.#refused !== "");
    }
  }
}

/** What may be changed while the session runs. The controller judges a new value; it stands here when it is in force. */
export class Settings implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #commands: Commands;
  readonly #list = el("div", { class: "settings" });
  readonly #rows = new Map<Setting["name"], Row>();

  constructor(store: Store, commands: Commands) {
    this.#store = store;
    this.#commands = commands;
    this.root = section("settings", "Settings; Enter sets", this.#list);
  }

  take(): void {}

  draw(): void {
    const { session, operator, over, review } = this.#store;
    this.root.hidden = review;
    for (const setting of session?.settings ?? []) {
      this.#row(setting.name).draw(setting, operator && !over);
    }
  }

  #row(name: Setting["name"]): Row {
    let row = this.#rows.get(name);
    if (row === undefined) {
      row = new Row(name, (value, refused) =>
        this.#commands.give(performance.now(), "set", { name, value }, ({ reason }) => refused(reason)),
      );
      this.#rows.set(name, row);
      this.#list.append(row.root);
    }
    return row;
  }
}
