import { el } from "../dom.ts";
import { sessionTime } from "../format.ts";
import type { Block, Fault, Mark, ReviewPosition } from "../messages.ts";
import type { Store } from "../state/store.ts";
import type { Told } from "../told.ts";

/**
 * Blocks, notes and faults under the slider. What lies ahead of the place shown is told only once it is reached, and a
 * move voids what was told: the track keeps whatever it has once known of the session.
 */
export class ReviewTrack {
  readonly root = el("div", { class: "places" });
  readonly #store: Store;
  readonly #go: (ns: number) => void;
  readonly #blocks = new Map<number, Block>();
  readonly #marks = new Map<string, Mark>();
  readonly #faults = new Map<string, Fault>();
  #changed = true;
  #endNs = 0;

  constructor(store: Store, go: (ns: number) => void) {
    this.#store = store;
    this.#go = go;
  }

  take(told: Told): void {
    switch (told.type) {
      case "hello":
        this.#blocks.clear();
        this.#marks.clear();
        this.#faults.clear();
        break;
      case "config":
        break;
      case "block":
        if (told.body.begun) {
          this.#blocks.set(told.body.sessionNs, told.body);
        }
        break;
      case "mark":
        this.#marks.set(`${told.body.sessionNs}/${told.body.text}`, told.body);
        break;
      case "fault":
        this.#faults.set(`${told.body.sessionNs}/${told.body.what}`, told.body);
        break;
      default:
        return;
    }
    this.#changed = true;
  }

  blockStarts(): number[] {
    return this.#starts().map(({ ns }) => ns);
  }

  faults(): number[] {
    return [...this.#faults.values()].map((fault) => fault.sessionNs);
  }

  draw(position: ReviewPosition): void {
    if ((!this.#changed && position.endNs === this.#endNs) || position.endNs <= 0) {
      return;
    }
    this.#changed = false;
    this.#endNs = position.endNs;
    this.root.replaceChildren(
      ...this.#starts().map(({ ns, name }) => this.#place("block", ns, name)),
      ...[...this.#marks.values()].map((mark) => this.#place("mark", mark.sessionNs, mark.text)),
      ...[...this.#faults.values()].map((fault) => this.#place("fault", fault.sessionNs, fault.what)),
    );
  }

  /** Where blocks began; for those that have not been told yet, where the plan puts them behind the last that has. */
  #starts(): { ns: number; name: string }[] {
    const begun = [...this.#blocks.values()].sort((a, b) => a.sessionNs - b.sessionNs);
    const starts = begun.map((block) => ({ ns: block.sessionNs, name: block.block }));
    const { planned } = this.#store.plan;
    let ns = begun.at(-1)?.sessionNs ?? 0;
    planned.slice(Math.max(0, begun.length - 1)).forEach((block, i) => {
      if (i > 0 || begun.length === 0) {
        starts.push({ ns, name: block.block });
      }
      ns += block.plannedSeconds * 1e9;
    });
    return starts.filter((start) => this.#endNs === 0 || start.ns <= this.#endNs);
  }

  #place(kind: string, ns: number, name: string): HTMLElement {
    const title = `${name} at ${sessionTime(ns)}`;
    const node = el("button", { type: "button", class: kind, title, "aria-label": `${kind}: ${title}`, tabindex: "-1" }, kind === "block" ? name : "");
    node.addEventListener("click", () => this.#go(ns));
    node.style.left = `${(100 * ns) / this.#endNs}%`;
    return node;
  }
}
