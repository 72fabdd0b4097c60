package org.loopscope.stimulus.recorded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.loopscope.stimulus.RefusalAssertions.assertRefused;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyArrayTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "<f8, 000000000000f0bf, -1",
        "<f4, 0000c03f, 1.5",
        "<i8, feffffffffffffff, -2",
        "<i4, feffffff, -2",
        "<u4, feffffff, 4294967294",
        "<i2, feff, -2",
        "<u2, feff, 65534",
        "|i1, fe, -2",
        "|u1, fe, 254",
        "|b1, 01, 1"
    })
    void shouldReadTheValueWhenTheTypeIs(String descr, String hex, double value) throws IOException {
        byte[] data = HexFormat.of().parseHex(hex);
        NpyArray array = NpyArray.read(write(1, NpyFile.header(descr, false, "1,"), data));
        assertArrayEquals(new int[] {1}, array.shape());
        assertArrayEquals(new double[] {value}, array.values());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldReadWhenTheFormatVersionIs(int version) throws IOException {
        NpyArray array = NpyArray.read(write(version, NpyFile.header("|u1", false, "2, 2"), new byte[] {1, 2, 3, 4}));
        assertArrayEquals(new double[] {1, 2, 3, 4}, array.values());
    }

    @Test
    void shouldGiveCOrderWhenTheFileIsInFortranOrder() throws IOException {
        // numpy.asfortranarray([[[0,1,2],[3,4,5]]]) with shape (1, 2, 3) is stored as 0 3 1 4 2 5.
        byte[] data = {0, 3, 1, 4, 2, 5};
        NpyArray array = NpyArray.read(write(1, NpyFile.header("|u1", true, "1, 2, 3"), data));
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5}, array.values());
    }

    @Test
    void shouldReadOneNumberWhenTheShapeIsEmpty() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(2.5);
        NpyArray array = NpyArray.read(write(1, NpyFile.header("<f8", false, ""), data.array()));
        assertArrayEquals(new int[0], array.shape());
        assertArrayEquals(new double[] {2.5}, array.values());
    }

    @Test
    void shouldRefuseWithOneLineWhenTheFileIsNotPlainNumbers() throws IOException {
        assertRefused(() -> NpyArray.read(folder.resolve("none.npy")), "none.npy", "no such file", "give the path");
        refused(1, NpyFile.header("|O", false, "2, 2"), new byte[4], "pickled objects", "numpy.save");
        refused(1, NpyFile.header(">f8", false, "1,"), new byte[8], "'>f8'", "<f8");
        refused(1, "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", new byte[8], "element type");
        refused(1, NpyFile.header("<f8", false, "99999, 99999"), new byte[8], "more than");
        refused(1, NpyFile.header("<f8", false, "9999999999,"), new byte[8], "axis of length");
        refused(1, NpyFile.header("<f8", false, "1,, 2"), new byte[8], "axis of length");
        refused(4, NpyFile.header("<f8", false, "1,"), new byte[8], "version 4");
        Path text = Files.writeString(folder.resolve("text.npy"), "neuron,response\n");
        assertRefused(() -> NpyArray.read(text), "text.npy", "not a NumPy");
    }

    @Test
    void shouldRefuseWithTheSizesWhenTheFileIsCutShort() throws IOException {
        refused(
                1,
                NpyFile.header("<f8", false, "2, 2"),
                new byte[31],
                "31 bytes",
                "32 were announced",
                "copy it again");
        refused(1, NpyFile.header("<f8", false, "2, 2"), new byte[33], "33 bytes");
        byte[] whole = Files.readAllBytes(write(2, NpyFile.header("<f8", false, "1,"), new byte[8]));
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, length));
            assertRefused(() -> NpyArray.read(cut), "cut.npy");
        }
    }

    private void refused(int version, String header, byte[] data, String... parts) throws IOException {
        Path file = write(version, header, data);
        assertRefused(() -> NpyArray.read(file), parts);
    }

    private Path write(int version, String header, byte[] data) throws IOException {
        return NpyFile.write(folder.resolve("array.npy"), version, header, data);
    }
}
