// Prints what a Loopscope session publishes. npm install mqtt; node subscribe.mjs [HOST [PORT]]
import mqtt from "mqtt";

const [host = "127.0.0.1", port = "1883"] = process.argv.slice(2);

/** @returns signal (0 dF/F, 1 events), first cell, frame numbers, their ends in ns, and values[frame][cell] */
function decodeTraces(payload) {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  if (view.getUint8(0) !== 1) throw new Error("traces of another version");
  const frames = view.getUint16(2, true);
  const cells = view.getUint32(8, true);
  const longs = (at) => Array.from({ length: frames }, (_, f) => view.getBigInt64(at + 8 * f, true));
  const value = (f, c) => view.getFloat32(12 + 16 * frames + 4 * (f * cells + c), true);
  const values = Array.from({ length: frames }, (_, f) => Float32Array.from({ length: cells }, (_, c) => value(f, c)));
  return { signal: view.getUint8(1), firstCell: view.getUint32(4, true), frameIndex: longs(12), endNs: longs(12 + 8 * frames), values };
}

const client = mqtt.connect(`mqtt://${host}:${port}`, { protocolVersion: 5 });
client.on("connect", () => client.subscribe("loopscope/v1/#", { qos: 1 }));
client.on("message", (topic, payload, packet) => {
  const level = topic.split("/").at(-1);
  if (level === "traces" || level === "spikes") {
    const { firstCell, frameIndex, values } = decodeTraces(payload);
    const last = [...values.at(-1)].slice(0, 4).map((value) => value.toFixed(3)).join(" ");
    console.log(`${level} frames ${frameIndex[0]}-${frameIndex.at(-1)}, cells from ${firstCell}: ${last} ...`);
  } else {
    console.log(packet.properties?.userProperties?.seq ?? "-", level, payload.toString());
  }
});
