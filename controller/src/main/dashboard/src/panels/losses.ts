import { el, Figure, section } from "../dom.ts";
import { count } from "../format.ts";
import { isLoss, kindsOfLoss, LOSS_COUNTERS, type LossCounter } from "../state/losses.ts";
import type { Store } from "../state/store.ts";
import type { Stats } from "../stats.ts";
import type { Panel } from "./panel.ts";

type Count = "frames" | "decisions" | "presentations" | "pulses";

const COUNTS: readonly (readonly [Count, string])[] = [
  ["frames", "frames"],
  ["decisions", "decisions"],
  ["presentations", "presentations"],
  ["pulses", "pulses"],
];

/** What was lost on the way, or came late, and how much went well. Whatever is not zero stands out. */
export class Losses implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #stats: Stats;
  readonly #figures = new Map<LossCounter | Count, Figure>();
  readonly #notSeen = new Figure("notSeen", "presentations that the photodiode did not see");
  readonly #missed = new Figure("pageMissed", "messages that this page did not get or did not understand");
  readonly #whole = el("span", { class: "verdict", role: "status" });
  readonly #items: readonly (readonly [Figure, HTMLElement])[];

  constructor(store: Store, stats: Stats) {
    this.#store = store;
    this.#stats = stats;
    const item = (figure: Figure, text: string, kind = "loss"): readonly [Figure, HTMLElement] =>
      [figure, el("span", { class: kind }, figure.node, ` ${text}`)];
    const counter = (name: LossCounter | Count): Figure => {
      const figure = new Figure(name);
      this.#figures.set(name, figure);
      return figure;
    };
    this.#items = [
      ...(Object.keys(LOSS_COUNTERS) as LossCounter[]).map((name) => item(counter(name), LOSS_COUNTERS[name], isLoss(name) ? "loss" : "loss late")),
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
    for (const [figure, node] of this.#items) {
      node.classList.toggle("some", Number(figure.node.dataset["value"] || 0) > 0);
    }
    const lost = kindsOfLoss(health, stimuli.notSeen, missed);
    const verdict = lost === null ? "" : lost === 0 ? "nothing lost" : "something was lost";
    if (this.#whole.textContent !== verdict) {
      this.#whole.textContent = verdict;
      this.#whole.classList.toggle("wrong", lost !== null && lost > 0);
    }
  }
}
