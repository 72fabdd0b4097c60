import type { Told } from "../told.ts";

/** A part of the page. It notes in `take` that something has changed, and touches the page in `draw` only. */
export interface Panel {
  readonly root: HTMLElement;
  take(told: Told): void;
  /** @param nowMs the page's monotonic clock */
  draw(nowMs: number): void;
}
