package org.loopscope.acquisition.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PixelBlockTest {
    @Test
    void columnsBecomeRowsWhateverTheSize() {
        SplittableRandom random = new SplittableRandom(8);
        for (int round = 0; round < 50; round++) {
            int width = 16 + random.nextInt(40);
            int height = 16 + random.nextInt(40);
            byte[] payload = new byte[2 * width * height + 3];
            random.nextBytes(payload);
            short[] read = new short[width * height];
            // An odd place: a payload may begin anywhere in the input.
            new PixelBlock(width, height, 0).read(MemorySegment.ofArray(payload), 3, PixelType.U16, true, read);
            short[] expected = new short[width * height];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int at = 3 + 2 * (x * height + y);
                    expected[y * width + x] = (short) ((payload[at] & 0xFF) | payload[at + 1] << 8);
                }
            }
            assertArrayEquals(expected, read);
        }
    }

    @Test
    void signedPixelsAreCutAtZeroOrShifted() {
        byte[] payload = {0, (byte) 0x80, (byte) 0xFF, (byte) 0xFF, 0, 0, (byte) 0xFF, 0x7F};
        assertArrayEquals(new int[] {0, 0, 0, 32_767}, read(PixelType.I16, payload, 0));
        assertArrayEquals(new int[] {0, 999, 1000, 33_767}, read(PixelType.I16, payload, 1000));
        assertArrayEquals(new int[] {0, 32_767, 32_768, 65_535}, read(PixelType.I16, payload, 32_768));
        assertArrayEquals(new int[] {32_768, 65_535, 0, 32_767}, read(PixelType.U16, payload, 1000));
        assertArrayEquals(new int[] {0, 128, 255, 255}, read(PixelType.U8, payload, 1000));
        assertEquals(1, PixelType.U8.bytes());
    }

    private static int[] read(PixelType type, byte[] payload, int offset) {
        short[] into = new short[4];
        type.copy(MemorySegment.ofArray(payload), 0, into, offset);
        int[] values = new int[into.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = into[i] & 0xFFFF;
        }
        return values;
    }
}
