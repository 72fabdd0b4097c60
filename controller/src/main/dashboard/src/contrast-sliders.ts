import { automatic, lookup } from "./contrast.ts";
import { button, el } from "./dom.ts";

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
      this.#low.value = String(low);
      this.#high.value = String(high);
    }
    return lookup(Number(this.#low.value), Number(this.#high.value));
  }
}

function slider(id: string, label: string, value: string): HTMLInputElement {
  return el("input", { type: "range", id, min: "0", max: "255", step: "1", value, "aria-label": label, title: label });
}
