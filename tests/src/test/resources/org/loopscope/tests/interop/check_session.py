"""Reads NWB files as labs and archives do, and says as JSON what was found.

usage: python check_session.py [--live] FILE...

With --live the files are opened as a reader of a file that another process is writing opens them (SWMR). For each file: what PyNWB's validation and nwbinspector (with the DANDI configuration) complain of; each array as PyNWB
and as h5py give it (shape and SHA-256 of its little-endian elements in row-major order; truth is one byte, a compound
its fields without gaps); the CRC-32C of each raw frame in rows of the image; and the names of the pictures in the
order of their presentation.
"""

import hashlib
import json
import sys

import h5py
import numpy as np
import pynwb
from numpy.lib.recfunctions import repack_fields
from nwbinspector import inspect_nwbfile, inspect_nwbfile_object, load_config


def numeric(dtype):
    return all(numeric(dtype[name]) for name in dtype.names) if dtype.names else dtype.kind in "iufb"


def digest(values):
    array = np.asarray(values)
    if array.dtype.kind == "b":
        array = array.astype("u1")
    if array.dtype.kind == "V":
        array = repack_fields(array)
    if not numeric(array.dtype):
        return None
    little = np.ascontiguousarray(array.astype(array.dtype.newbyteorder("<")))
    return {"shape": list(array.shape), "sha256": hashlib.sha256(little.tobytes()).hexdigest()}


def by_h5py(path, live):
    found = {}

    def visit(name, node):
        if isinstance(node, h5py.Dataset) and numeric(node.dtype):
            found["/" + name] = digest(node[()])

    with h5py.File(path, "r", swmr=live) as file:
        file.visititems(visit)
    return found


def by_pynwb(nwb):
    found = {}
    for thing in nwb.objects.values():
        for field in ("data", "timestamps"):
            values = getattr(thing, field, None)
            if isinstance(values, pynwb.TimeSeries):  # of a series that shares another one's times
                values = values.timestamps
            values = getattr(values, "dataset", values)  # a compound's comes wrapped
            if isinstance(values, h5py.Dataset):
                print_of = digest(values[()])
                if print_of is not None:
                    found[values.name] = print_of
    return found


def crc32c_table():
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> 1) ^ np.uint32(0x82F63B78), table >> 1)
    return table


def crc32c_of_each(rows):
    """The CRC-32C of each row of bytes; all rows at once, a byte at a time."""
    table = crc32c_table()
    crc = np.full(len(rows), 0xFFFFFFFF, dtype=np.uint32)
    for column in np.ascontiguousarray(rows.T):
        crc = (crc >> np.uint32(8)) ^ table[(crc ^ column) & np.uint32(0xFF)]
    return (crc ^ np.uint32(0xFFFFFFFF)).tolist()


def frame_crcs(series):
    frames = series.data[()].transpose(0, 2, 1)  # [time][x][y] to rows of the image
    little = np.ascontiguousarray(frames.astype("<u2"))
    return crc32c_of_each(little.reshape(len(little), -1).view(np.uint8))


def shown(nwb):
    names = []
    for series in nwb.stimulus.values():
        if isinstance(series, pynwb.image.IndexSeries):
            pictures = series.indexed_images.order_of_images.data
            names += [pictures[int(number)].name for number in series.data[()]]
    return names


def complaint(message):
    return {
        "importance": message.importance.name,
        "check": message.check_function_name,
        "where": str(message.location or "/") + " " + str(message.object_name),
        "message": message.message,
    }


def complaints(path, live):
    """Of PyNWB's validation, and of nwbinspector."""
    config = load_config("dandi")
    if not live:
        return pynwb.validate(path=path), inspect_nwbfile(nwbfile_path=path, config=config)
    with h5py.File(path, "r", swmr=True) as file, pynwb.NWBHDF5IO(file=file, mode="r") as io:
        return pynwb.validate(io=io), list(inspect_nwbfile_object(nwbfile_object=io.read(), config=config))


def check(path, live):
    validation, inspection = complaints(path, live)
    report = {
        "validation": [str(error) for error in validation],
        "inspection": [complaint(message) for message in inspection],
        "h5py": by_h5py(path, live),
    }
    with h5py.File(path, "r", swmr=live) as file, pynwb.NWBHDF5IO(file=file, mode="r") as io:
        nwb = io.read()
        report["nwb_version"] = io.nwb_version[0]
        report["pynwb"] = by_pynwb(nwb)
        report["frames"] = {
            series.data.name: frame_crcs(series)
            for series in nwb.acquisition.values()
            if isinstance(series, pynwb.ophys.TwoPhotonSeries)
        }
        report["shown"] = shown(nwb)
    return report


if __name__ == "__main__":
    live = sys.argv[1] == "--live"
    json.dump({path: check(path, live) for path in sys.argv[2 if live else 1 :]}, sys.stdout)
