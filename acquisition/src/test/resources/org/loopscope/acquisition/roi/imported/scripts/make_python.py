"""Writes the golden files of Suite2p, CaImAn and NWB, and what an import of each must give.

    python make_python.py OUT [numpy1]

Run once with NumPy 2 (h5py, pynwb, scipy, roifile), and once with NumPy 1 and the word numpy1, which writes only
Suite2p's files. The expected cells are computed here, with NumPy alone, and stored in Loopscope's own format.
"""
import datetime
import json
import pathlib
import pickle
import sys

import numpy as np

W, H = 48, 40


def cells(seed, count=9):
    """Blobs with uneven weights: a list of (ypix, xpix, lam), some of which overlap."""
    rng = np.random.default_rng(seed)
    yy, xx = np.mgrid[:H, :W]
    made = []
    for _ in range(count):
        cy, cx, r = rng.uniform(5, H - 5), rng.uniform(5, W - 5), rng.uniform(3, 5)
        y, x = np.nonzero((yy - cy) ** 2 + (xx - cx) ** 2 < r * r)
        lam = rng.uniform(0.2, 3, y.size).astype(np.float32)
        shuffled = rng.permutation(y.size)
        made.append((y[shuffled], x[shuffled], lam[shuffled]))
    return made


def expect(path, named):
    """named: (id, y, x, weight) of each cell."""
    rois = []
    for number, y, x, weight in named:
        weight = np.asarray(weight, np.float64)
        pixel = np.asarray(y).astype(int) * W + np.asarray(x).astype(int)
        keep = weight > 0
        pixel, weight = pixel[keep], weight[keep]
        order = np.argsort(pixel)
        share = (weight[order] / weight.sum()).astype(np.float32)
        rois.append({"id": int(number), "pixels": pixel[order].tolist(), "weights": [float(v) for v in share]})
    path.write_text(json.dumps({"format": "loopscope-rois-1", "width_px": W, "height_px": H, "provenance": "expected",
                                "rois": rois}))


def mean_image():
    return (np.arange(H)[:, None] * 100 + np.arange(W)).astype(np.float32)


def suite2p(out, protocol):
    out.mkdir(parents=True, exist_ok=True)
    made = cells(1)
    taken = np.zeros((H, W), int)
    for y, x, _ in made:
        taken[y, x] += 1
    stat = []
    for y, x, lam in made:
        overlap = taken[y, x] > 1
        stat.append({
            "ypix": y.astype(np.int32) if len(stat) % 2 else y, "xpix": x, "lam": lam, "overlap": overlap,
            "med": [np.int64(np.median(y)), int(np.median(x))], "npix": y.size, "npix_norm": np.float64(1.25),
            "radius": np.float64(3.5), "aspect_ratio": 1.1, "compact": np.float32(1.0), "footprint": 2.0,
            "soma_crop": np.ones(y.size, bool), "mrs": 0.5, "skew": np.float32(2.5), "std": 3.0,
            "neuropil_mask": np.asfortranarray(np.arange(12).reshape(3, 4)), "chan2": None, "name": "Zelle \u00e4",
        })
    iscell = np.ones((len(stat), 2), np.float32)
    iscell[:, 1] = 0.9
    iscell[[2, 5], 0] = 0
    objects = np.empty(len(stat), dtype=object)
    objects[:] = stat
    save_object(out / "stat.npy", objects, protocol)
    np.save(out / "iscell.npy", np.asfortranarray(iscell))
    ops = np.array({
        "Ly": H, "Lx": np.int64(W), "fs": 30.0, "date_proc": datetime.datetime(2024, 5, 6, 7, 8),
        "data_path": pathlib.PurePosixPath("/data/a"), "big": 1 << 90, "negative": -70000, "long": 1 << 40,
        "meanImg": np.asfortranarray(mean_image()), "filelist": ["a.tif", "b.tif"], "yrange": (0, H),
        "frames_per_file": np.array([100, 200]), "nonrigid": True, "files": np.array(["a", "bc"]),
    }, dtype=object)
    save_object(out / "ops.npy", ops, protocol)
    named = []
    for number, (y, x, lam) in enumerate(made):
        own = taken[y, x] == 1
        if iscell[number, 0] and own.any():
            named.append((number, y[own], x[own], lam[own]))
    expect(out / "expected.json", named)


