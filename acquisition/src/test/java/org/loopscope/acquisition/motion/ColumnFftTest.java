package org.loopscope.acquisition.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.jtransforms.fft.DoubleFFT_1D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnFftTest {
    private static final long SEED = 20250301;

    /** JTransforms in double precision is the independent reference; single precision loses about 1e-7 of the norm. */
    @ParameterizedTest
    @ValueSource(ints = {2, 6, 8, 30, 50, 96, 128, 256, 300, 480, 512})
    void shouldAgreeWithJTransformsWhenColumnsAreRandom(int length) {
        int stride = 80;
        float[] re = new float[length * stride];
        float[] im = new float[length * stride];
        Random random = new Random(SEED);
        for (int i = 0; i < re.length; i++) {
            re[i] = (float) random.nextGaussian();
            im[i] = (float) random.nextGaussian();
        }
        float[] reIn = re.clone();
        float[] imIn = im.clone();
        ColumnFft fft = new ColumnFft(length);
        fft.transform(re, im, stride);
        for (int column : new int[] {0, 17, 79}) {
            double[] reference = new double[2 * length];
            for (int n = 0; n < length; n++) {
                reference[2 * n] = reIn[n * stride + column];
                reference[2 * n + 1] = imIn[n * stride + column];
            }
            new DoubleFFT_1D(length).complexForward(reference);
            for (int f = 0; f < length; f++) {
                int at = fft.rowOf(f) * stride + column;
                assertEquals(reference[2 * f], re[at], 2e-6 * length, "seed " + SEED + ", frequency " + f);
                assertEquals(reference[2 * f + 1], im[at], 2e-6 * length, "seed " + SEED + ", frequency " + f);
            }
        }
    }

    @Test
    void shouldRoundUpToSmoothEvenLengthWhenSizeHasLargePrimes() {
        assertEquals(128, ColumnFft.lengthFor(128));
        assertEquals(96, ColumnFft.lengthFor(94));
        assertEquals(512, ColumnFft.lengthFor(509));
        assertEquals(16, ColumnFft.lengthFor(15));
    }

    @Test
    void shouldRefuseLengthWhenItHasLargePrimes() {
        assertThrows(IllegalArgumentException.class, () -> new ColumnFft(94));
    }
}
