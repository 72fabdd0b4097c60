import assert from "node:assert/strict";
import { test } from "node:test";
import { toggled } from "../src/cell-buttons.ts";
import { bytes, count, duration, figure, fixed, interval, NOTHING } from "../src/format.ts";
import { matches } from "../src/keys.ts";
import { neighbour } from "../src/panels/review.ts";
import { fitted, shortened, shownNs } from "../src/panels/timeline-drawing.ts";
import { scaleOf } from "../src/panels/trace-drawing.ts";
import { Selection } from "../src/selection.ts";
import { protocols, tokenOf, wellFormed } from "../src/token.ts";

test("durations", () => {
  assert.deepEqual([0, 59.9, 61, 3600, 36_061].map(duration), ["0:00", "0:59", "1:01", "1:00:00", "10:01:01"]);
  assert.deepEqual([null, NaN, -3].map(duration), [NOTHING, NOTHING, "0:00"]);
});

test("what was not measured is not shown as a number", () => {
  for (const missing of [null, undefined, NaN]) {
    assert.deepEqual([fixed(missing, 2), figure(missing), count(missing), bytes(missing)], Array(4).fill(NOTHING));
  }
  assert.equal(interval(null, 1, 2), "");
});

test("figures, counts and sizes", () => {
  assert.deepEqual([0.123, 9.999, 12.34, 123.4, -3.2].map(figure), ["0.12", "10.00", "12.3", "123", "-3.20"]);
  assert.deepEqual([0, 0.0994, 0.0123, -0.0042, 0.00042].map(figure), ["0.00", "0.099", "0.012", "-0.0042", "4.2e-4"]);
  assert.deepEqual([7, 1234, 1234567].map(count), ["7", "1\u2009234", "1\u2009234\u2009567"]);
  assert.deepEqual([999, 1500, 612e9].map(bytes), ["999 B", "1.5 kB", "612 GB"]);
});

test("a label takes the room that there is, and none where it would say nothing", () => {
  const widthOf = (text: string): number => [...text].length * 10;
  assert.equal(fitted("adapt", 50, widthOf), "adapt");
  assert.equal(fitted("synthesize", 60, widthOf), "synth…");
  assert.equal(fitted("validate", 39, widthOf), "");
});

test("of a young session no time is shown before it began, but for a few seconds", () => {
  assert.deepEqual([3e9, 30e9, 90e9].map((ns) => shownNs(60e9, ns)), [10e9, 30e9, 60e9]);
});

test("Shift tells letters apart and not signs", () => {
  assert(matches("Shift+A", { key: "A", shiftKey: true }));
  assert(!matches("Shift+A", { key: "a", shiftKey: false }));
  assert(!matches("n", { key: "N", shiftKey: true }));
  assert(matches("?", { key: "?", shiftKey: true }));
  assert(matches("?", { key: "?", shiftKey: false }));
  assert(!matches("PageUp", { key: "PageUp", shiftKey: true }));
});

test("a token is read from the address and offered beside the protocol", () => {
  assert.equal(tokenOf("#token=abc"), "abc");
  assert.equal(tokenOf("#other=1"), null);
  assert.equal(tokenOf("#token="), null);
  assert.deepEqual(protocols("abc"), ["loopscope.v1", "loopscope.token.abc"]);
  assert.deepEqual(protocols(null), ["loopscope.v1"]);
  assert(wellFormed("loopscope.token.a-b_c9"));
  assert(!wellFormed("a b") && !wellFormed("a,b") && !wellFormed("ä"));
});

test("the selection holds twelve; without one the targets are shown, else the first cells", () => {
  let changes = 0;
  const selection = new Selection(() => changes++);
  assert.deepEqual(selection.shown({ targets: [], cells: 3 }), [0, 1, 2]);
  assert.deepEqual(selection.shown({ targets: [9, 4], cells: 30 }), [9, 4]);
  for (let cell = 0; cell < 13; cell++) {
    selection.toggle(cell);
  }
  assert.deepEqual(selection.shown({ targets: [9], cells: 30 }), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  selection.toggle(5);
  assert(!selection.cells.includes(5));
  assert.equal(changes, 14);
});

test("a cell is taken into the targets at their end, and out of them in place", () => {
  assert.deepEqual(toggled([3, 1], 2), [3, 1, 2]);
  assert.deepEqual(toggled([3, 1, 2], 1), [3, 2]);
});

test("the place before is not the one just reached", () => {
  const places = [10e9, 20e9, 30e9];
  assert.equal(neighbour(places, 20.5e9, 1), 30e9);
  assert.equal(neighbour(places, 20.5e9, -1), 10e9);
  assert.equal(neighbour(places, 25e9, -1), 20e9);
  assert.equal(neighbour(places, 30e9, 1), null);
  assert.equal(neighbour([], 0, 1), null);
});

test("a scale is the next usual step, and a label is cut between characters", () => {
  assert.deepEqual([0, 0.3, 0.5, 0.51, 7, 1000].map(scaleOf), [0.1, 0.5, 0.5, 1, 10, 1000]);
  assert.equal(shortened("short"), "short");
  assert.equal([...shortened("🐭".repeat(40))].length, 24);
});
