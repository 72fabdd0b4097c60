import { INK, lineColour } from "../colours.ts";
import { el, Figure, section } from "../dom.ts";
import { count, fixed, interval } from "../format.ts";
import type { Store } from "../state/store.ts";
import type { Told } from "../told.ts";
import type { Panel } from "./panel.ts";
import { QualityPlot } from "./quality-plot.ts";

/** Whether the model learns: its test correlation beside its ceiling and the simple models that it has to beat. */
export class QualityPanel implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #plot = new QualityPlot();
  readonly #mean = new Figure("meanCorrelation");
  readonly #interval = new Figure("meanCorrelation.interval", "95 % interval of the mean over neurons");
  readonly #ceiling = new Figure("ceiling", "what a perfect model would reach with responses as noisy as these");
  readonly #single = new Figure("singleTrialCorrelation");
  readonly #singleCeiling = new Figure("singleTrialCeiling");
  readonly #feve = new Figure("feve", "fraction of explainable variance explained");
  readonly #feveInterval = new Figure("feve.interval", "95 % interval");
  readonly #presentations = new Figure("quality.presentations");
  readonly #reliable = new Figure("reliableNeurons", "neurons with enough reliable signal to measure a model by");
  readonly #baselines = el("div", { class: "baselines" });
  readonly #figures = new Map<string, Figure>();
  #changed = true;

  constructor(store: Store) {
    this.#store = store;
    const row = (name: string, colour: string, ...children: Node[]): HTMLElement => {
      const key = el("span", { class: "key" });
      key.style.backgroundColor = colour;
      return el("div", { class: "row" }, key, el("span", { class: "name" }, name), el("span", {}, ...children));
    };
    const space = (): Text => document.createTextNode(" ");
    this.root = section(
      "quality",
      "Model quality",
      this.#plot.node,
      el(
        "div",
        { class: "rows" },
        row("correlation", lineColour(0), this.#mean.node, space(), this.#interval.node),
        row("ceiling", INK, this.#ceiling.node),
        this.#baselines,
        row("single trial", "transparent", this.#single.node, document.createTextNode(" of "), this.#singleCeiling.node),
        row("FEVE", "transparent", this.#feve.node, space(), this.#feveInterval.node),
        row("presentations", "transparent", this.#presentations.node),
        row("reliable neurons", "transparent", this.#reliable.node),
      ),
    );
  }

  take(told: Told): void {
    this.#changed ||= CHANGING.has(told.type);
  }

  draw(): void {
    if (!this.#changed && !this.#plot.resized()) {
      return;
    }
    this.#changed = false;
    const { learning } = this.#store;
    const newest = learning.quality.at(-1) ?? null;
    this.#mean.set(newest?.meanCorrelation, fixed(newest?.meanCorrelation, 3));
    this.#interval.set(
      newest?.meanLow === undefined || newest.meanLow === null ? null : `${newest.meanLow},${newest.meanHigh}`,
      newest === null ? "" : interval(newest.meanLow, newest.meanHigh, 2),
    );
    this.#ceiling.set(newest?.ceiling, fixed(newest?.ceiling, 3));
    this.#single.set(newest?.singleTrialCorrelation, fixed(newest?.singleTrialCorrelation, 3));
    this.#singleCeiling.set(newest?.singleTrialCeiling, fixed(newest?.singleTrialCeiling, 3));
    this.#feve.set(newest?.feve, fixed(newest?.feve, 3));
    this.#feveInterval.set(
      newest?.feveLow === undefined || newest.feveLow === null ? null : `${newest.feveLow},${newest.feveHigh}`,
      newest === null ? "" : interval(newest.feveLow, newest.feveHigh, 2),
    );
    this.#presentations.set(newest?.presentations, count(newest?.presentations));
    this.#reliable.set(newest?.reliableNeurons, newest === null ? count(null) : `${newest.reliableNeurons} of ${newest.neurons}`);
    this.#drawBaselines();
    this.#plot.draw(learning.curves());
  }

  #drawBaselines(): void {
    const { baselines } = this.#store.learning;
    if (baselines.size !== this.#figures.size || [...baselines.keys()].some((name) => !this.#figures.has(name))) {
      this.#figures.clear();
      this.#baselines.replaceChildren(
        ...[...baselines.keys()].map((name, place) => {
          const figure = new Figure(`baseline.${name}`);
          this.#figures.set(name, figure);
          const key = el("span", { class: "key" });
          key.style.backgroundColor = lineColour(place + 1);
          return el("div", { class: "row" }, key, el("span", { class: "name" }, name), el("span", {}, figure.node));
        }),
      );
    }
    for (const [name, points] of baselines) {
      const newest = points.at(-1)?.meanCorrelation;
      this.#figures.get(name)!.set(newest, fixed(newest, 3));
    }
  }
}

const CHANGING: ReadonlySet<string> = new Set(["hello", "reset", "quality", "baseline"]);
