import { STIMULUS, STIMULUS_NAME } from "../colours.ts";
import { el } from "../dom.ts";
import type { Shown } from "../messages.ts";

/** Which colour of the ribbon is which kind of stimulus. */
export function ribbonLegend(): HTMLElement {
  const kinds = Object.keys(STIMULUS) as Shown["kind"][];
  return el(
    "div",
    { class: "legend", "aria-hidden": "true" },
    ...kinds.map((kind) => {
      const key = el("span", { class: "key" });
      key.style.backgroundColor = STIMULUS[kind];
      return el("span", {}, key, STIMULUS_NAME[kind]);
    }),
    el("span", {}, el("span", { class: "key missed" }), "missed"),
  );
}
