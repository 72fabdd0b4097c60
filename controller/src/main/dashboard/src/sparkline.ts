import { Surface } from "./canvas.ts";
import { TARGET } from "./colours.ts";

/** A small curve without axes, from 0 to its greatest value. */
export class Sparkline {
  readonly node: HTMLCanvasElement;
  readonly #surface: Surface;

  constructor(label: string) {
    this.#surface = new Surface(label);
    this.node = this.#surface.node;
    this.node.className = "sparkline";
  }

  draw(values: readonly number[]): void {
    this.#surface.fit();
    const context = this.#surface.clear();
    if (values.length < 2 || this.#surface.empty) {
      return;
    }
    const top = Math.max(...values, 1e-9);
    const width = this.#surface.widthPx - 4;
    const height = this.#surface.heightPx - 4;
    const x = (i: number): number => 2 + (i / (values.length - 1)) * width;
    const y = (value: number): number => 2 + height * (1 - Math.max(0, value) / top);
    context.strokeStyle = TARGET;
    context.lineWidth = 1.5;
    context.beginPath();
    values.forEach((value, i) => (i === 0 ? context.moveTo(x(i), y(value)) : context.lineTo(x(i), y(value))));
    context.stroke();
    context.fillStyle = TARGET;
    context.beginPath();
    context.arc(x(values.length - 1), y(values.at(-1)!), 2, 0, 2 * Math.PI);
    context.fill();
  }
}
