import { Surface } from "../canvas.ts";
import { button, el, section } from "../dom.ts";
import type { Store } from "../state/store.ts";
import type { Told } from "../told.ts";
import { ribbonLegend } from "./legend.ts";
import type { Panel } from "./panel.ts";
import { drawTraces, LEFT_PX, RIGHT_PX, type Window } from "./trace-drawing.ts";
import { drawAxis, drawBoundaries, drawRibbon, shownNs } from "./timeline-drawing.ts";

const SPANS_S = [30, 60, 300] as const;
const DEFAULT_SPAN_S = 60;

/** Activity of the selected cells, with what was on the screen below. */
export class TracesPanel implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #surface = new Surface("Traces of the selected cells");
  readonly #choices: readonly (readonly [number, HTMLButtonElement])[];
  #spanS: number = DEFAULT_SPAN_S;
  #changed = true;
  #drawnNs = -1;

  constructor(store: Store) {
    this.#store = store;
    this.#choices = SPANS_S.map((spanS) => [spanS, button(`${spanS} s`, () => this.#span(spanS))] as const);
    const choices = this.#choices.map(([, node]) => node);
    this.root = section(
      "traces",
      "Traces",
      el("div", { class: "tools", role: "group", "aria-label": "Time shown" }, ...choices, ribbonLegend()),
      el("div", { class: "canvas-box" }, this.#surface.node),
    );
  }

  take(told: Told): void {
    this.#changed ||= told.type !== "frame" && told.type !== "health" && told.type !== "image";
  }

  draw(nowMs: number): void {
    const { clock, traces } = this.#store;
    const resized = this.#surface.fit();
    const kept = traces.endsNs.length;
    const newestNs = kept === 0 ? 0 : traces.endsNs.at(kept - 1);
    const toNs = Math.max(clock.ns(nowMs), newestNs);
    if ((!resized && !this.#changed && toNs === this.#drawnNs) || this.#surface.empty) {
      return;
    }
    this.#changed = false;
    this.#drawnNs = toNs;
    this.#drawChoices();
    const window: Window = {
      fromNs: toNs - shownNs(this.#spanS * 1e9, toNs),
      toNs,
      leftPx: LEFT_PX,
      rightPx: this.#surface.widthPx - RIGHT_PX,
      topPx: 24,
      bottomPx: this.#surface.heightPx - 36,
    };
    const context = this.#surface.clear();
    drawBoundaries(context, window, this.#store.plan.begun, this.#store.marks);
    drawTraces(context, window, traces, new Set(this.#store.targets));
    drawRibbon(context, window, this.#store.stimuli.between(window.fromNs, toNs + 2e9));
    drawAxis(context, window);
  }

  #span(spanS: number): void {
    this.#spanS = spanS;
    this.#changed = true;
  }

  /** A longer stretch is offered once there is more than the shorter one holds. */
  #drawChoices(): void {
    const { keptSeconds } = this.#store.traces;
    this.#choices.forEach(([spanS, node]) => {
      node.disabled = spanS > DEFAULT_SPAN_S && keptSeconds <= DEFAULT_SPAN_S && spanS !== this.#spanS;
      node.setAttribute("aria-pressed", String(spanS === this.#spanS));
    });
  }
}
