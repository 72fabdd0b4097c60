import assert from "node:assert/strict";
import { test } from "node:test";
import type { PictureMessage } from "../src/binary.ts";
import type { Block, PlannedBlock } from "../src/messages.ts";
import { kindsOfLoss } from "../src/state/losses.ts";
import { Plan } from "../src/state/plan.ts";
import { endNs, failed, onsetNs, Stimuli } from "../src/state/stimuli.ts";
import { Store } from "../src/state/store.ts";
import type { Told } from "../src/told.ts";
import { decision, health, hello, presented, session, SYNTHESIZED } from "./bodies.ts";

function told(store: Store, ...messages: Told[]): void {
  messages.forEach((message) => store.take(message, 0));
}

function picture(of: number, level: number): PictureMessage {
  return { type: "picture", decision: of, widthPx: 2, heightPx: 1, grey: Uint8Array.of(level, level) };
}

test("a hello voids all that an earlier connection told", () => {
  const store = new Store();
  const fault = { what: "light lost", ended: false, sessionNs: 5 };
  const all: Told[] = [
    { seq: 1, type: "session", body: session() },
    { seq: 2, type: "fault", body: fault },
    { seq: 3, type: "mark", body: { text: "note", person: "anna", frameIndex: 1, sessionNs: 2 } },
  ];
  told(store, { seq: 0, type: "hello", body: hello() }, ...all);
  told(store, { seq: 0, type: "hello", body: hello() }, ...all);
  assert.equal(store.alarms.faults.length, 1);
  assert.equal(store.marks.length, 1);
});

test("a reset voids the session and keeps who we are", () => {
  const store = new Store();
  told(store, { seq: 0, type: "hello", body: hello({ review: true }) }, { seq: 1, type: "session", body: session() });
  told(store, { seq: 2, type: "reset", body: {} });
  assert.equal(store.session, null);
  assert.equal(store.review, true);
});

test("the outline of a reviewed session stays whatever moment is gone to, and goes with the connection", () => {
  const store = new Store();
  const block: Block = { block: "map", kind: "map", begun: true, frameIndex: 9, sessionNs: 3e9 };
  const fault = { what: "light lost", ended: false, sessionNs: 5e9 };
  const outline = { blocks: [block], marks: [], faults: [fault] };
  told(store, { seq: 0, type: "hello", body: hello({ review: true }) }, { seq: 1, type: "outline", body: outline });
  told(store, { seq: 2, type: "reset", body: {} });
  assert.deepEqual(store.outline, outline);
  assert.deepEqual([store.plan.begun, store.alarms.faults], [[], []], "what is ahead has not been yet");
  told(store, { seq: 0, type: "hello", body: hello({ review: true }) });
  assert.deepEqual(store.outline.blocks, []);
});

test("a fault that was looked at stays so when it is told again, and a new one does not", () => {
  const store = new Store();
  const tell = (what: string): void =>
    told(store, { seq: 2, type: "fault", body: { what, ended: false, sessionNs: 5 } });
  told(store, { seq: 0, type: "hello", body: hello() }, { seq: 1, type: "session", body: session() });
  tell("a");
  assert.equal(store.alarms.unseen, 1);
  store.alarms.look();
  assert.equal(store.alarms.unseen, 0);
  told(store, { seq: 0, type: "hello", body: hello() }, { seq: 1, type: "session", body: session() });
  tell("a");
  assert.equal(store.alarms.unseen, 0);
  tell("b");
  assert.equal(store.alarms.unseen, 1);
});

test("nobody steers a review, and a watcher steers nothing", () => {
  const store = new Store();
  told(store, { seq: 0, type: "hello", body: hello({ role: "watcher" }) });
  assert.equal(store.operator, false);
  told(store, { seq: 0, type: "hello", body: hello({ review: true }) });
  assert.equal(store.operator, false);
  told(store, { seq: 0, type: "hello", body: hello() });
  assert.equal(store.operator, true);
});

test("now and next are told by the measured onset where there is one", () => {
  const stimuli = new Stimuli();
  const first = decision(0, 10e9);
  stimuli.take({ seq: 0, type: "decision", body: first });
  stimuli.take({ seq: 1, type: "decision", body: decision(1, 12e9) });
  assert.equal(stimuli.current(10e9 - 1), null);
  assert.equal(stimuli.current(10e9)?.decision.index, 0);
  assert.equal(stimuli.next(10e9)?.decision.index, 1);
  stimuli.take({ seq: 2, type: "presentation", body: presented(first, { measuredOnsetNs: 10.5e9, measuredOffsetNs: 11.5e9 }) });
  assert.equal(stimuli.current(10.2e9), null);
  const showing = stimuli.current(11e9)!;
  assert.deepEqual([onsetNs(showing), endNs(showing), failed(showing)], [10.5e9, 11.5e9, false]);
  assert.deepEqual(stimuli.between(11.4e9, 12.5e9).map((shown) => shown.decision.index), [0, 1]);
});

test("a presentation that was not seen, and a missed deadline, have failed", () => {
  const stimuli = new Stimuli();
  const unseen = decision(0, 1e9);
  stimuli.take({ seq: 0, type: "decision", body: unseen });
  stimuli.take({ seq: 1, type: "presentation", body: presented(unseen, { outcome: "NOT_SEEN" }) });
  stimuli.take({ seq: 2, type: "decision", body: decision(1, 3e9, { missedDeadline: true }) });
  assert.deepEqual(stimuli.between(0, 9e9).map(failed), [true, true]);
  assert.equal(stimuli.notSeen, 1);
});

