"""Reads a session's NWB file while the session runs, and says as JSON what it saw.

usage: python watch_session.py FILE SECONDS

Waits until the file can be opened as one that another process is writing (SWMR), then looks again and again for so many
seconds: for each series its rows at each look, and whether a row that was there ever changed.
"""

import json
import sys
import time

import h5py
import numpy as np

PATIENCE_S = 60


def opened(path):
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return h5py.File(path, "r", swmr=True)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def series(file):
    found = []

    def visit(name, node):
        if isinstance(node, h5py.Dataset) and name.endswith("/data") and node.maxshape[:1] == (None,):
            found.append(node)

    file.visititems(visit)
    return found


def watch(path, seconds):
    seen = {}
    with opened(path) as file:
        watched = series(file)
        before = {}
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for data in watched:
                data.refresh()
                rows = data[()]
                last = before.get(data.name, rows[:0])
                changed = not np.array_equal(rows[: len(last)], last, equal_nan=rows.dtype.kind == "f")
                before[data.name] = rows
                of = seen.setdefault(data.name, {"rows": [], "changed": False})
                of["rows"].append(len(rows))
                of["changed"] |= changed
            time.sleep(0.2)
    return seen


if __name__ == "__main__":
    json.dump(watch(sys.argv[1], float(sys.argv[2])), sys.stdout)
