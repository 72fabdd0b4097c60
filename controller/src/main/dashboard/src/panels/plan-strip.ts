import { el } from "../dom.ts";
import { duration } from "../format.ts";
import type { PlannedBlock } from "../messages.ts";
import type { Store } from "../state/store.ts";
import type { Panel } from "./panel.ts";

/** The planned blocks side by side, each as long as it is planned to last. */
export class PlanStrip implements Panel {
  readonly root = el("ol", { class: "plan", id: "plan", "aria-label": "Plan of the session" });
  readonly #store: Store;
  #drawn: readonly PlannedBlock[] | null = null;
  #segments: { node: HTMLElement; done: HTMLElement }[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  take(): void {}

  draw(nowMs: number): void {
    const { plan, clock } = this.#store;
    if (plan.planned !== this.#drawn) {
      this.#build(plan.planned);
    }
    const ns = clock.ns(nowMs);
    this.#segments.forEach(({ node, done }, i) => {
      const current = plan.current !== null && i === plan.place;
      node.classList.toggle("current", current);
      if (current) {
        node.setAttribute("aria-current", "step");
      } else {
        node.removeAttribute("aria-current");
      }
      const planned = plan.planned[i]!.plannedSeconds * 1e9;
      const share = current && planned > 0 ? (ns - plan.current!.sessionNs) / planned : i <= plan.place ? 1 : 0;
      done.style.width = `${(100 * Math.min(1, Math.max(0, share))).toFixed(1)}%`;
    });
  }

  #build(planned: readonly PlannedBlock[]): void {
    this.#drawn = planned;
    this.#segments = planned.map((block) => {
      const done = el("span", { class: "done" });
      const title = `${block.block} (${block.kind}), ${duration(block.plannedSeconds)}`;
      const node = el("li", { title }, done, el("span", { class: "label" }, block.block));
      node.style.flexGrow = String(Math.max(1, block.plannedSeconds));
      return { node, done };
    });
    this.root.replaceChildren(...this.#segments.map(({ node }) => node));
  }
}
