"""Writes a RoiManager zip with the package roifile: python make_roifile.py OUT (before MakeImageJGolden)."""
import pathlib
import sys

import numpy as np
import roifile

out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
rng = np.random.default_rng(8)
rois = []
for k in range(8):
    angle = np.linspace(0, 2 * np.pi, 23, endpoint=False)
    radius = rng.uniform(4, 7, angle.size)
    points = np.stack([8 + 6.5 * k + radius * np.cos(angle), 26 + radius * np.sin(angle)], 1)
    rois.append(roifile.ImagejRoi.frompoints(np.round(points) if k % 2 else points))
(out / "roifile.zip").unlink(missing_ok=True)
roifile.roiwrite(out / "roifile.zip", rois)
