import { button } from "./dom.ts";

const ARMED_MS = 3000;

/** A button that acts on the second press within three seconds. */
export class Confirmed {
  readonly node: HTMLButtonElement;
  readonly #label: string;
  readonly #act: () => void;
  #armedUntilMs: number | null = null;

  constructor(label: string, act: () => void, attributes: Readonly<Record<string, string>>) {
    this.#label = label;
    this.#act = act;
    this.node = button(label, () => this.press(), attributes);
  }

  press(): void {
    if (this.node.disabled) {
      return;
    }
    const nowMs = performance.now();
    if (this.#armedUntilMs !== null && nowMs <= this.#armedUntilMs) {
      this.#disarm();
      this.#act();
    } else {
      this.#armedUntilMs = nowMs + ARMED_MS;
      this.node.textContent = `${this.#label}?`;
      this.node.setAttribute("aria-label", `${this.#label}: press again`);
      this.node.classList.add("armed");
    }
  }

  draw(nowMs: number, enabled: boolean): void {
    this.node.disabled = !enabled;
    if (this.#armedUntilMs !== null && (nowMs > this.#armedUntilMs || !enabled)) {
      this.#disarm();
    }
  }

  #disarm(): void {
    this.#armedUntilMs = null;
    this.node.textContent = this.#label;
    this.node.removeAttribute("aria-label");
    this.node.classList.remove("armed");
  }
}
