"""Makes the small recordings that the readers are tested on, with the field's own writers.

    python make_recordings.py        (numpy, tifffile 2026.3, h5py 3.16, pynwb 4.2)

Pixel (x, y) of image i is (1000 * i + 7 * y + x) unless said otherwise. The ScanImage files are laid down byte by byte
from the public description of the format, then read back with tifffile, which must find the same.
"""

import datetime
import json
import struct

import h5py
import numpy as np
import tifffile
from pynwb import NWBHDF5IO, NWBFile
from pynwb.ophys import OnePhotonSeries, OpticalChannel, TwoPhotonSeries

W, H = 24, 18


def images(count, dtype):
    y, x = np.mgrid[0:H, 0:W]
    return np.stack([(1000 * i + 7 * y + x) for i in range(count)]).astype(dtype)


def imagej():
    # ImageJ's own order: time, slices, channels; big-endian.
    stack = images(12, np.uint16).reshape(3, 2, 2, H, W)
    tifffile.imwrite("imagej_t3z2c2.tif", stack, imagej=True, byteorder=">", resolution=(1 / 1.25, 1 / 1.25),
                     metadata={"axes": "TZCYX", "finterval": 0.2, "unit": "um"})
    # One directory for all images, as ImageJ does beyond 4 GB.
    tifffile.imwrite("imagej_contiguous.tif", images(5, np.uint16), imagej=True, byteorder=">", truncate=True,
                     metadata={"axes": "TYX", "fps": 8.0})
    tifffile.imwrite("truncated_series.tif", images(4, np.uint8), photometric="minisblack", truncate=True)
    with tifffile.TiffFile("truncated_series.tif") as tif:
        assert "truncated" in tif.pages[0].description, tif.pages[0].description


def ome():
    stack = images(8, np.uint16).reshape(2, 2, 2, H, W)  # T, C, Z
    tifffile.imwrite("ome_t2c2z2.ome.tif", stack, bigtiff=True,
                     metadata={"axes": "TCZYX", "TimeIncrement": 50.0, "TimeIncrementUnit": "ms",
                               "PhysicalSizeX": 0.8, "PhysicalSizeXUnit": "µm"})


def compressed():
    tifffile.imwrite("deflate8.tif", images(3, np.uint8), photometric="minisblack", compression="zlib", rowsperstrip=5)
    tifffile.imwrite("int16_big_endian.tif", images(3, np.int16) - 500, photometric="minisblack", byteorder=">", rowsperstrip=7)


def scanimage(name, json_notes=False):
    """Two channels, volumes of two planes and one flyback frame, int16; exposure 4 is lost."""
    static = "\n".join([
        "SI.VERSION_MAJOR = '2020'",
        "SI.acqState = 'grab'",
        "SI.hChannels.channelSave = [1;2]",
        "SI.hFastZ.enable = true",
        "SI.hFastZ.numDiscardFlybackFrames = 1",
        "SI.hRoiManager.imagingFovUm = [-240 -180;240 -180;240 180;-240 180]",
        "SI.hRoiManager.linesPerFrame = %d" % H,
        "SI.hRoiManager.pixelsPerLine = %d" % W,
        "SI.hRoiManager.scanFramePeriod = 0.0333333333",
        "SI.hRoiManager.scanFrameRate = 30.0",
        "SI.hScan2D.logFramesPerFile = Inf",
        "SI.hStackManager.actualNumSlices = 2",
        "SI.hStackManager.enable = true",
        "SI.hStackManager.framesPerSlice = 1",
        "SI.hStackManager.numFramesPerVolume = 2",
        "SI.hStackManager.numFramesPerVolumeWithFlyback = 3",
        "SI.hStackManager.numSlices = 11",
        "SI.objectiveResolution = 15",
    ]).encode() + b"\0"
    rois = json.dumps({"RoiGroups": {"imagingRoiGroup": {"rois": None}}}).encode() + b"\0"
    out = bytearray(struct.pack("<2sHHHQ", b"II", 43, 8, 0, 0))
    out += struct.pack("<IIII", 117637889, 4, len(static), len(rois))
    software_at = len(out)
    out += static
    artist_at = len(out)
    out += rois
    link_at = 8
    exposures = [e for e in range(9) if e != 4]
    for place, exposure in enumerate(exposures):
        for channel in range(2):
            end = 1 if place == len(exposures) - 1 else 0
            keys = [("frameNumbers", exposure + 1), ("acquisitionNumbers", 1),
                    ("frameNumberAcquisition", exposure + 1),
                    ("frameTimestamps_sec", "%.9f" % (exposure / 30)),
                    ("acqTriggerTimestamps_sec", "-0.000031310"), ("nextFileMarkerTimestamps_sec", "-1.000000000"),
                    ("endOfAcquisition", end), ("endOfAcquisitionMode", 0), ("dcOverVoltage", 0),
                    ("epoch", "[2021,5,4,10,11,12.500]" if json_notes else "[2021  5  4 10 11 12.500]"),
                    ("auxTrigger0", "[%.9f, %.9f]" % (exposure / 30 + 0.001, exposure / 30 + 0.02)
                     if exposure == 3 else "[]"),
                    ("auxTrigger1", "[]"), ("auxTrigger2", "[]"),
                    ("auxTrigger3", "[%.9f ]" % (exposure / 30 + 0.005) if exposure % 2 else "[]"),
                    ("I2CData", "[]" if json_notes else "{}")]
            if json_notes:
                text = "{\n" + ",\n".join('  "%s": %s' % pair for pair in keys) + "\n}"
            else:
                text = "\n".join("%s = %s" % pair for pair in keys)
            note = text.encode() + b"\0"
            y, x = np.mgrid[0:H, 0:W]
            pixels = (100 * exposure + 50 * channel + 7 * y + x - 300).astype("<i2").tobytes()
            note_at = len(out)
            out += note
            out += b"\0" * (-len(out) % 8)
            directory_at = len(out)
            entries = [(256, 4, 1, W), (257, 4, 1, H), (258, 3, 1, 16), (259, 3, 1, 1), (262, 3, 1, 1),
                       (270, 2, len(note), note_at), (273, 16, 1, None), (274, 3, 1, 1), (277, 3, 1, 1),
                       (278, 4, 1, H), (279, 16, 1, len(pixels)), (284, 3, 1, 1),
                       (305, 2, len(static), software_at), (315, 2, len(rois), artist_at), (339, 3, 1, 2)]
            size = 8 + 20 * len(entries) + 8
            out += struct.pack("<Q", len(entries))
            for tag, kind, count, value in entries:
                out += struct.pack("<HHQQ", tag, kind, count, directory_at + size if value is None else value)
            struct.pack_into("<Q", out, link_at, directory_at)
            link_at = len(out)
            out += struct.pack("<Q", 0) + pixels
    open(name, "wb").write(out)
    with tifffile.TiffFile(name) as tif:
        assert tif.is_scanimage and len(tif.pages) == 16, len(tif.pages)
        assert tif.scanimage_metadata["FrameData"]["SI.hRoiManager.scanFrameRate"] == 30.0
        assert int(tif.pages[6].asarray()[0, 0]) == 0 and "frameNumbers" in tif.pages[3].description


