import { el, Figure, section } from "../dom.ts";
import { count } from "../format.ts";
import type { Health } from "../messages.ts";
import type { Store } from "../state/store.ts";
import type { Stats } from "../stats.ts";
import type { Panel } from "./panel.ts";

type Counter = { [K in keyof Health]: Health[K] extends number ? K : never }[keyof Health];

const LOSSES: readonly (readonly [Counter, string])[] = [
  ["framesLost", "frames lost"],
  ["framesLate", "late"],
  ["framesDuplicated", "duplicated"],
  ["framesReordered", "reordered"],
  ["rawFramesShed", "raw not kept"],
  ["missedDeadlines", "deadlines missed"],
  ["telemetryDropped", "telemetry dropped"],
  ["faults", "faults"],
];

const COUNTS: readonly (readonly [Counter, string])[] = [
  ["frames", "frames"],
  ["decisions", "decisions"],
  ["presentations", "presentations"],
  ["pulses", "pulses"],
];

/** What was lost on the way, and how much went well. Whatever is not zero stands out. */
export class Losses implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #stats: Stats;
  readonly #figures = new Map<Counter, Figure>();
  readonly #notSeen = new Figure("notSeen", "presentations that the photodiode did not see");
  readonly #missed = new Figure("pageMissed", "messages that this page did not get or did not understand");
  readonly #whole = el("span", { class: "verdict", role: "status" });
  readonly #items: readonly (readonly [Figure, HTMLElement])[];

  constructor(store: Store, stats: Stats) {
    this.#store = store;
    this.#stats = stats;
    const item = (figure: Figure, text: string): readonly [Figure, HTMLElement] =>
      [figure, el("span", { class: "loss" }, figure.node, ` ${text}`)];
    const counter = (name: Counter): Figure => {
      const figure = new Figure(name);
      this.#figures.set(name, figure);
      return figure;
    };
    this.#items = [
      ...LOSSES.map(([name, text]) => item(counter(name), text)),
      item(this.#notSeen, "not seen"),
      item(this.#missed, "missed here"),
    ];
    const counts = COUNTS.map(([name, text]) => el("span", {}, counter(name).node, ` ${text}`));
    this.root = section(
      "losses",
      "Losses",
      this.#whole,
      el("div", { class: "losses" }, ...this.#items.map(([, node]) => node)),
      el("div", { class: "counts" }, ...counts),
    );
  }

  take(): void {}

  draw(): void {
    const { health, stimuli } = this.#store;
    for (const [name, figure] of this.#figures) {
      figure.set(health?.[name], count(health?.[name]));
    }
    this.#notSeen.set(stimuli.notSeen, count(stimuli.notSeen));
    const missed = this.#stats.missed + this.#stats.unreadable;
    this.#missed.set(missed, count(missed));
    let lost = 0;
    for (const [figure, node] of this.#items) {
      const some = Number(figure.node.dataset["value"] || 0) > 0;
      node.classList.toggle("some", some);
      lost += some ? 1 : 0;
    }
    const verdict = health === null ? "" : lost === 0 ? "nothing lost" : "something was lost";
    if (this.#whole.textContent !== verdict) {
      this.#whole.textContent = verdict;
      this.#whole.classList.toggle("wrong", lost > 0);
    }
  }
}
