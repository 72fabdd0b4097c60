package org.loopscope.acquisition.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the sum written out pixel by pixel in double precision. */
class LagCorrelationTest {
    private static final long SEED = 11;
    private static final float LEVEL = 900;
    private static final int MAX_SHIFT_PX = 12;

    @ParameterizedTest
    @CsvSource({"64,48,1,1,0,0", "64,48,1,1,12,-12", "75,53,1,1,-7,5", "128,128,4,4,3,-2", "90,70,3,2,-12,12"})
    void shouldEqualPlainSumAtEveryLag(int width, int height, int patchRows, int patchColumns, int lagX, int lagY) {
        PatchGrid patches = new PatchGrid(width, height, patchRows, patchColumns);
        Random random = new Random(SEED);
        float[] template = new float[width * height];
        float[] pixels = new float[width * height];
        for (int i = 0; i < pixels.length; i++) {
            template[i] = (float) random.nextGaussian();
            pixels[i] = random.nextInt(40_000);
        }
        LagCorrelation lags = new LagCorrelation(MAX_SHIFT_PX, patches);
        lags.template(template);
        double[] sums = new double[patches.size() * LagCorrelation.LAGS];
        // Twice: nothing may be left over from the first.
        lags.correlate(pixels, LEVEL, 0, 0, sums);
        lags.correlate(pixels, LEVEL, lagX, lagY, sums);
        for (int row = 0; row < patchRows; row++) {
            for (int column = 0; column < patchColumns; column++) {
                for (int lag = 0; lag < LagCorrelation.LAGS; lag++) {
                    int dx = lagX + lag % 5 - 2;
                    int dy = lagY + lag / 5 - 2;
                    double plain = plain(patches, row, column, template, pixels, dx, dy, lagY);
                    double found = sums[(row * patchColumns + column) * LagCorrelation.LAGS + lag];
                    // Single-precision sums of up to 16,000 products of about 20,000.
                    assertEquals(plain, found, 30, "patch " + row + "," + column + " lag " + dx + "," + dy);
                }
            }
        }
    }

    private static double plain(
            PatchGrid patches, int row, int column, float[] template, float[] pixels, int dx, int dy, int middleY) {
        double sum = 0;
        for (int y = patches.top(row); y < patches.top(row + 1); y++) {
            int ofTemplate = y + middleY - dy;
            for (int x = patches.left(column); x < patches.left(column + 1); x++) {
                int ofX = x + dx;
                int ofY = y + middleY;
                boolean inside = ofX >= 0 && ofX < patches.widthPx() && ofY >= 0 && ofY < patches.heightPx();
                if (inside && ofTemplate >= 0 && ofTemplate < patches.heightPx()) {
                    double value = pixels[ofY * patches.widthPx() + ofX] - LEVEL;
                    sum += value * template[ofTemplate * patches.widthPx() + x];
                }
            }
        }
        return sum;
    }
}