def save_object(path, array, protocol):
    """As numpy.save, with a protocol of choice; None for numpy.save itself."""
    if protocol is None:
        np.save(path, array, allow_pickle=True)
        return
    with open(path, "wb") as file:
        header = np.lib.format.header_data_from_array_1_0(array)
        np.lib.format.write_array_header_1_0(file, header)
        pickle.dump(array, file, protocol=protocol)


def plain(out):
    """Arrays of numbers in every type, order and header version, and what they hold, in C order."""
    out.mkdir(parents=True, exist_ok=True)
    expected = {}
    base = np.arange(24).reshape(2, 3, 4)
    variants = [(code, "C", 1) for code in ["<f4", "<f8", "<f2", ">i8", "<i2", "|i1", "<u2", "|u1"]]
    variants += [(code, "F", 1) for code in [">f4", "<i4", "<u4", "|b1"]] + [("<f4", "F", 2), ("<i8", "C", 3)]
    for code, order, version in variants:
        values = base % 2 if code == "|b1" else base * 5 - (0 if "u" in code else 30)
        array = np.array(values, dtype=code, order=order)
        name = f"{code[1:]}_{'be' if code[0] == '>' else 'le'}_{order}_{version}.npy"
        with open(out / name, "wb") as file:
            np.lib.format.write_array(file, array, version=(version, 0))
        expected[name] = [float(v) for v in array.ravel()]
    (out / "expected.json").write_text(json.dumps(expected))


def caiman(out):
    """As caiman.utils.utils.save_dict_to_hdf5 lays a CNMF object out."""
    import h5py
    from scipy.sparse import csc_matrix
    out.mkdir(parents=True, exist_ok=True)
    made = cells(2)
    dense = np.zeros((W * H, len(made)))
    for k, (y, x, lam) in enumerate(made):
        image = np.zeros((H, W))
        image[y, x] = lam
        dense[:, k] = image.ravel(order="F")
    dense[dense[:, 3].nonzero()[0][0], 3] = -1e-9
    footprints = csc_matrix(dense)
    accepted = np.array([0, 1, 3, 4, 7, 8])
    rng = np.random.default_rng(3)
    with h5py.File(out / "cnmf.hdf5", "w") as file:
        file["dims"] = np.array([H, W])
        file["dview"] = "NoneType"
        file["params/data/fr"] = 30
        file["params/data/dims"] = np.array([H, W])
        for key in ("data", "indices", "indptr"):
            file["estimates/A/" + key] = getattr(footprints, key)
        file["estimates/A/shape"] = np.array(footprints.shape)
        file["estimates/idx_components"] = accepted
        file["estimates/C"] = rng.random((len(made), 50))
        background = mean_image().ravel(order="F")
        file["estimates/b"] = np.stack([background * 0.75, background * 0.25], 1)
        file["estimates/f"] = np.ones((2, 50)) * np.linspace(0.5, 1.5, 50)
        file["estimates/Cn"] = rng.random((H, W))
        file["estimates/W"] = "NoneType"
        file["estimates"].attrs["method"] = "greedy_roi"
    with h5py.File(out / "unsorted.hdf5", "w") as file:
        for key in ("data", "indices", "indptr"):
            file["estimates/A/" + key] = getattr(footprints, key)
        file["estimates/A/shape"] = np.array(footprints.shape)
        file["estimates/dims"] = np.array([H, W])
        file["estimates/idx_components"] = "NoneType"
        file["estimates/b"] = "NoneType"
        file["estimates/Cn"] = mean_image()
    expect(out / "expected.json", [(k, *made_column(dense, k)) for k in accepted])
    expect(out / "unsorted_expected.json", [(k, *made_column(dense, k)) for k in range(len(made))])


def made_column(dense, k):
    image = dense[:, k].reshape((H, W), order="F")
    y, x = np.nonzero(image > 0)
    return y, x, image[y, x]