def hdf5():
    with h5py.File("plain.h5", "w") as f:
        f.create_dataset("movie/raw", data=images(7, np.uint16), chunks=(3, 5, 24), compression="gzip", shuffle=True)
        f.create_dataset("movie/mean", data=images(1, np.float32)[0])
    with h5py.File("two_movies.h5", "w", libver="latest") as f:
        f.create_dataset("a", data=images(3, np.uint8))
        f.create_dataset("b", data=images(3, np.int16) - 500)
        f.create_dataset("floats", data=images(3, np.float32))


def nwb(name, series, **more):
    start = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
    file = NWBFile(session_description="sample", identifier=name, session_start_time=start)
    device = file.create_device(name="microscope")
    channel = OpticalChannel(name="green", description="green", emission_lambda=525.0)
    plane = file.create_imaging_plane(name="plane", optical_channel=channel, description="plane", device=device,
                                      excitation_lambda=920.0, indicator="GCaMP6s", location="V1", imaging_rate=10.0,
                                      grid_spacing=[1.5e-6, 1.5e-6], grid_spacing_unit="meters")
    for arguments in series(plane):
        kind = arguments.pop("kind", TwoPhotonSeries)
        file.add_acquisition(kind(imaging_plane=plane, unit="n.a.", **arguments))
    with NWBHDF5IO(name, "w") as out:
        out.write(file, cache_spec=False)


def nwbs():
    by_width = images(6, np.uint16).transpose(0, 2, 1)
    # Time 3 is lost.
    times = np.array([0, 1, 2, 4, 5, 6]) / 10 + 0.05
    nwb("two_photon.nwb", lambda plane: [dict(name="TwoPhotonSeries", data=by_width, timestamps=times)])
    nwb("height_first.nwb", lambda plane: [dict(name="Imaging", data=images(6, np.int16) - 500, rate=10.0,
                                                dimension=[W, H], kind=OnePhotonSeries)])
    volume = np.stack([images(6, np.uint16), images(6, np.uint16) + 1], axis=-1).transpose(0, 2, 1, 3)
    nwb("volume.nwb", lambda plane: [dict(name="Volume", data=volume, rate=10.0)])
    nwb("external.nwb", lambda plane: [dict(name="Elsewhere", external_file=["img_00001.tif"], format="external",
                                            rate=10.0, starting_frame=[0], num_samples=5)])
    nwb("two_series.nwb", lambda plane: [dict(name="Green", data=by_width, rate=10.0),
                                         dict(name="Red", data=by_width + 1, rate=10.0)])


imagej()
ome()
compressed()
scanimage("scanimage_c2z2.tif")
scanimage("scanimage_json.tif", json_notes=True)
hdf5()
nwbs()
