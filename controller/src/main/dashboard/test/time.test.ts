import assert from "node:assert/strict";
import { test } from "node:test";
import { SessionClock } from "../src/clock.ts";
import { LOST_MS, stale, STALE_MS, waitMs } from "../src/liveness.ts";
import { health, hello, session } from "./bodies.ts";

function running(change = {}): SessionClock {
  const clock = new SessionClock();
  clock.take({ seq: 0, type: "hello", body: hello() }, 1000);
  clock.take({ seq: 1, type: "session", body: session({ sessionNs: 10e9, ...change }) }, 1000);
  return clock;
}

test("between messages session time goes with the page's clock", () => {
  assert.equal(running().ns(1250), 10.25e9);
});

test("in silence session time stands still", () => {
  const clock = running();
  assert.equal(clock.ns(60_000), clock.ns(2500));
  assert.equal(clock.ns(2500), 11.5e9);
});

test("before the session goes, after its end and at full speed nothing is guessed", () => {
  assert.equal(running({ phase: "armed" }).ns(2000), 10e9);
  assert.equal(running({ phase: "completed" }).ns(2000), 10e9);
  assert.equal(running({ fullSpeed: true }).ns(2000), 10e9);
});

test("times of the history do not set the clock back", () => {
  const clock = running();
  clock.take({ seq: 2, type: "health", body: health({ sessionNs: 3e9 }) }, 1100);
  assert.equal(clock.ns(1100), 10.1e9);
  clock.take({ seq: 3, type: "health", body: health({ sessionNs: 12e9 }) }, 1200);
  assert.equal(clock.ns(1200), 12e9);
});

test("a beat without a time changes nothing", () => {
  const clock = running();
  clock.take({ seq: 2, type: "frame", body: {} as never }, 1100);
  assert.equal(clock.ns(1100), 10.1e9);
});

test("in review the time is what the controller says, also backwards", () => {
  const clock = new SessionClock();
  clock.take({ seq: 0, type: "hello", body: hello({ review: true }) }, 0);
  clock.take({ seq: 1, type: "session", body: session() }, 0);
  for (const sessionNs of [50e9, 20e9]) {
    clock.take({ seq: 2, type: "review", body: { sessionNs, endNs: 90e9, playing: true, speed: 4 } }, 10);
    assert.equal(clock.ns(700), sessionNs);
  }
});

test("what is shown goes stale in silence or without a connection, not after an orderly end", () => {
  assert.equal(stale("open", STALE_MS), false);
  assert.equal(stale("open", STALE_MS + 1), true);
  assert.equal(stale("lost", 0), true);
  assert.equal(stale("ended", 60_000), false);
  assert(LOST_MS <= 3000 && STALE_MS < LOST_MS);
});

test("attempts come ever more seldom, from half a second to five", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 50].map(waitMs), [500, 1000, 2000, 4000, 5000, 5000]);
});
