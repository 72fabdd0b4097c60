package org.loopscope.inference.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;
import org.loopscope.stimulus.generate.BankGenerator;
import org.loopscope.stimulus.generate.BankSettings;

class LatentCodeTest {
    /** Sides that four does not divide, so that the generator has something to cut off. */
    private static final PictureSize SIZE = new PictureSize(18, 13);

    private static final GeneratorSettings SMALL = new GeneratorSettings(10, 8, 6, 4, 20, 4, 1e-2, 5e-2, 3);

    @Test
    void shouldFindTheAxesThatThePicturesWereMadeOf() {
        Random random = new Random(4);
        double[] sd = {3, 2, 1, 0.5};
        float[][] axes = orthonormal(sd.length, random);
        List<StimulusImage> bank = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            float[] pixels = new float[SIZE.pixels()];
            for (int j = 0; j < sd.length; j++) {
                float weight = (float) (0.1 * sd[j] * random.nextGaussian());
                for (int p = 0; p < pixels.length; p++) {
                    pixels[p] += weight * axes[j][p];
                }
            }
            bank.add(new StimulusImage("made-" + i, SIZE, pixels));
        }
        PrincipalComponents code = PrincipalComponents.of(bank, 4);
        assertEquals(1, code.explained(), 1e-4);
        for (int j = 0; j < sd.length; j++) {
            // The standard error of a standard deviation from 400 draws is 3.5 %.
            assertEquals(0.1 * sd[j] / Math.sqrt(SIZE.pixels()), code.size(j), 0.12 * code.size(j), "component " + j);
        }
        float[] numbers = new float[4];
        float[] picture = new float[SIZE.pixels()];
        for (int i = 0; i < bank.size(); i += 37) {
            code.bankCode(i, numbers, 0);
            code.decode(numbers, 0, picture, 0);
            assertArrayEquals(bank.get(i).pixels(), picture, 1e-4f);
        }
    }

    @Test
    void shouldHoldAsMuchVarianceAsTheExactComponents() {
        List<StimulusImage> bank = bank(150);
        PrincipalComponents code = PrincipalComponents.of(bank, 20);
        double[][] covariance = covariance(bank);
        double all = 0;
        for (int p = 0; p < covariance.length; p++) {
            all += covariance[p][p];
        }
        SymmetricEigen exact = SymmetricEigen.of(covariance);
        double kept = 0;
        for (int j = 0; j < 20; j++) {
            kept += exact.value(j);
        }
        assertTrue(code.explained() >= kept / all - 2e-3, code.explained() + " of " + kept / all);
        assertTrue(code.explained() <= kept / all + 1e-5, code.explained() + " of " + kept / all);
    }

    @Test
    void shouldHaveTheGradientOfFiniteDifferences() {
        List<StimulusImage> bank = bank(60);
        assertGradient(PrincipalComponents.of(bank, 10));
        assertGradient(PictureGenerator.trained(bank, new GeneratorSettings(10, 8, 6, 4, 6, 4, 1e-2, 5e-2, 3)));
    }

    private static void assertGradient(LatentCode code) {
        Random random = new Random(8);
        float[] codes = new float[2 * code.length()];
        float[] toward = new float[2 * code.pixels()];
        for (int j = 0; j < codes.length; j++) {
            codes[j] = (float) random.nextGaussian();
        }
        for (int p = 0; p < toward.length; p++) {
            toward[p] = (float) random.nextGaussian();
        }
        float[] gradient = new float[codes.length];
        code.gradient(codes, code.length(), toward, code.pixels(), gradient);
        double worst = 0;
        double size = 0;
        for (int j = code.length(); j < codes.length; j++) {
            // Small, for the kinks of the rectification; the sums are in double, the maps in float.
            float step = 5e-4f;
            float held = codes[j];
            codes[j] = held + step;
            double above = along(code, codes, toward);
            codes[j] = held - step;
            double below = along(code, codes, toward);
            codes[j] = held;
            worst = Math.max(worst, Math.abs((above - below) / (2 * step) - gradient[j]));
            size = Math.max(size, Math.abs(gradient[j]));
        }
        assertTrue(worst <= 0.01 * size, code.getClass() + ": off by " + worst + " of " + size + ", seed 8");
    }

    private static double along(LatentCode code, float[] codes, float[] toward) {
        float[] picture = new float[code.pixels()];
        code.decode(codes, code.length(), picture, 0);
        double sum = 0;
        for (int p = 0; p < picture.length; p++) {
            sum += (double) picture[p] * toward[code.pixels() + p];
        }
        return sum;
    }

    @Test
    void shouldGiveTheBankBackBetterThanItsLinearPartAndTheSameBitsForTheSameSeed() {
        List<StimulusImage> bank = bank(60);
        PictureGenerator generator = PictureGenerator.trained(bank, SMALL);
        double linear = PrincipalComponents.of(bank, 10).explained();
        System.out.printf(
                "generator gives back %.3f, its linear part %.3f of the variance%n", generator.explained(), linear);
        assertTrue(generator.explained() > linear + 0.005, generator.explained() + " against " + linear);
        PictureGenerator again = PictureGenerator.trained(bank, SMALL);
        float[] one = new float[generator.length()];
        float[] other = new float[generator.length()];
        generator.bankCode(5, one, 0);
        again.bankCode(5, other, 0);
        assertArrayEquals(one, other);
        float[] picture = new float[SIZE.pixels()];
        float[] samePicture = new float[SIZE.pixels()];
        generator.decode(one, 0, picture, 0);
        again.decode(other, 0, samePicture, 0);
        assertArrayEquals(picture, samePicture);
    }

    @Test
    void shouldRefuseABankOfOnePicture() {
        assertThrows(IllegalArgumentException.class, () -> PrincipalComponents.of(bank(1), 4));
    }

    private static List<StimulusImage> bank(int count) {
        return new BankGenerator(new BankSettings(SIZE, count, 0, 0.3, 2))
                .generate()
                .choosable();
    }

    private static double[][] covariance(List<StimulusImage> bank) {
        int pixels = SIZE.pixels();
        double[] mean = new double[pixels];
        for (StimulusImage image : bank) {
            for (int p = 0; p < pixels; p++) {
                mean[p] += image.pixels()[p] / (double) bank.size();
            }
        }
        double[][] covariance = new double[pixels][pixels];
        for (StimulusImage image : bank) {
            for (int p = 0; p < pixels; p++) {
                for (int q = 0; q < pixels; q++) {
                    covariance[p][q] += (image.pixels()[p] - mean[p]) * (image.pixels()[q] - mean[q]) / bank.size();
                }
            }
        }
        return covariance;
    }

    private static float[][] orthonormal(int count, Random random) {
        float[][] rows = new float[count][SIZE.pixels()];
        for (int j = 0; j < count; j++) {
            for (int p = 0; p < rows[j].length; p++) {
                rows[j][p] = (float) random.nextGaussian();
            }
            for (int before = 0; before < j; before++) {
                double along = PrincipalAxes.dot(rows[j], rows[before]);
                for (int p = 0; p < rows[j].length; p++) {
                    rows[j][p] -= (float) (along * rows[before][p]);
                }
            }
            double norm = Math.sqrt(PrincipalAxes.dot(rows[j], rows[j]));
            for (int p = 0; p < rows[j].length; p++) {
                rows[j][p] /= (float) norm;
            }
        }
        return rows;
    }
}
