import type { BinaryHead } from "./messages.ts";

type Head<T extends BinaryHead["type"]> = Extract<BinaryHead, { type: T }>;

/** Grey levels, row-major. */
export type ImageMessage = Head<"image"> & { grey: Uint8Array };
/** The cell's number plus 1 for each pixel, row-major; 0 for none. */
export type CellsMessage = Head<"cells"> & { labels: Uint16Array };
export type PictureMessage = Head<"picture"> & { grey: Uint8Array };
/** [cells][frames] each. */
export type TracesMessage = Head<"traces"> & { dFOverF: Float32Array; events: Float32Array };
/** [columns][cells]. */
export type RasterMessage = Head<"raster"> & { columns: Uint8Array };

export type BinaryMessage = ImageMessage | CellsMessage | PictureMessage | TracesMessage | RasterMessage;

const HEAD_LENGTH_BYTES = 4;

/**
 * Takes a binary message apart. The payload is copied: it need not lie at a multiple of its element's size.
 * Typed arrays are little-endian on every machine that runs a browser today, as the message is.
 *
 * @throws RangeError when the message is shorter or longer than its head says
 */
export function decode(message: ArrayBuffer): BinaryMessage {
  if (message.byteLength < HEAD_LENGTH_BYTES) {
    throw new RangeError(`binary message of ${message.byteLength} bytes has no head`);
  }
  const headBytes = new DataView(message).getUint32(0, true);
  const payloadAt = HEAD_LENGTH_BYTES + headBytes;
  if (payloadAt > message.byteLength) {
    throw new RangeError(`binary message of ${message.byteLength} bytes says its head has ${headBytes}`);
  }
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(message, HEAD_LENGTH_BYTES, headBytes))) as BinaryHead;
  const payload = message.slice(payloadAt);
  switch (head.type) {
    case "image":
    case "picture":
      return { ...head, grey: new Uint8Array(sized(head.type, payload, head.widthPx * head.heightPx)) };
    case "cells":
      return { ...head, labels: new Uint16Array(sized(head.type, payload, 2 * head.widthPx * head.heightPx)) };
    case "traces": {
      const samples = head.cells.length * head.endsNs.length;
      const values = new Float32Array(sized(head.type, payload, 8 * samples));
      return { ...head, dFOverF: values.subarray(0, samples), events: values.subarray(samples) };
    }
    case "raster":
      return { ...head, columns: new Uint8Array(sized(head.type, payload, head.endsNs.length * head.cells)) };
    default:
      throw new RangeError(`binary message of unknown type ${String((head as { type: unknown }).type)}`);
  }
}

function sized(type: string, payload: ArrayBuffer, expectedBytes: number): ArrayBuffer {
  if (payload.byteLength !== expectedBytes) {
    throw new RangeError(`${type}: ${payload.byteLength} bytes where its head says ${expectedBytes}`);
  }
  return payload;
}
