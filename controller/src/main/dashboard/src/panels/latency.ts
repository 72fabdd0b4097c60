import { el, Figure, section } from "../dom.ts";
import { figure } from "../format.ts";
import type { Quantiles } from "../messages.ts";
import type { Store } from "../state/store.ts";
import type { Panel } from "./panel.ts";

type Measured = "activityMs" | "decisionMs" | "outputMs";

const ROWS: readonly (readonly [Measured, string, string])[] = [
  ["activityMs", "activity", "from a frame's arrival to its activity"],
  ["decisionMs", "decision", "from a frame's arrival to its decision"],
  ["outputMs", "output", "from the requested to the measured onset"],
];

/** A bar ends at this many deadlines; what lies beyond is at its end, and the number says how far. */
const LONGEST_BAR = 1.5;

class Row {
  readonly nodes: HTMLElement[];
  readonly #numbers: Record<"p50" | "p99" | "max" | "deadline" | "count", Figure>;
  readonly #filled = el("span", { class: "filled" });
  readonly #beyond = el("span", { class: "beyond" });
  readonly #p99 = el("span", { class: "tick p99" });
  readonly #max = el("span", { class: "tick max" });
  readonly #deadline = el("span", { class: "tick deadline" });
  readonly #bar: HTMLElement;

  constructor(measured: Measured, name: string, title: string) {
    const number = (what: string): Figure => new Figure(`${measured}.${what}`);
    this.#numbers = {
      p50: number("p50"),
      p99: number("p99"),
      max: number("max"),
      deadline: number("deadline"),
      count: number("count"),
    };
    this.#bar = el("div", { class: "bar", role: "img" }, this.#filled, this.#beyond, this.#p99, this.#max, this.#deadline);
    const { p50, p99, max, deadline, count } = this.#numbers;
    this.nodes = [
      el("span", { class: "what", title }, name, count.node),
      ...[p50, p99, max, deadline].map((shown) => el("span", { class: "number" }, shown.node)),
      this.#bar,
    ];
    count.node.hidden = true; // for tests and tools
  }

  draw(quantiles: Quantiles | null): void {
    const measured = quantiles !== null && quantiles.count > 0 ? quantiles : null;
    const deadline = quantiles?.deadline ?? null;
    const bounded = deadline !== null && deadline > 0;
    for (const what of ["p50", "p99", "max"] as const) {
      const value = measured?.[what] ?? null;
      this.#numbers[what].set(value, figure(value), bounded && value !== null && value > deadline);
    }
    this.#numbers.deadline.set(deadline, figure(deadline));
    this.#numbers.count.set(quantiles?.count ?? null, String(quantiles?.count ?? ""));
    const place = (value: number | null | undefined): number =>
      bounded && value !== null && value !== undefined ? (100 * Math.min(value / deadline, LONGEST_BAR)) / LONGEST_BAR : 0;
    const edge = bounded ? 100 / LONGEST_BAR : 100;
    const max = place(measured?.max);
    this.#filled.style.width = `${Math.min(place(measured?.p50), edge)}%`;
    this.#beyond.style.left = `${edge}%`;
    this.#beyond.style.width = `${Math.max(0, max - edge)}%`;
    this.#p99.style.left = `${place(measured?.p99)}%`;
    this.#max.style.left = `${max}%`;
    this.#deadline.style.left = `${edge}%`;
    this.#deadline.hidden = !bounded;
    this.#p99.hidden = measured === null;
    this.#max.hidden = measured === null;
    const label = measured === null ? "not measured" : `p99 ${figure(measured.p99)} of ${figure(deadline)} ms`;
    if (this.#bar.getAttribute("aria-label") !== label) {
      this.#bar.setAttribute("aria-label", label);
    }
  }
}

/** How long each step takes, against its deadline. */
export class Latency implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #rows: readonly (readonly [Measured, Row])[];
  readonly #worst = new Figure("worstActivityMs", "slowest activity since the last report");
  readonly #worstDecision = new Figure("worstDecisionMs", "slowest decision since the last report");
  readonly #drift = new Figure("clockDriftPpm");
  readonly #residual = new Figure("clockResidualNs");

  constructor(store: Store) {
    this.#store = store;
    this.#rows = ROWS.map(([measured, name, title]) => [measured, new Row(measured, name, title)] as const);
    const heads = ["ms", "p50", "p99", "max", "limit", ""].map((text) => el("span", { class: "name" }, text));
    this.root = section(
      "latency",
      "Latency",
      el("div", { class: "latencies" }, ...heads, ...this.#rows.flatMap(([, row]) => row.nodes)),
      el(
        "p",
        { class: "line" },
        "just now ", this.#worst.node, " / ", this.#worstDecision.node,
        " ms · clock drift ", this.#drift.node, " ppm, residual ", this.#residual.node, " µs",
      ),
    );
  }

  take(): void {}

  draw(): void {
    const { health } = this.#store;
    this.#rows.forEach(([measured, row]) => row.draw(health?.[measured] ?? null));
    const late = (value: number | null, deadline: number | undefined): boolean =>
      value !== null && deadline !== undefined && deadline > 0 && value > deadline;
    const activity = health?.worstActivityMs ?? null;
    const decision = health?.worstDecisionMs ?? null;
    this.#worst.set(activity, figure(activity), late(activity, health?.activityMs.deadline));
    this.#worstDecision.set(decision, figure(decision), late(decision, health?.decisionMs.deadline));
    this.#drift.set(health?.clockDriftPpm, figure(health?.clockDriftPpm));
    this.#residual.set(health?.clockResidualNs, figure(health === null ? null : health.clockResidualNs / 1000));
  }
}
