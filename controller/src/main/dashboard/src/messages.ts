// What the controller tells a page, and what a page may ask. Times are session nanoseconds unless a name says otherwise;
// null is what was not measured. The bodies are those of the MQTT stream (docs/mqtt.md).

/** Every text message of the controller. `seq` counts the messages of this connection, from 0. */
export type ServerMessage = { seq: number } & (
  | { type: "hello"; body: Hello }
  | { type: "reset"; body: Record<string, never> } // what was told before is void: a review has been moved
  | { type: "session"; body: Session }
  | { type: "config"; body: Config }
  | { type: "health"; body: Health }
  | { type: "frame"; body: FrameSummary }
  | { type: "block"; body: Block }
  | { type: "decision"; body: Decision }
  | { type: "presentation"; body: Presented }
  | { type: "response"; body: Responded }
  | { type: "quality"; body: Quality }
  | { type: "baseline"; body: Baseline }
  | { type: "images"; body: Images }
  | { type: "new-cells"; body: NewCells }
  | { type: "pulse"; body: PulseOutput }
  | { type: "mark"; body: Mark }
  | { type: "command"; body: CommandAnswer }
  | { type: "fault"; body: Fault }
  | { type: "log"; body: LogLine }
  | { type: "outline"; body: Outline } // review only, after the hello
  | { type: "review"; body: ReviewPosition }
  | { type: "reply"; body: Reply } // to this page's own request
  | { type: "beat"; body: Record<string, never> } // twice a second, whatever else there is
  | { type: "goodbye"; body: { why: string } } // the controller ends in order
);

/** First on every connection. */
export interface Hello {
  rig: string;
  version: string;
  role: "watcher" | "operator";
  person: string;
  review: boolean; // a finished session is shown; there is a time slider and there are no commands
}

export interface Session {
  sessionId: string;
  experiment: string;
  subject: string;
  rig: string;
  phase: "waiting" | "armed" | "calibrating" | "running" | "paused" | "completed" | "aborted" | "failed" | "cut off";
  startTime: string; // ISO 8601
  version: string;
  device: string;
  fullSpeed: boolean;
  cells: number;
  newCells: number; // found while it ran; numbered behind the others, and never aimed at
  targets: number[];
  vetoed: number[];
  settings: Setting[];
  sessionNs: number;
}

/** What `set` changes. */
export interface Setting {
  name: "learning.rate" | "trigger.threshold" | "block.presentations";
  value: number | null; // null while nothing has it
  least: number;
  most: number;
}

export interface Config {
  sha256: string;
  experiment: string;
  seed: number;
  framePeriodNs: number;
  plan: PlannedBlock[];
  text: string | null; // the experiment's file; null when it is too long to be told
}

export interface PlannedBlock {
  block: string;
  kind: "spontaneous" | "triggered" | "map" | "adapt" | "synthesize" | "evolve" | "validate";
  plannedSeconds: number;
}

export interface Quantiles {
  p50: number;
  p99: number;
  max: number;
  deadline: number;
  count: number;
}

export interface Health {
  sessionNs: number;
  frames: number;
  framesLost: number;
  framesLate: number; // whose activity came later than a frame period
  framesDuplicated: number;
  framesReordered: number;
  rawFramesShed: number;
  decisions: number;
  missedDeadlines: number;
  presentations: number;
  pulses: number;
  faults: number;
  activityMs: Quantiles; // from a frame's arrival to its activity
  decisionMs: Quantiles; // from a frame's arrival to its decision
  outputMs: Quantiles; // from the requested to the measured onset
  worstActivityMs: number; // since the last such message
  worstDecisionMs: number;
  clockDriftPpm: number;
  clockResidualNs: number;
  remainingSeconds: number | null; // of the plan, estimated
  recording: boolean; // frames are being written
  diskFreeBytes: number | null;
  telemetryDropped: number;
}

export interface FrameSummary {
  frameIndex: number;
  frameEndNs: number;
  shiftXPx: number;
  shiftYPx: number;
  correlation: number;
  cells: number;
  meanDfOverF: number;
  meanEvents: number;
}

export interface Block {
  block: string;
  kind: PlannedBlock["kind"];
  begun: boolean;
  frameIndex: number;
  sessionNs: number;
}

export interface Shown {
  kind: "blank" | "bank" | "gaudy" | "heldOut" | "synthesized";
  index: number | null; // of the picture in the bank; of the target neuron for what was synthesized
  ascentSteps: number | null;
}

export interface Decision {
  index: number;
  frameIndex: number;
  stimulus: Shown;
  policy: string;
  decidedNs: number;
  requestedOnsetNs: number;
  durationNs: number;
  deadlineNs: number;
  missedDeadline: boolean;
  modelUpdate: number;
  modelAge: number;
}

