import assert from "node:assert/strict";
import { test } from "node:test";
import { decode } from "../src/binary.ts";

function message(head: object, payload: Uint8Array): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(4 + text.length + payload.length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  bytes.set(payload, 4 + text.length);
  return bytes.buffer;
}

test("traces come apart at any length of the head", () => {
  const values = new Float32Array([1, 2, 3, 4, 5, 6, 7, 8]);
  for (const pad of ["", "x", "xx", "xxx"]) {
    const head = { type: "traces", history: true, cells: [3, 9], frameIndex: 1, endsNs: [1, 2], pad };
    const told = decode(message(head, new Uint8Array(values.buffer)));
    assert(told.type === "traces");
    assert.deepEqual([...told.dFOverF], [1, 2, 3, 4]);
    assert.deepEqual([...told.events], [5, 6, 7, 8]);
    assert.deepEqual(told.cells, [3, 9]);
  }
});

test("labels are little-endian pairs of bytes", () => {
  const told = decode(message({ type: "cells", plane: 0, widthPx: 2, heightPx: 1, cells: 300 }, Uint8Array.of(1, 0, 44, 1)));
  assert(told.type === "cells");
  assert.deepEqual([...told.labels], [1, 300]);
});

test("a head outside ASCII is read", () => {
  const told = decode(message({ type: "picture", decision: 1, widthPx: 1, heightPx: 1, note: "µm" }, Uint8Array.of(7)));
  assert(told.type === "picture");
  assert.equal(told.grey[0], 7);
});

test("a message of the wrong size is refused, and says what is wrong", () => {
  const image = { type: "image", source: "mean", plane: 0, widthPx: 2, heightPx: 2, lowest: 0, highest: 1, frameIndex: 0 };
  assert.throws(() => decode(message(image, new Uint8Array(3))), /image: 3 bytes where its head says 4/);
  assert.throws(() => decode(message({ type: "raster", history: false, cells: 3, endsNs: [1] }, new Uint8Array(4))), /raster/);
  assert.throws(() => decode(new ArrayBuffer(2)), /no head/);
  assert.throws(() => decode(Uint8Array.of(255, 255, 0, 0, 1).buffer), /says its head has 65535/);
  assert.throws(() => decode(message({ type: "other" }, new Uint8Array(0))), /unknown type other/);
});
