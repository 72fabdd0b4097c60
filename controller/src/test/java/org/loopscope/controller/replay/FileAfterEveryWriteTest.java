package org.loopscope.controller.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.LogSettings;
import org.loopscope.controller.log.SampleSession;
import org.loopscope.controller.log.SessionLog;
import org.loopscope.controller.log.disk.Disk;
import org.loopscope.controller.log.disk.DiskFile;
import org.loopscope.controller.log.disk.FileBytes;
import org.loopscope.controller.log.hdf5.Writing;

/**
 * The process may die between any two writes: after every one of them, in the flushes that are looked at, the file has to
 * open and to have all rows that were there after the last flush.
 */
class FileAfterEveryWriteTest {
    private static final FrameFormat FORMAT = new FrameFormat(20, 16, 30);
    private static final int FRAMES = 330;
    /** Frames whose flushes are looked at: parts are made around the first, trees split around the later ones. */
    private static final int[][] LOOKED_AT = {{0, 27}, {66, 75}, {111, 117}, {324, 330}};

    @TempDir
    Path folder;

    private boolean looking;
    private int looks;
    private final List<String> faults = new ArrayList<>();
    private SortedMap<String, String> flushed = new TreeMap<>();

    @ParameterizedTest
    @EnumSource(names = {"ORDERED", "LIVE"})
    void shouldOpenAndHaveEveryFlushedRowWhenTheProcessDiesBetweenAnyTwoWrites(Writing writing) throws IOException {
        LogSettings settings = new LogSettings(true, false, 0, 3, Long.MAX_VALUE, Long.MAX_VALUE, writing);
        try (SessionLog log = SessionLog.create(
                folder, SampleSession.metadata(), FORMAT, SampleSession.bank(), settings, new WatchedDisk())) {
            Path file = log.folder().resolve(SessionLog.nwbFileName(SampleSession.metadata()));
            SampleSession session = SampleSession.into(log, FORMAT, 5);
            for (int frame = 0; frame < FRAMES; frame++) {
                int now = frame;
                boolean due = Arrays.stream(LOOKED_AT).anyMatch(span -> now >= span[0] && now < span[1]);
                if (due && !looking) {
                    log.flush();
                    flushed = rows(file);
                }
                looking = due;
                if (session.step(frame) && due) {
                    flushed = rows(file);
                }
            }
            looking = false;
        }
        System.out.println("looked at " + looks + " states of the file");
        assertEquals(List.of(), faults.subList(0, Math.min(3, faults.size())), faults.size() + " of " + looks);
        assertTrue(looks > 500, looks + " states");
    }

    private final class WatchedDisk implements Disk {
        @Override
        public FileBytes create(Path path) throws IOException {
            FileBytes disk = DiskFile.create(path);
            return path.toString().endsWith(".nwb") ? new Watched(disk, path) : disk;
        }

        @Override
        public long usableBytes(Path folder) {
            return Long.MAX_VALUE;
        }
    }

    private void look(Path file) {
        looks++;
        try {
            SortedMap<String, String> now = rows(file);
            flushed.forEach((path, rows) -> {
                String found = now.getOrDefault(path, "nothing");
                if (!found.startsWith(rows)) {
                    faults.add("write " + looks + ": " + path + " had " + rows + ", has " + found);
                }
            });
        } catch (RuntimeException e) {
            if (String.valueOf(e.getMessage()).startsWith("Duplicate key ChunkOffset")) {
                // While an index node splits, for one write, rows are found in both halves. The HDF5 library takes the
                // first; this reader objects.
                return;
            }
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            faults.add("write " + looks + ": " + e + ": " + root);
        }
    }

    /** Each dataset's rows as text, so that more rows only make it longer. */
    private static SortedMap<String, String> rows(Path path) {
        SortedMap<String, String> rows = new TreeMap<>();
        try (HdfFile file = new HdfFile(path)) {
            collect(file, rows);
        }
        return rows;
    }

    private static void collect(Group group, SortedMap<String, String> rows) {
        for (Node node : group.getChildren().values()) {
            if (node instanceof Dataset dataset) {
                rows.put(dataset.getPath(), values(dataset).replaceAll("]+$", ""));
            } else if (node instanceof Group inner) {
                collect(inner, rows);
            }
        }
    }

    /** Read as a slice, since a whole one minds index entries of rows that are not there yet. */
    private static String values(Dataset dataset) {
        int[] extent = dataset.getDimensions();
        if (extent.length == 0) {
            return String.valueOf(dataset.getData());
        }
        return extent[0] == 0 ? "" : text(dataset.getData(new long[extent.length], extent));
    }

    private static String text(Object data) {
        if (data instanceof Map<?, ?> columns) {
            return columns.values().stream().map(FileAfterEveryWriteTest::text).collect(Collectors.joining(" "));
        }
        return Arrays.deepToString(new Object[] {data});
    }

    /** A file that is looked at after each write. */
    private final class Watched implements FileBytes {
        private final FileBytes disk;
        private final Path path;

        Watched(FileBytes disk, Path path) {
            this.disk = disk;
            this.path = path;
        }

        @Override
        public void write(long address, ByteBuffer bytes) throws IOException {
            disk.write(address, bytes);
            if (looking) {
                look(path);
            }
        }

        @Override
        public void read(long address, ByteBuffer into) throws IOException {
            disk.read(address, into);
        }

        @Override
        public long size() throws IOException {
            return disk.size();
        }

        @Override
        public void resize(long bytes) throws IOException {
            disk.resize(bytes);
            if (looking) {
                look(path);
            }
        }

        @Override
        public void force() throws IOException {
            disk.force();
        }

        @Override
        public void close() throws IOException {
            disk.close();
        }
    }
}
