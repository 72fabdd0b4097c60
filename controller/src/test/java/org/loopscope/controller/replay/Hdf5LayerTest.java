package org.loopscope.controller.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.disk.LocalDisk;
import org.loopscope.controller.log.hdf5.DatasetChecksum;
import org.loopscope.controller.log.hdf5.ElementType;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.controller.log.hdf5.ExtendibleReferences;
import org.loopscope.controller.log.hdf5.ExtendibleTexts;
import org.loopscope.controller.log.hdf5.Filters;
import org.loopscope.controller.log.hdf5.Hdf5Exception;
import org.loopscope.controller.log.hdf5.Hdf5File;

/** What the writing layer makes, as an independent reader sees it. */
class Hdf5LayerTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadBackRowsWhenTheyWereAppendedInManyBatches() {
        try (Hdf5File file = Hdf5File.create(folder.resolve("a.h5"), new LocalDisk())) {
            ExtendibleDataset traces = file.rows("/a/b/traces", Numeric.F32, new long[] {3}, 7, Filters.NONE);
            ExtendibleDataset times = file.rows("/a/times", Numeric.F64, new long[0], 4, Filters.NONE);
            ExtendibleDataset truths = file.rows("/a/truths", new ElementType.Truth(), new long[0], 4, Filters.NONE);
            ExtendibleTexts texts = file.textRows("/a/texts", 4);
            for (int i = 0; i < 100; i++) {
                traces.append(new float[] {i, i + 0.25f, -i});
                times.append(i * 0.5);
                truths.append(i % 3 == 0);
                texts.append("row " + i + " µm");
                if (i % 13 == 0) {
                    file.flush();
                }
            }
        }
        try (HdfFile read = new HdfFile(folder.resolve("a.h5"))) {
            float[][] traces = (float[][]) read.getDatasetByPath("/a/b/traces").getData();
            assertEquals(100, traces.length);
            assertArrayEquals(new float[] {57, 57.25f, -57}, traces[57]);
            assertEquals(49.5, ((double[]) read.getDatasetByPath("/a/times").getData())[99]);
            assertEquals(
                    "row 99 µm", ((String[]) read.getDatasetByPath("/a/texts").getData())[99]);
            String[] truths = (String[]) read.getDatasetByPath("/a/truths").getData();
            assertEquals("TRUE", truths[99]);
            assertEquals("FALSE", truths[98]);
        }
    }

    @Test
    void shouldReadBackFramesWhenChunksAreWrittenDirectlyOrDeflated() {
        short[] frame = new short[20 * 17];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) (i * 193);
        }
        for (int level : new int[] {0, 1}) {
            Path path = folder.resolve("frames" + level + ".h5");
            try (Hdf5File file = Hdf5File.create(path, new LocalDisk())) {
                ExtendibleDataset frames =
                        file.rows("/frames", Numeric.U16, new long[] {20, 17}, 1, new Filters(level));
                for (int i = 0; i < 5; i++) {
                    frame[0] = (short) i;
                    frames.append(frame);
                }
            }
            try (HdfFile read = new HdfFile(path)) {
                int[][][] frames = (int[][][]) read.getDatasetByPath("/frames").getData();
                assertEquals(5, frames.length);
                assertEquals(4, frames[4][0][0]);
                assertEquals(frame[19 * 17 + 16] & 0xFFFF, frames[3][19][16]);
            }
        }
    }

    @Test
    void shouldReadBackAttributesLinksAndReferences() {
        try (Hdf5File file = Hdf5File.create(folder.resolve("b.h5"), new LocalDisk())) {
            file.group("/group");
            file.text("/group/text", "line\nline");
            file.texts("/group/pairs", List.of("a", "b", "c", "d"), 2, 2);
            file.softLink("/link", "/group");
            ExtendibleReferences references = file.referenceRows("/references", 4);
            references.append("/group/text");
            file.attributes("/group")
                    .text("unit", "µm")
                    .texts("colnames", List.of("x", "y"))
                    .number("i", 7)
                    .number("f", 0.5f)
                    .number("d", 0.25)
                    .reference("target", "/group/text")
                    .close();
            assertTrue(file.exists("/group/text"));
        }
        try (HdfFile read = new HdfFile(folder.resolve("b.h5"))) {
            assertEquals("line\nline", read.getDatasetByPath("/link/text").getData());
            assertEquals(
                    "d", ((String[][]) read.getDatasetByPath("/group/pairs").getData())[1][1]);
            assertEquals("µm", attribute(read, "unit").getData());
            assertArrayEquals(new String[] {"x", "y"}, (String[])
                    attribute(read, "colnames").getData());
            assertEquals(7, attribute(read, "i").getData());
            assertEquals(0.5f, attribute(read, "f").getData());
            assertEquals(0.25, attribute(read, "d").getData());
            long address = read.getByPath("/group/text").getAddress();
            assertEquals(address, attribute(read, "target").getData());
            assertArrayEquals(new long[] {address}, (long[])
                    read.getDatasetByPath("/references").getData());
        }
    }

    @Test
    void shouldChecksumTheLittleEndianValuesWhenAsked() {
        try (Hdf5File file = Hdf5File.create(folder.resolve("c.h5"), new LocalDisk())) {
            ExtendibleDataset numbers = file.rows("/numbers", Numeric.I32, new long[0], 4, Filters.NONE);
            numbers.append(1);
            numbers.append(-2);
            ExtendibleTexts texts = file.textRows("/texts", 4);
            texts.append("ab");
            ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(1).putInt(-2).flip();
            assertEquals(
                    List.of(
                            new DatasetChecksum("/numbers", 8, crc(bytes)),
                            new DatasetChecksum("/texts", 3, crc(ByteBuffer.wrap(new byte[] {'a', 'b', 0})))),
                    file.checksums());
        }
    }

    @Test
    void shouldSayWhatTheLibrarySaysWhenAFileExistsOrAPathIsTaken() throws Exception {
        Path taken = Files.createFile(folder.resolve("taken.h5"));
        String message = message(() -> Hdf5File.create(taken, new LocalDisk()));
        assertTrue(message.contains("taken.h5") && message.contains("File exists"), message);
        try (Hdf5File file = Hdf5File.create(folder.resolve("d.h5"), new LocalDisk())) {
            file.group("/group");
            message = message(() -> file.group("/group"));
            assertTrue(message.contains("/group") && message.contains("already exists"), message);
        }
    }

    @Test
    void shouldRefuseARowWhenItsTypeOrLengthIsAnother() {
        try (Hdf5File file = Hdf5File.create(folder.resolve("e.h5"), new LocalDisk())) {
            ExtendibleDataset pairs = file.rows("/pairs", Numeric.F32, new long[] {2}, 4, Filters.NONE);
            assertThrows(IllegalArgumentException.class, () -> pairs.append(new float[3]));
            assertThrows(IllegalArgumentException.class, () -> pairs.append(1.0));
        }
    }

    private static Attribute attribute(HdfFile file, String name) {
        return Objects.requireNonNull(file.getByPath("/group").getAttribute(name));
    }

    private static String message(Executable refused) {
        return Objects.requireNonNull(assertThrows(Hdf5Exception.class, refused).getMessage());
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
