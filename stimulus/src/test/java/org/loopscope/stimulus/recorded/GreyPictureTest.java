package org.loopscope.stimulus.recorded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.stimulus.PictureSize;

/** Expected checksums are those of Pillow 13.0.0 on the same numbers. */
class GreyPictureTest {
    @ParameterizedTest
    @CsvSource({
        "112,112,31,31,2610043324",
        "50,37,31,31,4132807405",
        "31,31,31,31,2062908024",
        "20,20,31,31,2895681714",
        "112,112,64,36,2320430089",
        "50,37,36,64,225798942"
    })
    void shouldMatchPillowToTheBitWhenResized(int width, int height, int newWidth, int newHeight, long crc) {
        GreyPicture picture = new GreyPicture(width, height, congruential(width * height));
        assertEquals(
                crc,
                crc(picture.boxResized(new PictureSize(newWidth, newHeight)).levels()));
    }

    @Test
    void shouldMatchPillowToTheBitWhenColourTurnsGrey() {
        int[] levels = congruential(3 * 64);
        int[] grey = new int[64];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = PictureDecoder.luma(levels[3 * i] << 16 | levels[3 * i + 1] << 8 | levels[3 * i + 2]);
        }
        assertEquals(195_391_981L, crc(grey));
    }

    @Test
    void shouldSpanTheRangeWhenTurnedIntoContrast() {
        float[] contrast = new GreyPicture(3, 1, new int[] {0, 51, 255}).contrast();
        assertArrayEquals(new float[] {-1, -0.6f, 1}, contrast, 1e-7f);
    }

    private static int[] congruential(int n) {
        int[] levels = new int[n];
        long state = 1;
        for (int i = 0; i < n; i++) {
            state = state * 1103515245 + 12345 & 0x7fffffff;
            levels[i] = (int) (state >> 16) & 255;
        }
        return levels;
    }

    private static long crc(int[] levels) {
        CRC32 crc = new CRC32();
        for (int level : levels) {
            crc.update(level);
        }
        return crc.getValue();
    }
}
