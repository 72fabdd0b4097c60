import type { Health } from "../messages.ts";

/** The counters of the health message that a good session leaves at zero. */
export type LossCounter = Extract<
  keyof Health,
  | "framesLost"
  | "framesLate"
  | "framesDuplicated"
  | "framesReordered"
  | "rawFramesShed"
  | "missedDeadlines"
  | "telemetryDropped"
  | "faults"
>;

export const LOSS_COUNTERS: Readonly<Record<LossCounter, string>> = {
  framesLost: "frames lost",
  framesLate: "late",
  framesDuplicated: "duplicated",
  framesReordered: "reordered",
  rawFramesShed: "raw not kept",
  missedDeadlines: "deadlines missed",
  telemetryDropped: "telemetry dropped",
  faults: "faults",
};

/** A frame whose activity came late is none that is lost. */
export function isLoss(name: LossCounter): boolean {
  return name !== "framesLate";
}

/** How many kinds of loss there are; null before any health was told. */
export function kindsOfLoss(health: Health | null, ...others: readonly number[]): number | null {
  if (health === null) {
    return null;
  }
  const counters = (Object.keys(LOSS_COUNTERS) as LossCounter[]).filter(isLoss);
  return [...counters.map((name) => health[name]), ...others].filter((value) => value > 0).length;
}
