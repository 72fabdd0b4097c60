package org.loopscope.acquisition.roi.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyFileTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadEveryTypeOrderAndVersionThatNumPyWrites() throws IOException, URISyntaxException {
        Path arrays = Path.of(Objects.requireNonNull(NpyFileTest.class.getResource("../imported/npy"))
                .toURI());
        JsonNode expected =
                new JsonMapper().readTree(arrays.resolve("expected.json").toFile());
        assertEquals(14, expected.size());
        for (Map.Entry<String, JsonNode> entry : expected.properties()) {
            NpyArray array = NpyFile.read(arrays.resolve(entry.getKey()));
            assertArrayEquals(new int[] {2, 3, 4}, array.shape(), entry.getKey());
            double[] values = new double[entry.getValue().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = entry.getValue().get(i).doubleValue();
            }
            assertArrayEquals(values, array.numbers(), 0, entry.getKey());
        }
    }

    @Test
    void shouldRefuseEveryNameThatAnArrayDoesNotNeed() throws IOException {
        assertPickleRefused("cos\nsystem\n(X\2\0\0\0lstR.", "os.system");
        assertPickleRefused("cbuiltins\neval\n(X\1\0\0\0" + "1tR.", "builtins.eval");
        assertPickleRefused("cnumpy\nload\n)R.", "numpy.load");
        assertPickleRefused("cnumpy.core.multiarray\n_empty\n)R.", "_empty");
        assertPickleRefused("\u008c\5posix\u008c\6system\u0093.", "posix.system");
    }

    @Test
    void shouldRefuseEveryOpcodeThatAnArrayDoesNotNeed() throws IOException {
        for (char opcode :
                "IFLVSPQio\u0081\u0082\u0083\u0084\u0092\u0097\u0098\u008f\u0090\u0091\u00ff".toCharArray()) {
            assertPickleRefused(opcode + "1\n.", "opcode 0x%02x".formatted((int) opcode));
        }
    }

    @Test
    void shouldNotMakeRoomForWhatTheFileDoesNotHold() throws IOException {
        assertPickleRefused("X\u00ff\u00ff\u00ff\u007f", "cut off");
        assertPickleRefused("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f", "cut off");
        assertPickleRefused("\u008b\u00ff\u00ff\u00ff\u007f", "cut off");
        assertPickleRefused(
                "cnumpy.core.multiarray\n_reconstruct\n)R(K\1J\u00ff\u00ff\u00ff\u007f\u0085cnumpy\ndtype\n"
                        + "X\2\0\0\0f8\u0085R\u0089C\0tb.",
                "2147483647");
        assertRefused(npy("<f8", "(1000000, 1000000)", ""), "no array can have the shape");
        assertRefused(npy("<f8", "(1000000,)", "12345678"), "cut off or damaged");
        assertRefused(npy("<c16", "(1,)", "1234567812345678"), "where an array of numbers is wanted");
        assertRefused(npy("<f3", "(1,)", ""), "cannot be read");
    }

    @Test
    void shouldStandDeepNestingAndEndlessMemory() throws IOException {
        assertPickleRefused("(".repeat(200_000) + "N.", "not an array");
        assertPickleRefused("]".repeat(200_000) + "a".repeat(199_999) + ".", "not an array");
        assertPickleRefused("]q\0h\0a.", "not an array");
    }

    private void assertPickleRefused(String pickle, String part) throws IOException {
        assertRefused(npy("|O", "(1,)", "\u0080\3" + pickle), part);
    }

    private void assertRefused(byte[] npy, String part) throws IOException {
        Path file = Files.write(folder.resolve("a.npy"), npy);
        IOException refused =
                assertThrows(IOException.class, () -> NpyFile.read(file).numbers());
        String message = String.valueOf(refused.getMessage());
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.contains(part), "\"" + part + "\" in: " + message);
    }

    /** A file of version 1; the data one character for each byte. */
    private static byte[] npy(String type, String shape, String data) throws IOException {
        byte[] header = ("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(ByteBuffer.allocate(2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) header.length)
                .array());
        file.writeBytes(header);
        file.writeBytes(data.getBytes(StandardCharsets.ISO_8859_1));
        return file.toByteArray();
    }
}
