package org.loopscope.controller.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.LogSettings;
import org.loopscope.controller.log.SampleSession;
import org.loopscope.controller.log.SessionLog;
import org.loopscope.controller.log.disk.LocalDisk;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.controller.log.hdf5.Filters;
import org.loopscope.controller.log.hdf5.Hdf5File;
import org.loopscope.controller.log.hdf5.Writing;
import org.loopscope.controller.log.nwb.NwbLayout;

/** A file that others may read while it grows has, in the end, what any other has. */
class LiveReadingTest {
    private static final FrameFormat FORMAT = new FrameFormat(20, 16, 30);
    private static final int FRAMES = 400;
    private static final int CELLS = 5;
    /** The superblock's version and its marks, HDF5 File Format Specification Version 3.0, II.A. */
    private static final int VERSION_AT = 8;

    private static final int MARKS_AT = 11;
    private static final int WRITTEN_FOR_READERS = 0b101;

    @TempDir
    Path folder;

    @Test
    void shouldHaveInTheEndWhatAnyOtherFileHas() throws IOException {
        SortedMap<String, String> usual = contents(write("usual", Writing.ORDERED));
        SortedMap<String, String> live = contents(write("live", Writing.LIVE));
        assertTrue(usual.size() > 300, usual.size() + " objects");
        assertEquals(usual.keySet(), live.keySet());
        usual.forEach((path, value) -> assertEquals(value, live.get(path), path));
    }

    @Test
    void shouldGrowBeforeTheEyesOfReadersFromTheFirstActivityOn() throws IOException {
        try (SessionLog log = SessionLog.create(
                folder, SampleSession.metadata(), FORMAT, SampleSession.bank(), settings(Writing.LIVE))) {
            Path file = log.folder().resolve(SessionLog.nwbFileName(SampleSession.metadata()));
            SampleSession session = SampleSession.into(log, FORMAT, CELLS);
            int looks = 0;
            for (int frame = 0; frame < FRAMES; frame++) {
                if (session.step(frame) && marks(file) == WRITTEN_FOR_READERS) {
                    looks++;
                    assertTrue(rows(file, NwbLayout.RAW_FRAMES) >= frame - 2, "raw frames after frame " + frame);
                    assertTrue(rows(file, NwbLayout.FLUORESCENCE) > frame - 40, "traces after frame " + frame);
                    assertEquals(rows(file, NwbLayout.LATENCY), rows(file, NwbLayout.MOTION_SHIFT));
                }
            }
            assertTrue(looks > 50, looks + " flushes were live");
        }
    }

    /** An index of so many frames has parts of its own kinds, each of which a reader has to know. */
    @Test
    void shouldBeReadWithAHundredThousandFrames() {
        int rows = 100_000;
        Path path = folder.resolve("many.h5");
        try (Hdf5File file = Hdf5File.create(path, new LocalDisk(), Writing.LIVE)) {
            ExtendibleDataset data = file.rows("/data", Numeric.I64, new long[0], 1, Filters.NONE);
            file.beginLiveReading();
            for (long row = 0; row < rows; row++) {
                data.append(row);
                if (row % 1000 == 0) {
                    file.flush();
                }
            }
            file.endLiveReading();
        }
        try (HdfFile file = new HdfFile(path)) {
            assertArrayEquals(LongStream.range(0, rows).toArray(), (long[])
                    file.getDatasetByPath("/data").getData());
        }
    }

    @Test
    void shouldBearNoMarkWhenItIsClosed() throws IOException {
        Path file = write("live", Writing.LIVE);
        assertEquals(3, Files.readAllBytes(file)[VERSION_AT]);
        assertEquals(0, marks(file));
    }

    @Test
    void shouldBeInTheOldestFormatWhenNobodyAskedForIt() throws IOException {
        assertFalse(Files.readAllBytes(write("usual", Writing.ORDERED))[VERSION_AT] > 2);
    }

    private Path write(String name, Writing writing) throws IOException {
        Path session = SampleSession.write(folder.resolve(name), FORMAT, FRAMES, CELLS, settings(writing));
        return session.resolve(SessionLog.nwbFileName(SampleSession.metadata()));
    }

    private static LogSettings settings(Writing writing) {
        return new LogSettings(true, false, 0, 3, Long.MAX_VALUE, Long.MAX_VALUE, writing);
    }

    private static int marks(Path file) throws IOException {
        return Files.readAllBytes(file)[MARKS_AT];
    }

    private static int rows(Path path, String series) {
        try (HdfFile file = new HdfFile(path)) {
            return file.getDatasetByPath(series + "/data").getDimensions()[0];
        }
    }

    private static SortedMap<String, String> contents(Path path) {
        SortedMap<String, String> contents = new TreeMap<>();
        try (HdfFile file = new HdfFile(path)) {
            collect(file, contents);
        }
        return contents;
    }

    private static void collect(Group group, SortedMap<String, String> into) {
        for (Node node : group.getChildren().values()) {
            node.getAttributes().forEach((name, value) -> {
                // References are addresses, which differ from file to file.
                boolean reference = value.getData() instanceof long[] || value.getData() instanceof Long;
                into.put(node.getPath() + "@" + name, reference ? "" : text(value.getData()));
            });
            if (node instanceof Dataset dataset) {
                boolean reference = dataset.getJavaType().equals(long.class)
                        && dataset.getDataType().getDataClass() == 7;
                into.put(dataset.getPath(), reference ? "" : text(dataset.isEmpty() ? "" : dataset.getData()));
            } else if (node instanceof Group inner) {
                collect(inner, into);
            }
        }
    }

    private static String text(Object data) {
        if (data instanceof Map<?, ?> columns) {
            StringBuilder all = new StringBuilder();
            columns.forEach((name, column) -> all.append(name).append(text(column)));
            return all.toString();
        }
        return Arrays.deepToString(new Object[] {data});
    }
}
