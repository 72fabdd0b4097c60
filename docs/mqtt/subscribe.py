"""Prints what a Loopscope session publishes. pip install paho-mqtt; python3 subscribe.py [HOST [PORT]]"""
import struct
import sys

import paho.mqtt.client as mqtt


def decode_traces(payload):
    """Returns signal (0 dF/F, 1 events), first cell, frame numbers, their ends in ns, and rows of values by frame."""
    version, signal, frames, first_cell, cells = struct.unpack_from("<BBHII", payload)
    assert version == 1, version
    numbers = struct.unpack_from(f"<{frames}q", payload, 12)
    ends_ns = struct.unpack_from(f"<{frames}q", payload, 12 + 8 * frames)
    at = 12 + 16 * frames
    rows = [struct.unpack_from(f"<{cells}f", payload, at + 4 * cells * f) for f in range(frames)]
    return signal, first_cell, numbers, ends_ns, rows


def on_message(client, userdata, message):
    level = message.topic.rsplit("/", 1)[-1]
    if level in ("traces", "spikes"):
        _, first_cell, numbers, _, rows = decode_traces(message.payload)
        last = " ".join(f"{value:.3f}" for value in rows[-1][:4])
        print(f"{level} frames {numbers[0]}-{numbers[-1]}, cells {first_cell}-{first_cell + len(rows[0]) - 1}: {last} ...")
    else:
        properties = dict(getattr(message.properties, "UserProperty", []))
        print(properties.get("seq", "-"), level, message.payload.decode(), flush=True)


def main():
    host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
    port = int(sys.argv[2]) if len(sys.argv) > 2 else 1883
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, protocol=mqtt.MQTTv5)
    client.on_connect = lambda c, *_: c.subscribe("loopscope/v1/#", qos=1)
    client.on_message = on_message
    client.connect(host, port)
    client.loop_forever()


if __name__ == "__main__":
    main()
