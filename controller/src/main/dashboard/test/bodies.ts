import type { Decision, Health, Hello, Presented, Quality, Session, Shown } from "../src/messages.ts";

// Bodies of messages, plausible throughout, for the tests to change what they are about.

export function hello(change: Partial<Hello> = {}): Hello {
  return { rig: "rig", version: "1", role: "operator", person: "anna", review: false, ...change };
}

export function session(change: Partial<Session> = {}): Session {
  return {
    sessionId: "s1",
    experiment: "experiment",
    subject: "subject",
    rig: "rig",
    phase: "running",
    startTime: "2026-01-01T00:00:00Z",
    version: "1",
    device: "device",
    fullSpeed: false,
    cells: 20,
    newCells: 0,
    targets: [4, 2],
    vetoed: [],
    settings: [],
    sessionNs: 10e9,
    ...change,
  };
}

export function health(change: Partial<Health> = {}): Health {
  const quantiles = { p50: 1, p99: 2, max: 3, deadline: 30, count: 10 };
  return {
    sessionNs: 10e9,
    frames: 300,
    framesLost: 0,
    framesLate: 0,
    framesDuplicated: 0,
    framesReordered: 0,
    rawFramesShed: 0,
    decisions: 0,
    missedDeadlines: 0,
    presentations: 0,
    pulses: 0,
    faults: 0,
    activityMs: quantiles,
    decisionMs: quantiles,
    outputMs: quantiles,
    worstActivityMs: 3,
    worstDecisionMs: 3,
    clockDriftPpm: 0,
    clockResidualNs: 0,
    remainingSeconds: null,
    recording: true,
    diskFreeBytes: null,
    telemetryDropped: 0,
    ...change,
  };
}

export const SYNTHESIZED: Shown = { kind: "synthesized", index: 4, ascentSteps: 40 };

export function decision(index: number, onsetNs: number, change: Partial<Decision> = {}): Decision {
  return {
    index,
    frameIndex: 0,
    stimulus: { kind: "bank", index: 7, ascentSteps: null },
    policy: "random",
    decidedNs: onsetNs - 4e8,
    requestedOnsetNs: onsetNs,
    durationNs: 1e9,
    deadlineNs: onsetNs - 1e8,
    missedDeadline: false,
    modelUpdate: 0,
    modelAge: 0,
    ...change,
  };
}

export function presented(of: Decision, change: Partial<Presented> = {}): Presented {
  return {
    decision: of.index,
    stimulus: of.stimulus,
    policy: of.policy,
    requestedOnsetNs: of.requestedOnsetNs,
    measuredOnsetNs: of.requestedOnsetNs + 1e7,
    measuredOffsetNs: of.requestedOnsetNs + 1e9 + 1e7,
    outcome: "ON_TIME",
    ...change,
  };
}

export function quality(presentations: number, meanCorrelation: number): Quality {
  return {
    presentations,
    trainingSteps: 0,
    neurons: 20,
    meanCorrelation,
    lowerQuartile: 0,
    median: 0,
    upperQuartile: 0,
    meanLow: meanCorrelation - 0.1,
    meanHigh: meanCorrelation + 0.1,
    ceiling: null,
    reliableNeurons: 10,
    singleTrialCorrelation: null,
    singleTrialCeiling: null,
    feve: null,
    feveLow: null,
    feveHigh: null,
  };
}
