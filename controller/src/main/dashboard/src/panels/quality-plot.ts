import uPlot from "uplot";
import { FAINT, INK, LINE, lineColour } from "../colours.ts";
import { el } from "../dom.ts";
import { axisBegin, type Curves } from "../state/learning.ts";

const FONT = "11px system-ui, sans-serif";

/** The curves over presentations. uPlot is made anew when another baseline comes; else it is only given data. */
export class QualityPlot {
  readonly node = el("div", { class: "plot", role: "img", "aria-label": "Model quality over presentations" });
  #plot: uPlot | null = null;
  #names = "";
  #width = 0;
  #height = 0;
  #begin = 0;

  /** True when the layout has given another size. */
  resized(): boolean {
    return this.node.clientWidth !== this.#width || this.node.clientHeight !== this.#height;
  }

  draw(curves: Curves): void {
    const names = JSON.stringify(curves.baselines.map(({ name }) => name));
    const data: uPlot.AlignedData = [
      curves.presentations,
      curves.mean,
      curves.high,
      curves.low,
      curves.ceiling,
      ...curves.baselines.map(({ values }) => values),
    ];
    this.#begin = axisBegin(curves);
    const resized = this.resized();
    this.#width = this.node.clientWidth;
    this.#height = this.node.clientHeight;
    if (this.#width === 0 || this.#height === 0) {
      return;
    }
    if (this.#plot === null || names !== this.#names) {
      this.#names = names;
      this.#plot?.destroy();
      this.#plot = new uPlot(this.#options(curves.baselines.length), data, this.node);
      return;
    }
    if (resized) {
      this.#plot.setSize({ width: this.#width, height: this.#height });
    }
    this.#plot.setData(data);
  }

  #options(baselines: number): uPlot.Options {
    const colour = lineColour(0);
    const axis = { stroke: FAINT, font: FONT, grid: { stroke: LINE, width: 1 }, ticks: { show: false } };
    return {
      width: this.#width,
      height: this.#height,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, range: spread }, y: { range: () => [this.#begin, 1] } },
      axes: [
        { ...axis, size: 22, gap: 2 },
        { ...axis, size: 34, gap: 2 },
      ],
      series: [
        {},
        { stroke: colour, width: 2, spanGaps: true, points: { show: true, size: 4, fill: colour } },
        { stroke: "transparent", spanGaps: true, points: { show: false } },
        { stroke: "transparent", spanGaps: true, points: { show: false } },
        { stroke: INK, width: 1, dash: [2, 3], spanGaps: true, points: { show: false } },
        ...Array.from({ length: baselines }, (_, place) => ({
          stroke: lineColour(place + 1),
          width: 1.5,
          dash: [6, 3],
          spanGaps: true,
          points: { show: true, size: 3, fill: lineColour(place + 1) },
        })),
      ],
      bands: [{ series: [2, 3], fill: `${colour}33` }],
    };
  }
}

/** From 0, so that a first point is not the whole axis. */
function spread(_plot: uPlot, _least: number, greatest: number | null): uPlot.Range.MinMax {
  return [0, Math.max(10, greatest ?? 0)];
}
