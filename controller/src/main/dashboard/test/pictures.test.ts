import assert from "node:assert/strict";
import { test } from "node:test";
import { automatic, lookup } from "../src/contrast.ts";
import { cellAt, outlines } from "../src/outlines.ts";
import { View } from "../src/view.ts";

/** Cell 0 above cell 1, touching, at the left border of a picture of 3 by 3. */
const LABELS = Uint16Array.from([1, 0, 0, 2, 2, 0, 0, 0, 0]);

function segments(edges: number[]): string[] {
  return Array.from({ length: edges.length / 4 }, (_, i) => edges.slice(4 * i, 4 * i + 4).join()).sort();
}

test("a cell of one pixel has that pixel's four edges, also at the border", () => {
  const found = outlines(LABELS, 3, 3);
  assert.deepEqual(segments(found.get(0)!), ["0,0,0,1", "0,0,1,0", "0,1,1,1", "1,0,1,1"]);
});

test("cells that touch both have the edge between them, and none lies inside a cell", () => {
  const found = outlines(LABELS, 3, 3);
  assert.deepEqual([...found.keys()].sort(), [0, 1]);
  const second = segments(found.get(1)!);
  assert(second.includes("0,1,1,1"));
  assert(!second.includes("1,1,1,2"));
  assert.equal(second.length, 6);
});

test("a cell at the right and lower border is closed", () => {
  assert.equal(segments(outlines(Uint16Array.from([0, 0, 0, 5]), 2, 2).get(4)!).length, 4);
});

test("a point finds its cell, else the nearest within reach, else none", () => {
  assert.equal(cellAt(LABELS, 3, 3, 0.5, 0.5, 0), 0);
  assert.equal(cellAt(LABELS, 3, 3, 1.9, 1.5, 0), 1);
  assert.equal(cellAt(LABELS, 3, 3, 2.5, 1.5, 0), null);
  assert.equal(cellAt(LABELS, 3, 3, 2.5, 1.5, 0.6), 1);
  assert.equal(cellAt(LABELS, 3, 3, 2.9, 2.9, 0.6), null);
  assert.equal(cellAt(LABELS, 3, 3, -5, 0.5, 1), null);
});

test("contrast goes from black at low to white at high", () => {
  const table = lookup(50, 150);
  assert.deepEqual([table[0], table[50], table[100], table[150], table[255]], [0, 0, 128, 255, 255]);
});

test("high at or below low is a step, and not a division by nothing", () => {
  const table = lookup(100, 100);
  assert.deepEqual([table[100], table[101]], [0, 255]);
});

test("automatic contrast leaves out the darkest and the brightest few", () => {
  const grey = new Uint8Array(1000).fill(100);
  grey.fill(20, 0, 5).fill(60, 5, 300).fill(255, 999);
  const { low, high } = automatic(grey);
  assert.equal(low, 60);
  assert.equal(high, 100);
});

test("a picture of one level still has a scale", () => {
  for (const level of [0, 128, 255]) {
    const { low, high } = automatic(new Uint8Array(100).fill(level));
    assert(high > low, `${level}: ${low} to ${high}`);
  }
});

test("the whole picture is shown in the middle of its box", () => {
  assert.deepEqual(new View().place(100, 50, 200, 200), { left: 0, top: 50, scale: 2 });
});

test("an enlarged picture fills its box wherever one looks", () => {
  const view = new View();
  view.step(1);
  view.centre(0, 0);
  assert.deepEqual(view.place(100, 100, 200, 200), { left: 0, top: 0, scale: 4 });
  view.centre(1, 0.5);
  assert.deepEqual(view.place(100, 100, 200, 200), { left: -200, top: -100, scale: 4 });
});

test("zoom stops at its ends, or goes round", () => {
  const view = new View();
  view.step(-1);
  assert.equal(view.zoom, 1);
  [1, 2, 3, 4, 5].forEach(() => view.step(1));
  assert.equal(view.zoom, 8);
  view.step(1, true);
  assert.equal(view.zoom, 1);
});
