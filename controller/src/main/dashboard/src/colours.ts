import type { Shown } from "./messages.ts";

// Told apart with any of the usual forms of colour blindness (Okabe and Ito 2008), lightened for a dark ground.
// Red is not among them: it is for what is wrong, and for the recording light.

export const INK = "#d5dbe3";
export const FAINT = "#8b97a6";
export const LINE = "#333c48";
export const WRONG = "#ff5c57";
export const TARGET = "#f0e442";
export const SELECTED = "#56b4e9";
export const VETOED = "#cc79a7";
export const PLAIN = "rgba(150, 175, 200, 0.75)";
export const CURSOR = "#ffffff";

export const STIMULUS: Readonly<Record<Shown["kind"], string>> = {
  blank: "#4b5563",
  bank: "#56b4e9",
  gaudy: "#2fbf91",
  heldOut: "#cc79a7",
  synthesized: "#f0e442",
};

export const STIMULUS_NAME: Readonly<Record<Shown["kind"], string>> = {
  blank: "blank",
  bank: "bank",
  gaudy: "gaudy",
  heldOut: "held-out",
  synthesized: "synthesized",
};

/** Of the selected cells, by their place in the selection. */
const TRACE = [
  "#56b4e9", "#e69f00", "#2fbf91", "#f0e442", "#cc79a7", "#7f9cf5",
  "#d98c5f", "#9ad4f5", "#f5c76a", "#8fe0c4", "#e5b3cf", "#c3c9d1",
] as const;

export function traceColour(place: number): string {
  return TRACE[place % TRACE.length]!;
}

/** Of the baselines, by the order in which they came; the model itself has the first colour. */
const LINES = ["#56b4e9", "#e69f00", "#2fbf91", "#cc79a7", "#d98c5f", "#9ad4f5", "#c3c9d1"] as const;

export function lineColour(place: number): string {
  return LINES[place % LINES.length]!;
}
