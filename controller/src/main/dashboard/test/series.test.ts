import assert from "node:assert/strict";
import { test } from "node:test";
import type { RasterMessage, TracesMessage } from "../src/binary.ts";
import { Ring } from "../src/ring.ts";
import { axisBegin, Learning } from "../src/state/learning.ts";
import { Raster } from "../src/state/raster.ts";
import { envelope, Traces } from "../src/state/traces.ts";
import { quality } from "./bodies.ts";

test("a ring keeps the newest, oldest first", () => {
  const ring = new Ring(3);
  [1, 2, 3, 4, 5].forEach((value) => ring.push(value));
  assert.deepEqual([0, 1, 2].map((i) => ring.at(i)), [3, 4, 5]);
  assert.throws(() => ring.at(3), /value 3 of 3/);
  ring.clear();
  assert.equal(ring.length, 0);
});

test("a ring finds where a value would stand, also after it has gone round", () => {
  const ring = new Ring(4);
  [10, 20, 30, 40, 50, 60].forEach((value) => ring.push(value));
  assert.deepEqual([0, 30, 31, 60, 61].map((value) => ring.firstFrom(value)), [0, 0, 1, 3, 4]);
});

function traces(history: boolean, cells: number[], endsNs: number[], from: number): TracesMessage {
  const samples = Float32Array.from({ length: cells.length * endsNs.length }, (_, i) => from + i);
  return { type: "traces", history, cells, frameIndex: 0, endsNs, dFOverF: samples, events: samples };
}

test("traces go on behind their history without telling a frame twice", () => {
  const kept = new Traces();
  kept.take(traces(true, [5, 6], [1, 2], 0));
  kept.take(traces(false, [5, 6], [2, 3], 10));
  assert.deepEqual([0, 1, 2].map((i) => kept.endsNs.at(i)), [1, 2, 3]);
  assert.deepEqual([0, 1, 2].map((i) => kept.cells[0]!.dFOverF.at(i)), [0, 1, 11]);
  assert.deepEqual([0, 1, 2].map((i) => kept.cells[1]!.dFOverF.at(i)), [2, 3, 13]);
});

test("another selection, or a new history, takes the place of the traces", () => {
  const kept = new Traces();
  kept.take(traces(true, [5, 6], [1, 2], 0));
  kept.take(traces(false, [7], [3], 0));
  assert.deepEqual(kept.cells.map(({ cell }) => cell), [7]);
  assert.equal(kept.endsNs.length, 1);
  kept.take(traces(true, [7], [1, 2], 0));
  assert.equal(kept.endsNs.length, 2);
});

test("an envelope holds every peak however many frames lie in a column", () => {
  const ends = new Ring(100);
  const values = new Ring(100);
  for (let i = 0; i < 100; i++) {
    ends.push(i);
    values.push(i === 42 ? 9 : i === 43 ? -9 : 0);
  }
  const { least, greatest } = envelope(ends, values, 0, 100, 10);
  assert.deepEqual([...greatest], [0, 0, 0, 0, 9, 0, 0, 0, 0, 0]);
  assert.deepEqual([...least], [0, 0, 0, 0, -9, 0, 0, 0, 0, 0]);
  assert(Number.isNaN(envelope(ends, values, 100, 200, 10).least[9]!));
});

function raster(history: boolean, cells: number, endsNs: number[], columns: number[]): RasterMessage {
  return { type: "raster", history, cells, endsNs, columns: Uint8Array.from(columns) };
}

test("the raster pools neighbours by the most active of them", () => {
  const kept = new Raster();
  kept.take(raster(true, 4, [1e8, 2e8], [1, 2, 3, 4, 0, 9, 0, 0]));
  assert.deepEqual([...kept.pooled(0, 2)!], [2, 4]);
  assert.deepEqual([...kept.pooled(1, 2)!], [9, 0]);
  assert.deepEqual([...kept.pooled(1, 4)!], [0, 9, 0, 0]);
  assert.equal(kept.pooled(2, 2), null);
});

test("a slow volume's column fills its time, a loss leaves a gap", () => {
  const kept = new Raster();
  kept.take(raster(true, 1, [1e8], [1]));
  kept.take(raster(false, 1, [4e8], [2]));
  kept.take(raster(false, 1, [30e8], [3]));
  const told = [0, 1, 2, 3, 4, 28, 29].map((slot) => kept.pooled(slot, 1)?.[0] ?? null);
  assert.deepEqual(told, [1, 2, 2, 2, null, null, 3]);
});

test("a slot a minute later takes the place of the one before", () => {
  const kept = new Raster();
  kept.take(raster(true, 1, [1e8], [1]));
  kept.take(raster(false, 1, [601e8], [2]));
  assert.equal(kept.pooled(0, 1), null);
  assert.deepEqual([...kept.pooled(600, 1)!], [2]);
});

test("curves stand over one axis, with nothing where a model was not measured", () => {
  const learning = new Learning();
  learning.take({ seq: 0, type: "quality", body: quality(20, 0.2) });
  learning.take({ seq: 1, type: "quality", body: quality(40, 0.3) });
  learning.take({ seq: 2, type: "quality", body: quality(40, 0.4) });
  learning.take({ seq: 3, type: "baseline", body: { name: "ridge", presentations: 30, meanCorrelation: 0.1 } });
  const curves = learning.curves();
  assert.deepEqual(curves.presentations, [20, 30, 40]);
  assert.deepEqual(curves.mean, [0.2, null, 0.4]);
  assert.deepEqual(curves.baselines, [{ name: "ridge", values: [null, 0.1, null] }]);
});

test("cells that are found on the way are added to the raster, and nothing of the others is lost", () => {
  const raster = new Raster();
  const column = (cells: number, endNs: number, ...columns: number[]): RasterMessage =>
    ({ type: "raster", history: false, cells, endsNs: [endNs], columns: Uint8Array.from(columns) });
  raster.take(column(2, 1e8, 10, 20));
  raster.take(column(3, 2e8, 11, 21, 31));
  assert.equal(raster.cells, 3);
  assert.deepEqual([...raster.pooled(0, 3)!], [10, 20, 0]);
  assert.deepEqual([...raster.pooled(1, 3)!], [11, 21, 31]);
  raster.take(column(2, 3e8, 12, 22));
  assert.equal(raster.pooled(1, 2), null, "another session's cells");
  assert.deepEqual([...raster.pooled(2, 2)!], [12, 22]);
});

test("an envelope begins where a cell was found", () => {
  const ends = new Ring(8);
  const values = new Ring(8);
  [NaN, NaN, 3, NaN, 1].forEach((value, i) => {
    ends.push(i);
    values.push(value);
  });
  const { least, greatest } = envelope(ends, values, 0, 4, 1);
  assert.deepEqual([least[0], greatest[0]], [1, 3]);
  assert(Number.isNaN(envelope(ends, values, 0, 1, 1).greatest[0]!));
});

test("the axis of the quality holds points below 0", () => {
  const baselines = [{ name: "ridge", values: [null, -0.147] }];
  assert.equal(axisBegin({ mean: [0, 0.3], baselines: [] }), 0);
  assert.equal(axisBegin({ mean: [null, -0.031], baselines }), -0.2);
  assert.equal(axisBegin({ mean: [-0.31], baselines }), -0.4);
});