export interface Presented {
  decision: number;
  stimulus: Shown;
  policy: string;
  requestedOnsetNs: number;
  measuredOnsetNs: number | null;
  measuredOffsetNs: number | null;
  outcome: "ON_TIME" | "LATE" | "NOT_SEEN"; // as the photodiode saw it
}

export interface Responded {
  decision: number;
  stimulus: Shown;
  policy: string;
  measuredOnsetNs: number | null;
  frames: number;
  meanRate: number;
  targets: number[]; // that the session aimed at then
  targetRates: number[]; // one for each of them
}

export interface Quality {
  presentations: number;
  trainingSteps: number;
  neurons: number;
  meanCorrelation: number;
  lowerQuartile: number;
  median: number;
  upperQuartile: number;
  meanLow: number | null;
  meanHigh: number | null;
  ceiling: number | null;
  reliableNeurons: number;
  singleTrialCorrelation: number | null;
  singleTrialCeiling: number | null;
  feve: number | null;
  feveLow: number | null;
  feveHigh: number | null;
}

/** A simple model's mean correlation on the held-out pictures, from the same presentations. */
export interface Baseline {
  name: string;
  presentations: number;
  meanCorrelation: number;
}

/** What the model expects of the best image that it has made so far for each target. */
export interface Images {
  presentations: number;
  ascentSteps: number;
  neurons: number[];
  predictedRates: number[];
}

export interface NewCells {
  search: number;
  found: number;
  newCells: number;
  frameIndex: number;
  sessionNs: number;
}

export interface PulseOutput {
  line: string;
  requestedOnsetNs: number;
  widthNs: number;
  executedOnsetNs: number | null;
}

export interface Mark {
  text: string;
  person: string;
  frameIndex: number;
  sessionNs: number;
}

/** What became of somebody's command. */
export interface CommandAnswer {
  id: string;
  person: string;
  verb: string;
  accepted: boolean;
  reason: string; // empty when accepted
  sessionNs: number;
}

export interface Fault {
  what: string;
  ended: boolean; // the session with it
  sessionNs: number;
}

export interface LogLine {
  level: "info" | "warning" | "error";
  what: string;
  sessionNs: number;
}

/** Where in the whole session one may want to go, whatever moment is shown. At most 1000 of each. */
export interface Outline {
  blocks: Block[]; // where each began
  marks: Mark[];
  faults: Fault[];
}

/** The same for all pages of a review. */
export interface ReviewPosition {
  sessionNs: number;
  endNs: number;
  playing: boolean;
  speed: number;
}

/** To a request of this page, at once when it is refused, else when the experiment has obeyed it. */
export interface Reply {
  id: string;
  accepted: boolean;
  reason: string;
}

// Binary messages: u32 length of a JSON head (little-endian), the head in UTF-8, then the payload (little-endian).

export type BinaryHead =
  /** One plane's picture: u8 grey, row-major. `lowest` and `highest` are what 0 and 255 stand for, in counts. */
  | {
      type: "image";
      source: "mean" | "live";
      plane: number;
      widthPx: number;
      heightPx: number;
      lowest: number;
      highest: number;
      frameIndex: number;
    }
  /** Which cell a pixel belongs to: u16, the cell's number plus 1, 0 for none. */
  | { type: "cells"; plane: number; widthPx: number; heightPx: number; cells: number }
  /** A picture of a stimulus: u8 grey, row-major, 128 for mid-grey. Comes before the decision that shows it. */
  | { type: "picture"; decision: number; widthPx: number; heightPx: number }
  /**
   * Activity of the cells that this page has selected: f32 dF/F [cells][frames], then f32 events [cells][frames].
   * `endsNs` are the frames' ends. `history` is true for what lies before the selection; it replaces what is there.
   */
  | { type: "traces"; history: boolean; cells: number[]; frameIndex: number; endsNs: number[] }
  /** Columns of the raster of all cells, ten a second: u8 [columns][cells], one step is 0.01 dF/F, 0 for 0 and less. */
  | { type: "raster"; history: boolean; cells: number; endsNs: number[] };

// What a page may ask. Ids are made by the page and never used twice; a request whose id is known is not obeyed again.

export type ClientMessage =
  | { type: "select"; cells: number[] } // whose traces are sent; at most 12
  | { type: "live"; plane: number | null } // which plane's live image is sent; null for none
  | { type: "seek"; sessionNs: number } // review only
  | { type: "play"; playing: boolean; speed: number } // review only
  | CommandRequest;

export interface CommandRequest {
  type: "command";
  id: string;
  verb: Verb;
  arguments?: { text?: string; neurons?: number[]; neuron?: number; vetoed?: boolean; name?: string; value?: number };
}

/**
 * mark {text}; targets {neurons}; veto {neuron, vetoed}; set {name, value}; the others have no arguments.
 * `abort` makes the outputs safe at once and ends the session; `stop` ends it in order.
 */
export type Verb =
  | "start" | "pause" | "resume" | "stop" | "abort" | "next-block" | "mark" | "targets" | "veto" | "set";
