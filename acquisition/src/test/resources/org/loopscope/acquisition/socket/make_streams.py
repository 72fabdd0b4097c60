#!/usr/bin/env python3
"""Writes loopscope.stream and scanimage.stream, byte by byte from the protocols' descriptions; standard library only."""
import json
import math
import struct

WIDTH, HEIGHT = 20, 16


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def header(kind, flags, payload, width, height, pixel_type, channel, plane, number, seconds, checksum):
    return (b"LSF1" + struct.pack("<HHHH", 1, 64, kind, flags) + struct.pack("<III", payload, width, height)
            + struct.pack("<HHHH", pixel_type, channel, plane, 0) + struct.pack("<Q", number)
            + struct.pack("<d", seconds) + struct.pack("<I", checksum) + bytes(12))


def value(x, y, f):
    return 100 * f + 3 * x + 5 * y


def pixels(code, f, columns):
    places = ([(x, y) for x in range(WIDTH) for y in range(HEIGHT)] if columns
              else [(x, y) for y in range(HEIGHT) for x in range(WIDTH)])
    modulus = 256 if code == "B" else 65536
    shift = 600 if code == "h" else 0
    return b"".join(struct.pack("<" + code, value(x, y, f) % modulus - shift) for x, y in places)


def loopscope():
    said = json.dumps({"width": WIDTH, "height": HEIGHT, "rate_hz": 30.0, "planes": 2, "channels": 2,
                       "microscope": "golden", "wants_start": False}).encode()
    yield header(1, 0, len(said), 0, 0, 0, 0, 0, 0, math.nan, 0) + said
    a = pixels("H", 5, False)
    yield header(2, 0, len(a), WIDTH, HEIGHT, 2, 0, 0, 5, 1.25, 0) + a
    b = pixels("B", 6, True)
    yield header(2, 1, len(b), WIDTH, HEIGHT, 1, 1, 0, 5, math.nan, 0) + b
    c = pixels("h", 7, False)
    yield header(2, 2 | 8, len(c), WIDTH, HEIGHT, 3, 0, 1, 6, 1.2833, crc32c(c)) + c
    yield header(3, 0, 0, 0, 0, 0, 0, 0, 0, math.nan, 0)


def scanimage():
    metadata = json.dumps({"acquisition_mode": "GRAB", "stack_num_slices": 1}).encode()
    yield struct.pack("<qq", 10, len(metadata)) + metadata
    for f in (1, 2):
        head = json.dumps({"frame_number": f, "last_frame_time_stamp": 33.25 * f, "frame_width": WIDTH,
                           "frame_height": HEIGHT}, separators=(",", ":")).encode()
        yield struct.pack("<qq", 20, len(head)) + head
        data = pixels("h", f + 6, True)
        yield struct.pack("<qq", 30, len(data)) + data
    yield struct.pack("<qq", 40, 0)
    yield struct.pack("<qq", -1, 0)


if __name__ == "__main__":
    open("loopscope.stream", "wb").write(b"".join(loopscope()))
    open("scanimage.stream", "wb").write(b"".join(scanimage()))