/** Shows cell 4 a picture of this grey, and has it answer with this rate. */
function trial(store: Store, index: number, level: number, rate: number, change: { policy?: string; targets?: number[] } = {}): void {
  const policy = change.policy ?? "most-exciting";
  const of = decision(index, index * 2e9, { stimulus: SYNTHESIZED, policy });
  const targets = change.targets ?? [9, 4];
  const targetRates = targets.map((cell) => (cell === 4 ? rate : 7));
  told(
    store,
    picture(index, level),
    { seq: 2, type: "decision", body: of },
    { seq: 3, type: "presentation", body: presented(of, { stimulus: SYNTHESIZED, policy }) },
    {
      seq: 4,
      type: "response",
      body: { decision: index, stimulus: SYNTHESIZED, policy, measuredOnsetNs: 0, frames: 3, meanRate: 0, targets, targetRates },
    },
  );
}

function aiming(): Store {
  const store = new Store();
  told(store, { seq: 0, type: "hello", body: hello() }, { seq: 1, type: "session", body: session({ targets: [9, 4] }) });
  return store;
}

test("the gallery keeps each version once, and the mean of the responses to the newest", () => {
  const store = aiming();
  [10, 20, 10, 20].forEach((level, index) => trial(store, index, level, index));
  const made = store.synthesized.get(4)!;
  assert.deepEqual(made.versions.map(({ shown, picture: of }) => [shown, of.grey[0]]), [[2, 10], [2, 20]]);
  assert.equal(made.newest?.picture.grey[0], 20);
  assert.deepEqual([made.newest?.measured.value, made.newest?.measured.count], [2, 2]);
  assert.equal(store.synthesized.get(9), null);
});

test("once an image is validated, the responses of the validation count alone", () => {
  const store = aiming();
  trial(store, 0, 10, 100);
  trial(store, 1, 10, 3, { policy: "synthesized" });
  trial(store, 2, 10, 99, { policy: "phase-shifted-control-again" });
  trial(store, 3, 10, 5, { policy: "synthesized-again" });
  const { newest } = store.synthesized.get(4)!;
  assert.deepEqual([newest?.measured.value, newest?.measured.count, newest?.shown], [4, 2, 3]);
});

test("an evolved picture is kept beside the model's, whose prediction is shown", () => {
  const store = aiming();
  trial(store, 0, 30, 8, { policy: "evolved" });
  assert.equal(store.synthesized.get(4)!.newest?.measured.value, 8);
  trial(store, 1, 10, 3);
  trial(store, 2, 30, 9, { policy: "evolved" });
  const made = store.synthesized.get(4)!;
  assert.equal(made.newest?.picture.grey[0], 10);
  assert.deepEqual(made.versions.map(({ shown }) => shown), [1, 2]);
});

test("a rate is ascribed to the cell that was aimed at then", () => {
  const store = aiming();
  trial(store, 0, 10, 3, { targets: [9] });
  assert.equal(store.synthesized.get(4)?.newest?.measured.count, 0);
  trial(store, 1, 10, 5);
  assert.equal(store.synthesized.get(4)?.newest?.measured.value, 5);
});

test("a block that stands in the plan twice is told apart by its turn", () => {
  const planned: PlannedBlock[] = ["map", "rest", "map"].map((block) => ({ block, kind: "map", plannedSeconds: 60 }));
  const begin = (block: string, begun = true): Block => ({ block, kind: "map", begun, frameIndex: 0, sessionNs: 0 });
  const plan = new Plan();
  plan.plan(planned);
  assert.equal(plan.place, -1);
  const places = ["map", "rest", "map"].map((block) => {
    plan.take(begin(block));
    return plan.place;
  });
  assert.deepEqual(places, [0, 1, 2]);
  plan.take(begin("map", false));
  assert.equal(plan.current, null);
  assert.equal(plan.place, 2);
});

test("blocks told before the plan find their places in it", () => {
  const plan = new Plan();
  plan.take({ block: "rest", kind: "spontaneous", begun: true, frameIndex: 0, sessionNs: 0 });
  plan.plan([
    { block: "map", kind: "map", plannedSeconds: 1 },
    { block: "rest", kind: "spontaneous", plannedSeconds: 1 },
  ]);
  assert.equal(plan.place, 1);
  assert.equal(plan.current?.block, "rest");
});

test("losses are counted by kind, and none is not the same as not known", () => {
  assert.equal(kindsOfLoss(null, 1), null);
  assert.equal(kindsOfLoss(health({ frames: 9, decisions: 3 }), 0), 0);
  assert.equal(kindsOfLoss(health({ framesLost: 2, faults: 5 }), 1), 3);
  assert.equal(kindsOfLoss(health({ framesLate: 7 }), 0), 0, "late is not lost");
});

test("a beat without a frame leaves the last frame's figures", () => {
  const store = new Store();
  const body = { frameIndex: 3, frameEndNs: 5, shiftXPx: 1, shiftYPx: 0, correlation: 0.9, cells: 2, meanDfOverF: 0, meanEvents: 0 };
  told(store, { seq: 0, type: "frame", body }, { seq: 1, type: "frame", body: {} as never });
  assert.equal(store.frame?.frameIndex, 3);
});

test("a cell that was found while the session ran has a number behind the others", () => {
  const store = new Store();
  told(store, { seq: 0, type: "session", body: session({ cells: 20, newCells: 3 }) });
  assert.equal(store.cells, 23);
  assert.deepEqual([19, 20].map((cell) => store.isNew(cell)), [false, true]);
});
