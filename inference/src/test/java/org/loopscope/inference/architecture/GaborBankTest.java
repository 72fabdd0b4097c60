package org.loopscope.inference.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.tensor.GaborScale;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.stimulus.PictureSize;

class GaborBankTest {
    private static final int PAIR = 2 * GaborScale.ORIENTATIONS;

    @Test
    void shouldHaveFiltersWithoutMeanAndOfUnitEnergy() {
        GaborBank bank = GaborBank.covering(31, 31);
        for (int w = 0; w < bank.wavelengthsPx().size(); w++) {
            float[] filters = bank.filters(w, bank.scale(w, 31, 31));
            for (int o = 0; o < PAIR; o++) {
                double sum = 0;
                double energy = 0;
                for (int tap = 0; tap < filters.length / PAIR; tap++) {
                    sum += filters[tap * PAIR + o];
                    energy += filters[tap * PAIR + o] * filters[tap * PAIR + o];
                }
                assertEquals(0, sum, 1e-5, "mean of filter " + o);
                assertEquals(1, energy, 1e-5, "energy of filter " + o);
            }
        }
    }

    @Test
    void shouldPoolWithWeightsThatAddUpToOneAboutEachPoint() {
        GaborBank bank = GaborBank.covering(64, 36);
        for (int w = 0; w < bank.wavelengthsPx().size(); w++) {
            GaborScale scale = bank.scale(w, 64, 36);
            float[] pooling = bank.pooling(w, scale);
            for (int point = 0; point < scale.gridColumns(); point++) {
                double sum = 0;
                for (int i = 0; i < scale.columns(); i++) {
                    sum += pooling[point * scale.columns() + i];
                }
                assertEquals(1, sum, 1e-6);
            }
        }
    }

    /** A grating's energy, in the middle of a picture, is that of its orientation and does not depend on its phase. */
    @Test
    void shouldAnswerToAGratingWhateverItsPhase() {
        int sidePx = 41;
        double wavelengthPx = 6;
        try (JavaBackend backend = new JavaBackend()) {
            GaborCore core = new GaborCore(new GaborBank(List.of(wavelengthPx)), PictureSize.square(sidePx), backend);
            Core.Prediction pass = core.prediction(1);
            int orientation = 3;
            double[] middle = new double[8];
            for (int phase = 0; phase < middle.length; phase++) {
                float[] features =
                        features(core, pass, backend, sidePx, wavelengthPx, orientation, phase * Math.PI / 8);
                int grid = (int) Math.round(sidePx / (1.2 * wavelengthPx));
                int point = (grid / 2 * grid + grid / 2) * GaborScale.ORIENTATIONS;
                middle[phase] = Math.exp(features[point + orientation]);
                for (int o = 0; o < GaborScale.ORIENTATIONS; o++) {
                    if (o != orientation) {
                        assertTrue(
                                features[point + o] < features[point + orientation] - 0.3,
                                "orientation " + o + " against " + orientation);
                    }
                }
                assertEquals(middle[0], middle[phase], 0.02 * middle[0], "phase " + phase);
            }
        }
    }

    private static float[] features(
            GaborCore core,
            Core.Prediction pass,
            JavaBackend backend,
            int sidePx,
            double wavelengthPx,
            int orientation,
            double phase) {
        double angle = Math.PI * orientation / GaborScale.ORIENTATIONS;
        float[] picture = new float[core.pictures().floats()];
        for (int y = 0; y < sidePx; y++) {
            for (int x = 0; x < sidePx; x++) {
                double across = x * Math.cos(angle) + y * Math.sin(angle);
                picture[y * sidePx + x] = (float) Math.cos(2 * Math.PI * across / wavelengthPx + phase);
            }
        }
        Tensor onDevice = backend.allocate(picture.length);
        backend.write(picture, 0, picture.length, onDevice);
        float[] features = new float[core.channels()];
        backend.read(pass.forward(onDevice, 1), features, 0, features.length);
        return features;
    }

    @Test
    void shouldRefuseWavelengthsThatPixelsCannotCarry() {
        assertThrows(IllegalArgumentException.class, () -> new GaborBank(List.of(1.5)));
        assertThrows(IllegalArgumentException.class, () -> new GaborBank(List.of()));
    }
}
