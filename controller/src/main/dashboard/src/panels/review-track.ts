import { el } from "../dom.ts";
import { sessionTime } from "../format.ts";
import type { Outline, ReviewPosition } from "../messages.ts";
import type { Store } from "../state/store.ts";

const SHORTEST_NAME_PX = 36;

/** Blocks, notes and faults of the whole session under the slider. */
export class ReviewTrack {
  readonly root = el("div", { class: "places" });
  readonly #store: Store;
  readonly #go: (ns: number) => void;
  #drawn: Outline | null = null;
  #endNs = 0;
  #widthPx = 0;

  constructor(store: Store, go: (ns: number) => void) {
    this.#store = store;
    this.#go = go;
  }

  blockStarts(): number[] {
    return this.#store.outline.blocks.map((block) => block.sessionNs);
  }

  faults(): number[] {
    return this.#store.outline.faults.map((fault) => fault.sessionNs);
  }

  draw(position: ReviewPosition): void {
    const { outline } = this.#store;
    const widthPx = this.root.clientWidth;
    const same = outline === this.#drawn && position.endNs === this.#endNs && widthPx === this.#widthPx;
    if (same || position.endNs <= 0) {
      return;
    }
    this.#widthPx = widthPx;
    this.#drawn = outline;
    this.#endNs = position.endNs;
    this.root.replaceChildren(
      ...outline.blocks.map((block, i) => {
        // A name ends where the next block begins; without room for one the line alone is there, with its title.
        const share = ((outline.blocks[i + 1]?.sessionNs ?? position.endNs) - block.sessionNs) / position.endNs;
        const node = this.#place("block", block.sessionNs, block.block, share * widthPx >= SHORTEST_NAME_PX);
        node.style.maxWidth = `${100 * share}%`;
        return node;
      }),
      ...outline.marks.map((mark) => this.#place("mark", mark.sessionNs, mark.text)),
      ...outline.faults.map((fault) => this.#place("fault", fault.sessionNs, fault.what)),
    );
  }

  #place(kind: string, ns: number, name: string, named = false): HTMLElement {
    const title = `${name} at ${sessionTime(ns)}`;
    const node = el("button", { type: "button", class: kind, title, "aria-label": `${kind}: ${title}`, tabindex: "-1" }, named ? name : "");
    node.addEventListener("click", () => this.#go(ns));
    node.style.left = `${(100 * ns) / this.#endNs}%`;
    return node;
  }
}
