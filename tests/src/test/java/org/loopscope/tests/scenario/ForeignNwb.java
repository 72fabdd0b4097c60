package org.loopscope.tests.scenario;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.controller.log.disk.LocalDisk;
import org.loopscope.controller.log.hdf5.Attributes;
import org.loopscope.controller.log.hdf5.ElementType;
import org.loopscope.controller.log.hdf5.ElementType.Compound;
import org.loopscope.controller.log.hdf5.ElementType.Field;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.controller.log.hdf5.Filters;
import org.loopscope.controller.log.hdf5.Hdf5File;

/** The small movie in an NWB file, laid out as PyNWB does: packed chunks of many frames, a rate, links to the plane. */
final class ForeignNwb implements AutoCloseable {
    static final int DARK_BELOW_ZERO = 900;
    private static final double RATE_HZ = 7;
    private static final int CHUNK_FRAMES = 32;

    private final Hdf5File file;

    ForeignNwb(Path path) {
        file = Hdf5File.create(path, new LocalDisk());
        type("/", "NWBFile");
    }

    private void type(String path, String type) {
        try (Attributes attributes = file.attributes(path)) {
            attributes.text("namespace", "core").text("neurodata_type", type);
        }
    }

    private void plane(String of, String plane) {
        String path = "/general/optophysiology/" + plane;
        if (!file.exists("/general") || !file.exists("/general/optophysiology") || !file.exists(path)) {
            file.group(path);
            type(path, "ImagingPlane");
        }
        file.softLink(of + "/imaging_plane", path);
    }

    /** How a lab keeps its pixels. */
    enum Pixels {
        COUNTS(Numeric.U16),
        /** As a digitizer gives them whose zero is above all light. */
        BELOW_ZERO(Numeric.I16),
        FRACTIONS(Numeric.F32);

        private final Numeric type;

        Pixels(Numeric type) {
            this.type = type;
        }

        private void put(short count, ByteBuffer into) {
            switch (this) {
                case COUNTS -> into.putShort(count);
                case BELOW_ZERO -> into.putShort((short) (count - DARK_BELOW_ZERO));
                case FRACTIONS -> into.putFloat(count / 8f - 40);
            }
        }
    }

    /** The frames, time by width by height. */
    void series(String name, String plane, Pixels kind) {
        String path = "/acquisition/" + name;
        ElementType type = kind.type;
        ExtendibleDataset data = file.rows(
                path + "/data",
                type,
                new long[] {SmallMovie.SIDE_PX, SmallMovie.SIDE_PX},
                CHUNK_FRAMES,
                new Filters(4));
        int pixels = SmallMovie.SIDE_PX * SmallMovie.SIDE_PX;
        for (short[] page : SmallMovie.pages()) {
            ByteBuffer row = ByteBuffer.allocateDirect(pixels * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            for (int p = 0; p < pixels; p++) {
                short value = page[p % SmallMovie.SIDE_PX * SmallMovie.SIDE_PX + p / SmallMovie.SIDE_PX];
                kind.put(value, row);
            }
            data.append(row.flip());
        }
        file.array(path + "/starting_time", Numeric.F64, bytes(8).putDouble(0).flip());
        try (Attributes attributes = file.attributes(path + "/starting_time")) {
            attributes.number("rate", RATE_HZ).text("unit", "seconds");
        }
        type(path, "TwoPhotonSeries");
        plane(path, plane);
    }

    /** A series whose frames are somewhere else. */
    void externalSeries(String name, String plane) {
        String path = "/acquisition/" + name;
        file.texts(path + "/external_file", List.of("movie.avi"), 1);
        type(path, "TwoPhotonSeries");
        plane(path, plane);
    }

    /** The movie's two cells as a pixel mask. */
    void cells(String table, String plane) {
        String path = "/processing/ophys/ImageSegmentation/" + table;
        List<Roi> rois = SmallMovie.cells().rois();
        int pixels = rois.stream().mapToInt(roi -> roi.pixels().length).sum();
        ByteBuffer mask = bytes(12 * pixels);
        ByteBuffer ends = bytes(4 * rois.size());
        ByteBuffer ids = bytes(4 * rois.size());
        int end = 0;
        for (Roi roi : rois) {
            for (int pixel : roi.pixels()) {
                mask.putInt(pixel % SmallMovie.SIDE_PX)
                        .putInt(pixel / SmallMovie.SIDE_PX)
                        .putFloat(1);
            }
            end += roi.pixels().length;
            ends.putInt(end);
            ids.putInt(roi.id());
        }
        Compound record = new Compound(
                List.of(new Field("x", Numeric.U32), new Field("y", Numeric.U32), new Field("weight", Numeric.F32)));
        file.array(path + "/pixel_mask", record, mask.flip(), pixels);
        file.array(path + "/pixel_mask_index", Numeric.U32, ends.flip(), rois.size());
        file.array(path + "/id", Numeric.I32, ids.flip(), rois.size());
        type(path, "PlaneSegmentation");
        plane(path, plane);
    }

    /** dF/F of the two cells by whoever wrote the file: the flashes themselves, the second cell first. */
    void traces() {
        String path = "/processing/ophys/DfOverF/RoiResponseSeries";
        ByteBuffer values = bytes(2 * 4 * SmallMovie.FRAMES);
        for (int frame = 0; frame < SmallMovie.FRAMES; frame++) {
            float flash = frame > 60 && frame % 50 < 4 ? 1.5f : 0;
            values.putFloat(flash).putFloat(2 * flash);
        }
        file.array(path + "/data", Numeric.F32, values.flip(), SmallMovie.FRAMES, 2);
        file.array(path + "/rois", Numeric.I32, bytes(8).putInt(1).putInt(0).flip(), 2);
        type(path, "RoiResponseSeries");
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocateDirect(count).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What a run needs beside the defaults of a recorded movie. */
    static List<String> settings() {
        return Arrays.asList(
                "--set",
                "imaging.calibration=5 s",
                "--set",
                "blocks.spontaneous.duration=1 s",
                "--set",
                "blocks.adapt.trigger.threshold=0.4",
                "--set",
                "blocks.adapt.trigger.hysteresis=0.2");
    }

    @Override
    public void close() {
        file.close();
    }
}
