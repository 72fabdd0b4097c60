import { button, el, section } from "../dom.ts";
import { sessionTime } from "../format.ts";
import type { Keys } from "../keys.ts";
import type { Store } from "../state/store.ts";
import type { Told } from "../told.ts";
import type { Panel } from "./panel.ts";

const MOST_SHOWN = 100;
const TOUCHING: ReadonlySet<string> = new Set(["hello", "reset", "session", "fault", "log", "command", "new-cells"]);

/** Faults, the newest first, until somebody has looked at them; the log below. */
export class AlarmList implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #faults = el("ol", { class: "faults", "aria-label": "Faults" });
  readonly #lines = el("ol", { class: "lines", "aria-label": "Log" });
  readonly #look: HTMLButtonElement;
  readonly #none = el("p", { class: "none" }, "No faults.");
  #changed = true;

  constructor(store: Store, keys: Keys) {
    this.#store = store;
    this.#look = button("Seen", () => this.#seen(), { id: "alarms-seen" });
    this.root = section("alarms", "Alarms", this.#look, this.#none, this.#faults, this.#lines);
    this.#faults.addEventListener("click", () => this.#seen());
    keys.bind("f", "faults have been looked at", () => this.#seen());
  }

  /** The title shows in the tab also while the page is hidden and nothing is drawn. */
  take(told: Told): void {
    if (TOUCHING.has(told.type)) {
      this.#changed = true;
      this.#title();
    }
  }

  draw(): void {
    if (!this.#changed) {
      return;
    }
    this.#changed = false;
    const { faults, lines, unseen } = this.#store.alarms;
    this.#look.hidden = unseen === 0;
    this.#look.textContent = `Seen (${unseen})`;
    this.#none.hidden = faults.length > 0;
    this.#faults.replaceChildren(
      ...faults.slice(-MOST_SHOWN).reverse().map((fault) =>
        el(
          "li",
          { class: this.#store.alarms.seen(fault) ? "fault" : "fault unseen" },
          el("time", {}, sessionTime(fault.sessionNs)),
          ` ${fault.what}${fault.ended ? " (ended the session)" : ""}`,
        ),
      ),
    );
    this.#lines.replaceChildren(
      ...lines.slice(-MOST_SHOWN).reverse().map((line) =>
        el("li", { class: `line ${line.level === "info" ? "info" : "warn"}` }, el("time", {}, sessionTime(line.sessionNs)), ` ${line.what}`),
      ),
    );
  }

  #seen(): void {
    this.#store.alarms.look();
    this.#changed = true;
    this.#title();
  }

  #title(): void {
    const { alarms, session, hello } = this.#store;
    const unseen = alarms.unseen;
    const where = session === null ? (hello?.rig ?? "") : `${session.subject} ${session.phase}`;
    document.title = `${unseen > 0 ? `(${unseen}) ` : ""}${where === "" ? "" : `${where} - `}Loopscope`;
  }
}
