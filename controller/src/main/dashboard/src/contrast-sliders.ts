import { automatic, lookup } from "./contrast.ts";
import { button, el } from "./dom.ts";

const STEADY_LEVELS = 8;

/** Low and high end of the grey scale, set by hand or from the picture. */
export class ContrastSliders {
  readonly nodes: HTMLElement[];
  readonly #low = slider("contrast-low", "Darkest", "0");
  readonly #high = slider("contrast-high", "Brightest", "255");
  #byHand = false;
  changed = true;

  constructor() {
    for (const input of [this.#low, this.#high]) {
      input.addEventListener("input", () => {
        this.#byHand = true;
        this.changed = true;
      });
    }
    const auto = button("Auto", () => {
      this.#byHand = false;
      this.changed = true;
    }, { id: "contrast-auto" });
    this.nodes = [this.#low, this.#high, auto];
  }

  /** Until somebody moves a slider, both follow the picture. */
  table(grey: Uint8Array | null): Uint8Array {
    this.changed = false;
    if (!this.#byHand && grey !== null) {
      const { low, high } = automatic(grey);
      this.#follow(this.#low, low);
      this.#follow(this.#high, high);
    }
    return lookup(Number(this.#low.value), Number(this.#high.value));
  }

  /** A live image would flicker if every one had a scale of its own. */
  #follow(input: HTMLInputElement, level: number): void {
    if (Math.abs(Number(input.value) - level) > STEADY_LEVELS) {
      input.value = String(level);
    }
  }
}

function slider(id: string, label: string, value: string): HTMLInputElement {
  return el("input", { type: "range", id, min: "0", max: "255", step: "1", value, "aria-label": label, title: label });
}
