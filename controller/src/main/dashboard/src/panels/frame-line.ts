import { el, Figure } from "../dom.ts";
import { fixed } from "../format.ts";
import type { Store } from "../state/store.ts";
import type { Panel } from "./panel.ts";

/** Whether the tissue lies still and looks as it did: how far the last frame was moved, and how well it fits. */
export class FrameLine implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #shiftX = new Figure("shiftXPx");
  readonly #shiftY = new Figure("shiftYPx");
  readonly #correlation = new Figure("frame.correlation", "of the last frame with the template");
  readonly #meanDfOverF = new Figure("meanDfOverF", "mean over the cells");

  constructor(store: Store) {
    this.#store = store;
    this.root = el(
      "div",
      { class: "frame-line" },
      "shift ", this.#shiftX.node, ", ", this.#shiftY.node, " px · fit ", this.#correlation.node,
      " · mean dF/F ", this.#meanDfOverF.node,
    );
  }

  take(): void {}

  draw(): void {
    const frame = this.#store.frame;
    const show = (figure: Figure, value: number | null | undefined, digits: number): void =>
      figure.set(value, fixed(value, digits));
    show(this.#shiftX, frame?.shiftXPx, 1);
    show(this.#shiftY, frame?.shiftYPx, 1);
    show(this.#correlation, frame?.correlation, 2);
    show(this.#meanDfOverF, frame?.meanDfOverF, 2);
  }
}