def nwb(out):
    import pynwb
    from pynwb.base import Images
    from pynwb.image import GrayscaleImage
    from pynwb.ophys import ImageSegmentation, OpticalChannel
    out.mkdir(parents=True, exist_ok=True)
    made = cells(4)
    iscell = np.array([[1, 0.9], [0, 0.1]] * len(made))[: len(made)]

    def file(session):
        nwbfile = pynwb.NWBFile(session_description=session, identifier="golden",
                                session_start_time=datetime.datetime(2024, 5, 6, tzinfo=datetime.timezone.utc))
        device = nwbfile.create_device(name="Microscope")
        plane = nwbfile.create_imaging_plane(
            name="ImagingPlane", optical_channel=OpticalChannel("c", "green", 500.0), description="d", device=device,
            excitation_lambda=920.0, indicator="GCaMP", location="V1", imaging_rate=30.0)
        module = nwbfile.create_processing_module("ophys", "processed")
        segmentation = ImageSegmentation()
        module.add(segmentation)
        return nwbfile, plane, module, segmentation

    def write(nwbfile, name):
        with pynwb.NWBHDF5IO(str(out / name), "w") as io:
            io.write(nwbfile, cache_spec=False)

    # The standard: x is the column; images are [x][y].
    nwbfile, plane, module, segmentation = file("standard")
    table = segmentation.create_plane_segmentation("cells", plane, name="PlaneSegmentation")
    for y, x, lam in made:
        table.add_roi(pixel_mask=[(a, b, c) for a, b, c in zip(x, y, lam)])
    module.add(Images(name="images", images=[GrayscaleImage(name="max_proj", data=np.zeros((W, H), np.float32)),
                                             GrayscaleImage(name="mean_image", data=mean_image().T)]))
    write(nwbfile, "pixel_mask.nwb")
    everything = [(k, *cell) for k, cell in enumerate(made)]
    expect(out / "pixel_mask_expected.json", everything)

    # As Suite2p's save_nwb: x is the row; iscell has two columns; images are [row][column].
    nwbfile, plane, module, segmentation = file("suite2p_proc")
    table = segmentation.create_plane_segmentation("suite2p output", plane, name="PlaneSegmentation")
    for y, x, lam in made:
        table.add_roi(pixel_mask=np.array([y, x, lam]).T)
    table.add_column("iscell", "two columns - iscell & probcell", iscell)
    module.add(Images(name="Backgrounds_0", images=[GrayscaleImage(name="Vcorr", data=np.zeros((H, W), np.float32)),
                                                    GrayscaleImage(name="meanImg", data=mean_image())]))
    write(nwbfile, "suite2p.nwb")
    expect(out / "suite2p_expected.json", everything[::2])

    # Masks [cell][x][y] beside a table of background, as neuroconv writes them; Accepted is a truth value.
    nwbfile, plane, module, segmentation = file("masks")
    table = segmentation.create_plane_segmentation("cells", plane, name="PlaneSegmentation")
    background = segmentation.create_plane_segmentation("rest", plane, name="BackgroundPlaneSegmentation")
    for y, x, lam in made:
        mask = np.zeros((W, H), np.float32)
        mask[x, y] = lam
        table.add_roi(image_mask=mask)
    table.add_column("Accepted", "by hand", [bool(v) for v in iscell[:, 0]])
    background.add_roi(image_mask=np.ones((W, H), np.float32))
    write(nwbfile, "image_mask.nwb")
    expect(out / "image_mask_expected.json", everything[::2])

    # As CaImAn's save_NWB: a column of A reshaped in the wrong order; keep is idx_components, backgrounds at the end.
    nwbfile, plane, module, segmentation = file("caiman")
    table = segmentation.create_plane_segmentation("CNMF_ROIs", plane, name="PlaneSegmentation")
    table.add_column("keep", "in idx_components")
    table.add_column("accepted", "in accepted list")
    for k, (y, x, lam) in enumerate(made):
        image = np.zeros((H, W))
        image[y, x] = lam
        table.add_roi(image_mask=image.ravel(order="F").reshape((H, W)), keep=bool(iscell[k, 0]), accepted=False)
    table.add_roi(image_mask=np.full((H, W), 0.5), keep=False, accepted=False)
    write(nwbfile, "caiman.nwb")
    expect(out / "caiman_expected.json", everything[::2])


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1])
    if sys.argv[2:] == ["numpy1"]:
        for protocol in (2, 4):
            suite2p(target / f"suite2p/numpy1_protocol{protocol}", protocol)
    else:
        for protocol in (3, 5):
            suite2p(target / f"suite2p/numpy2_protocol{protocol}", protocol)
        suite2p(target / "suite2p/numpy2_save", None)
        plain(target / "npy")
        caiman(target / "caiman")
        nwb(target / "nwb")
