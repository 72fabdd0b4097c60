import { FAINT, INK, LINE, STIMULUS, WRONG } from "../colours.ts";
import { sessionTime } from "../format.ts";
import type { Block, Mark } from "../messages.ts";
import { endNs, failed, onsetNs, type Showing } from "../state/stimuli.ts";
import { xOf, type Window } from "./trace-drawing.ts";

const RIBBON_PX = 12;
const RIBBON_GAP_PX = 6;
const HATCH_PX = 4;
const LONGEST_LABEL = 24;
/** A label that would be shorter is left out. */
const SHORTEST_LABEL = 3;
/** For what stands at the right end of the first line. */
const SCALE_PX = 78;
const SHORTEST_SPAN_NS = 10e9;

/** How much time is shown: of a session that is younger than that, all of it and no more. */
export function shownNs(longestNs: number, sessionNs: number): number {
  return Math.min(longestNs, Math.max(SHORTEST_SPAN_NS, sessionNs));
}

/** What was on the screen, by kind; hatched in red where it came too late or was not seen. */
export function drawRibbon(context: CanvasRenderingContext2D, window: Window, showings: readonly Showing[]): void {
  const top = window.bottomPx + RIBBON_GAP_PX;
  for (const showing of showings) {
    const left = Math.max(window.leftPx, xOf(window, onsetNs(showing)));
    const right = Math.min(window.rightPx, xOf(window, endNs(showing)));
    if (right <= left) {
      continue;
    }
    const width = Math.max(1, right - left - (right - left > 3 ? 1 : 0));
    context.fillStyle = STIMULUS[showing.decision.stimulus.kind];
    context.fillRect(left, top, width, RIBBON_PX);
    if (failed(showing)) {
      hatch(context, left, top, Math.max(2, width));
    }
  }
}

function hatch(context: CanvasRenderingContext2D, left: number, top: number, width: number): void {
  context.save();
  context.beginPath();
  context.rect(left, top - 2, width, RIBBON_PX + 4);
  context.clip();
  context.fillStyle = "#14181e";
  context.fillRect(left, top, width, RIBBON_PX);
  context.strokeStyle = WRONG;
  context.lineWidth = 2;
  context.beginPath();
  for (let x = left - RIBBON_PX; x < left + width; x += HATCH_PX) {
    context.moveTo(x, top + RIBBON_PX + 2);
    context.lineTo(x + RIBBON_PX, top - 2);
  }
  context.stroke();
  context.restore();
}

/** Where blocks began and notes were made. */
export function drawBoundaries(
  context: CanvasRenderingContext2D,
  window: Window,
  blocks: readonly Block[],
  marks: readonly Mark[],
): void {
  const within = (ns: number): boolean => ns >= window.fromNs && ns <= window.toNs;
  context.font = "10px system-ui, sans-serif";
  context.textBaseline = "top";
  context.textAlign = "left";
  const draw = (ns: number, endPx: number, text: string, colour: string, dash: number[], y: number): void => {
    const x = xOf(window, ns);
    context.strokeStyle = colour;
    context.lineWidth = 1;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, window.bottomPx + RIBBON_GAP_PX + RIBBON_PX);
    context.stroke();
    context.setLineDash([]);
    context.fillStyle = colour;
    context.fillText(fitted(shortened(text), endPx - x - 6, (part) => context.measureText(part).width), x + 3, y);
  };
  const shownBlocks = blocks.filter((block) => within(block.sessionNs));
  shownBlocks.forEach(({ sessionNs, block }, i) => {
    const next = shownBlocks[i + 1];
    const endPx = Math.min(window.rightPx - SCALE_PX, next === undefined ? Infinity : xOf(window, next.sessionNs));
    draw(sessionNs, endPx, block, FAINT, [], 0);
  });
  const shownMarks = marks.filter((mark) => within(mark.sessionNs));
  shownMarks.forEach(({ sessionNs, text }, i) => {
    const next = shownMarks[i + 1];
    draw(sessionNs, next === undefined ? window.rightPx : xOf(window, next.sessionNs), text, INK, [2, 3], 11);
  });
}

/** As much of a text as there is room for; nothing where that would say nothing. */
export function fitted(text: string, widthPx: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= widthPx) {
    return text;
  }
  const characters = [...text];
  for (let kept = characters.length - 1; kept >= SHORTEST_LABEL; kept--) {
    const part = `${characters.slice(0, kept).join("")}…`;
    if (widthOf(part) <= widthPx) {
      return part;
    }
  }
  return "";
}

export function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST_LABEL ? text : `${characters.slice(0, LONGEST_LABEL - 1).join("")}…`;
}

/** Session time, in steps that leave room for the labels. */
export function drawAxis(context: CanvasRenderingContext2D, window: Window): void {
  const spanS = (window.toNs - window.fromNs) / 1e9;
  const stepS = spanS > 120 ? 60 : spanS > 45 ? 10 : 5;
  const top = window.bottomPx + RIBBON_GAP_PX + RIBBON_PX + 4;
  context.font = "10px system-ui, sans-serif";
  context.textBaseline = "top";
  context.textAlign = "center";
  for (let s = Math.max(0, Math.ceil(window.fromNs / 1e9 / stepS) * stepS); s * 1e9 <= window.toNs; s += stepS) {
    const x = xOf(window, s * 1e9);
    context.strokeStyle = LINE;
    context.beginPath();
    context.moveTo(x, top - 3);
    context.lineTo(x, top);
    context.stroke();
    if (x > window.leftPx + 12 && x < window.rightPx - 12) {
      context.fillStyle = FAINT;
      context.fillText(sessionTime(s * 1e9), x, top);
    }
  }
}
