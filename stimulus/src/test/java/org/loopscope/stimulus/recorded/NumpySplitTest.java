package org.loopscope.stimulus.recorded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.loopscope.stimulus.RefusalAssertions.assertRefused;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Expected numbers are those of NumPy 2.4.6, {@code numpy.random.RandomState(seed).permutation(n)}. */
class NumpySplitTest {
    @Test
    void shouldPermuteAsNumpyWhenTheSeedIsTheSame() {
        assertArrayEquals(new int[] {2, 9, 6, 4, 0, 3, 1, 7, 8, 5}, NumpySplit.permutation(10, 1));
        assertArrayEquals(new int[] {2, 8, 4, 9, 1, 6, 7, 3, 0, 5}, NumpySplit.permutation(10, 0));
        assertArrayEquals(new int[] {1, 5, 0, 6, 4, 2, 3}, NumpySplit.permutation(7, 4294967295L));
    }

    @Test
    void shouldPermuteAsNumpyWhenTheGeneratorRenewsItsState() {
        int[] order = NumpySplit.permutation(1200, 1);
        assertArrayEquals(new int[] {636, 683, 1033, 190, 1083, 283, 817, 314, 537, 664}, Arrays.copyOf(order, 10));
        assertEquals(175_342_597L, crcOfLittleEndian(order));
    }

    @Test
    void shouldHoldEveryPictureOnceWhenSplit() {
        NumpySplit split = NumpySplit.of(1200, 1);
        assertEquals(200, split.test().length);
        assertEquals(120, split.validation().length);
        assertEquals(880, split.train().length);
        assertEquals(636, split.test()[0]);
        int[] all = IntStream.of(split.test()).toArray();
        all = IntStream.concat(IntStream.of(all), IntStream.of(split.validation()))
                .toArray();
        all = IntStream.concat(IntStream.of(all), IntStream.of(split.train()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, 1200).toArray(), all);
    }

    @Test
    void shouldSplitAsTheCommittedListsSay() throws IOException {
        List<String> lines;
        try (InputStream in = NumpySplitTest.class.getResourceAsStream("splits-1200.txt")) {
            lines = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
        assertEquals(15, lines.size());
        for (String line : lines) {
            String[] words = line.split(" ");
            NumpySplit split = NumpySplit.of(1200, Long.parseLong(words[0]));
            int[] rows = switch (words[1]) {
                case "test" -> split.test();
                case "validation" -> split.validation();
                case "train" -> split.train();
                default -> throw new AssertionError(words[1]);
            };
            int[] expected =
                    Arrays.stream(words).skip(2).mapToInt(Integer::parseInt).toArray();
            assertArrayEquals(expected, rows, "split " + words[0] + ", " + words[1]);
        }
    }

    @Test
    void shouldRefuseWhenTheSeedIsNotANumpySeed() {
        assertRefused(() -> NumpySplit.permutation(10, -1), "seed", "-1");
        assertRefused(() -> NumpySplit.permutation(10, 1L << 32), "seed");
    }

    private static long crcOfLittleEndian(int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes.array());
        return crc.getValue();
    }
}
