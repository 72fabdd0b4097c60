#!/usr/bin/env python3
"""Sends frames to Loopscope over TCP. Needs numpy only; docs/imaging.md has the stream's layout.

From a program that has the frames:

    from send_frames import FrameSender
    with FrameSender(width=512, height=512, rate_hz=30.0, microscope="room 3") as sender:
        while acquiring:
            sender.send(image, number=frame_number, seconds=end_of_exposure)   # goodbye when the block ends

From the command line, a recording as if it were taken now:

    python3 send_frames.py movie.npy --rate 30        # [frames, height, width], uint8, uint16 or int16
    python3 send_frames.py movie.tif --rate 30        # needs tifffile
"""
import argparse
import json
import math
import select
import socket
import struct
import time

import numpy as np

HEADER = struct.Struct("<4sHHHHIIIHHHHQdI12x")
HELLO, FRAME, GOODBYE, START = 1, 2, 3, 4
COLUMN_MAJOR, TIME_IS_START, LAST, CHECKED = 1, 2, 4, 8
PIXEL_TYPES = {np.dtype("uint8"): 1, np.dtype("uint16"): 2, np.dtype("int16"): 3}


def header(kind, payload_bytes, flags=0, width=0, height=0, pixel_type=0, channel=0, plane=0, number=0,
           seconds=math.nan, checksum=0):
    """The 64 bytes before every payload."""
    return HEADER.pack(b"LSF1", 1, HEADER.size, kind, flags, payload_bytes, width, height, pixel_type, channel,
                       plane, 0, number, seconds, checksum)


def hello(width, height, rate_hz, planes=1, channels=1, microscope="", wants_start=False):
    """The message that must come first."""
    said = json.dumps({"width": width, "height": height, "rate_hz": rate_hz, "planes": planes,
                       "channels": channels, "microscope": microscope, "wants_start": wants_start}).encode()
    return header(HELLO, len(said)) + said


def crc32c(data):
    """CRC-32C (Castagnoli). Slow in Python: for tests; TCP has a checksum of its own."""
    crc = 0xFFFFFFFF
    for byte in bytes(data):
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def frame(image, number, seconds=math.nan, channel=0, plane=0, at_start=False, last=False, checked=False):
    """A frame's header and its pixels. image[y, x]; a transposed or Fortran-ordered array is sent as it lies."""
    flags = (TIME_IS_START if at_start else 0) | (LAST if last else 0) | (CHECKED if checked else 0)
    if image.flags.f_contiguous and not image.flags.c_contiguous:
        flags |= COLUMN_MAJOR
        pixels = image.T
    else:
        pixels = np.ascontiguousarray(image)
    payload = memoryview(pixels.astype(pixels.dtype.newbyteorder("<"), copy=False)).cast("B")
    head = header(FRAME, len(payload), flags, image.shape[1], image.shape[0], PIXEL_TYPES[image.dtype.newbyteorder("=")], channel,
                  plane, number, seconds, crc32c(payload) if checked else 0)
    return head, payload


class FrameSender:
    """A connection to Loopscope. One thread.

    send() never waits longer than patience_s: where Loopscope or the network is behind, the frame is left out,
    counted in `dropped`, and missing in the numbers that Loopscope sees, which counts it as lost.
    """

    def __init__(self, width, height, rate_hz, host="127.0.0.1", port=5560, planes=1, channels=1, microscope="",
                 wants_start=False, patience_s=0.01):
        self.shape = (height, width)
        self.patience_s = patience_s
        self.dropped = 0
        self.next_number = 0
        self.pending = []
        self.socket = socket.create_connection((host, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(hello(width, height, rate_hz, planes, channels, microscope, wants_start))

    def wait_for_start(self):
        """With wants_start=True: returns when the session has begun. What is sent before is discarded there."""
        word = b""
        while len(word) < HEADER.size:
            more = self.socket.recv(HEADER.size - len(word))
            if not more:
                raise ConnectionError("Loopscope closed the connection before the session began")
            word += more

    def send(self, image, number=None, seconds=None, channel=0, plane=0, at_start=False, last=False, checked=False):
        """Sends image[y, x]; False when it had to be left out. seconds: the exposure's end, on any steady clock."""
        if image.shape != self.shape:
            raise ValueError(f"the frame is {image.shape}, the hello told of {self.shape}")
        number = self.next_number if number is None else number
        self.next_number = number + 1
        seconds = time.monotonic() if seconds is None else seconds
        if not self._flush(self.patience_s):
            self.dropped += 1
            return False
        head, payload = frame(image, number, seconds, channel, plane, at_start, last, checked)
        # Copied: what does not go out now goes later, and the caller may change the image meanwhile.
        self.pending = [memoryview(head), payload]
        if not self._flush(self.patience_s):
            self.pending = [memoryview(b"".join(self.pending))]
        return True

    def _flush(self, patience_s):
        """Writes what waits; True when nothing waits any more."""
        self.socket.setblocking(False)
        deadline = None if patience_s is None else time.monotonic() + patience_s
        while self.pending:
            try:
                sent = self.socket.send(self.pending[0])
                self.pending[0] = self.pending[0][sent:]
                if not self.pending[0]:
                    self.pending.pop(0)
            except BlockingIOError:
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    return False
                select.select([], [self.socket], [], left)
        return True

    def close(self):
        """Says goodbye: the session ends in order."""
        self._flush(None)
        self.socket.setblocking(True)
        self.socket.sendall(header(GOODBYE, 0))
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.close()
        else:
            self.socket.close()


def main():
    arguments = argparse.ArgumentParser(description="Sends a recording to Loopscope as if it were taken now.")
    arguments.add_argument("movie", help=".npy or TIFF, [frames, height, width]")
    arguments.add_argument("--rate", type=float, required=True, help="frames a second; 0 for as fast as they go")
    arguments.add_argument("--host", default="127.0.0.1")
    arguments.add_argument("--port", type=int, default=5560)
    arguments.add_argument("--checked", action="store_true", help="with checksums (slow)")
    given = arguments.parse_args()
    if given.movie.endswith(".npy"):
        movie = np.load(given.movie, mmap_mode="r")
    else:
        import tifffile
        movie = tifffile.imread(given.movie)
    if movie.ndim != 3 or movie.dtype.newbyteorder("=") not in PIXEL_TYPES:
        arguments.error(f"the movie is {movie.dtype} {movie.shape}; uint8, uint16 or int16 [frames, height, width] can be sent")
    # When frames go as fast as they can, none is to be left out: wait for Loopscope instead.
    with FrameSender(movie.shape[2], movie.shape[1], given.rate or 1000.0, given.host, given.port,
                     microscope="send_frames.py", wants_start=True,
                     patience_s=0.5 / given.rate if given.rate else None) as sender:
        sender.wait_for_start()
        start = time.monotonic()
        for number, image in enumerate(movie):
            end = start + (number + 1) / given.rate if given.rate else time.monotonic()
            time.sleep(max(0.0, end - time.monotonic()))
            sender.send(np.asarray(image), number, end, checked=given.checked)
        print(f"{len(movie) - sender.dropped} frames sent, {sender.dropped} left out")


if __name__ == "__main__":
    main()
