import { Ring } from "./ring.ts";

const MOST_DELAYS = 256;

/** Counters for tests and for whoever wonders; `window.loopscope.stats()` shows them. */
export class Stats {
  readonly #messages = new Map<string, number>();
  readonly #delaysMs = new Ring(MOST_DELAYS);
  #undrawnSinceMs: number | null = null;
  draws = 0;
  hellos = 0;
  /** Text messages of the controller that never came, by the gaps in their numbers. */
  missed = 0;
  unreadable = 0;

  heard(type: string): void {
    this.#messages.set(type, (this.#messages.get(type) ?? 0) + 1);
    this.#undrawnSinceMs ??= performance.now();
  }

  drawn(nowMs: number): void {
    this.draws++;
    if (this.#undrawnSinceMs !== null) {
      this.#delaysMs.push(Math.max(0, nowMs - this.#undrawnSinceMs));
      this.#undrawnSinceMs = null;
    }
  }

  /** While the page is hidden nothing is drawn, and the wait is no delay. */
  hidden(): void {
    this.#undrawnSinceMs = null;
  }

  /** From a message's arrival to the end of the drawing that shows it, oldest first. */
  delaysMs(): number[] {
    return Array.from({ length: this.#delaysMs.length }, (_, i) => this.#delaysMs.at(i));
  }

  messages(): Record<string, number> {
    return Object.fromEntries(this.#messages);
  }
}
