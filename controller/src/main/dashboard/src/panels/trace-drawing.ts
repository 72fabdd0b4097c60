import { FAINT, LINE, traceColour } from "../colours.ts";
import { envelope, type CellTrace, type Traces } from "../state/traces.ts";

/** Which time lies where on a canvas. */
export interface Window {
  readonly fromNs: number;
  readonly toNs: number;
  readonly leftPx: number;
  readonly rightPx: number;
  readonly topPx: number;
  readonly bottomPx: number;
}

/** Beside the time axis, for names and the scale. */
export const LEFT_PX = 34;
export const RIGHT_PX = 4;

export function xOf(window: Window, ns: number): number {
  return window.leftPx + ((ns - window.fromNs) / (window.toNs - window.fromNs)) * (window.rightPx - window.leftPx);
}

const SCALES = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100] as const;
/** Share of a lane for the ticks of events, below the trace. */
const TICKS = 0.2;

/** Each cell in a lane of its own, all on one scale: a faint cell looks faint. */
export function drawTraces(context: CanvasRenderingContext2D, window: Window, traces: Traces, targets: ReadonlySet<number>): void {
  const { cells, endsNs } = traces;
  if (cells.length === 0) {
    return;
  }
  const columns = Math.max(1, Math.floor(window.rightPx - window.leftPx));
  const drawn = cells.map((trace) => ({
    trace,
    dFOverF: envelope(endsNs, trace.dFOverF, window.fromNs, window.toNs, columns),
    events: envelope(endsNs, trace.events, window.fromNs, window.toNs, columns).greatest,
  }));
  const top = scaleOf(greatestOf(drawn.map(({ dFOverF }) => dFOverF.greatest)));
  const topEvent = greatestOf(drawn.map(({ events }) => events)) || 1;
  const lanePx = (window.bottomPx - window.topPx) / cells.length;
  drawn.forEach(({ trace, dFOverF, events }, place) => {
    const laneTop = window.topPx + place * lanePx;
    const base = laneTop + lanePx * (1 - TICKS);
    const colour = traceColour(place);
    const y = (value: number): number => base - (value / top) * lanePx * (1 - TICKS) * 0.95;
    context.strokeStyle = LINE;
    context.lineWidth = 1;
    line(context, window.leftPx, base, window.rightPx, base);
    context.strokeStyle = colour;
    context.lineWidth = 1.2;
    strokeEnvelope(context, window.leftPx, dFOverF.least, dFOverF.greatest, y);
    strokeTicks(context, window.leftPx, events, laneTop + lanePx, (lanePx * TICKS * 0.9) / topEvent);
    name(context, trace, targets.has(trace.cell), colour, laneTop + lanePx / 2);
  });
  drawScale(context, window, top, lanePx * (1 - TICKS) * 0.95);
}

/** The least of the usual steps that holds `greatest`: the scale does not tremble with every peak. */
export function scaleOf(greatest: number): number {
  return SCALES.find((scale) => scale >= greatest) ?? greatest;
}

function greatestOf(rows: readonly Float32Array[]): number {
  let greatest = 0;
  for (const row of rows) {
    for (const value of row) {
      if (value > greatest) {
        greatest = value;
      }
    }
  }
  return greatest;
}

/** A gap in time lifts the pen only when it is wider than a column or two: frames may come more seldom than pixels. */
function strokeEnvelope(
  context: CanvasRenderingContext2D,
  leftPx: number,
  least: Float32Array,
  greatest: Float32Array,
  y: (value: number) => number,
): void {
  const longestGap = Math.max(3, least.length / 60);
  let last = -Infinity;
  context.beginPath();
  for (let column = 0; column < least.length; column++) {
    if (Number.isNaN(least[column]!)) {
      continue;
    }
    const x = leftPx + column + 0.5;
    if (column - last > longestGap) {
      context.moveTo(x, y(least[column]!));
    } else {
      context.lineTo(x, y(least[column]!));
    }
    context.lineTo(x, y(greatest[column]!));
    last = column;
  }
  context.stroke();
}

function strokeTicks(context: CanvasRenderingContext2D, leftPx: number, events: Float32Array, bottomPx: number, pxPerUnit: number): void {
  context.beginPath();
  for (let column = 0; column < events.length; column++) {
    if (events[column]! > 0) {
      context.moveTo(leftPx + column + 0.5, bottomPx);
      context.lineTo(leftPx + column + 0.5, bottomPx - Math.max(1, events[column]! * pxPerUnit));
    }
  }
  context.stroke();
}

function name(context: CanvasRenderingContext2D, trace: CellTrace, target: boolean, colour: string, y: number): void {
  context.fillStyle = colour;
  context.font = "11px system-ui, sans-serif";
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.fillText(`${target ? "▸" : ""}${trace.cell}`, LEFT_PX - 3, y);
}

function drawScale(context: CanvasRenderingContext2D, window: Window, top: number, heightPx: number): void {
  context.fillStyle = FAINT;
  context.font = "10px system-ui, sans-serif";
  context.textAlign = "right";
  context.textBaseline = "top";
  context.fillText(`lane ${top} dF/F`, window.rightPx, 0);
  context.strokeStyle = FAINT;
  context.lineWidth = 2;
  line(context, window.rightPx + 2, window.topPx, window.rightPx + 2, window.topPx + heightPx);
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
