package org.loopscope.stimulus.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loopscope.stimulus.RefusalAssertions.assertRefused;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusImage;

class BankGeneratorTest {
    private static final long SEED = 5;
    private static final PictureSize SQUARE = PictureSize.square(32);

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.25, 0.45})
    void shouldGiveEqualContrastAndGreyMeanWhenGenerated(double contrastRms) {
        StimulusBank bank = bank(32, 60, 20, contrastRms, SEED);
        for (StimulusImage image : all(bank)) {
            assertEquals(contrastRms, image.contrastRms(), 1e-4, image.id());
            double mean = 0;
            for (float p : image.pixels()) {
                assertTrue(p >= -1 && p <= 1, image.id());
                mean += p / (double) image.pixels().length;
            }
            assertEquals(0, mean, 0.021, image.id());
        }
    }

    @Test
    void shouldGiveTheSameBitsWhenTheSeedIsTheSame() {
        List<StimulusImage> first = all(bank(32, 25, 5, 0.3, SEED));
        List<StimulusImage> second = all(bank(32, 25, 5, 0.3, SEED));
        for (int i = 0; i < first.size(); i++) {
            assertArrayEquals(
                    first.get(i).pixels(), second.get(i).pixels(), first.get(i).id());
        }
    }

    /** Fails when the generator changes, or when a machine computes other pictures than the one this was written on. */
    @Test
    void shouldGiveTheKnownBitsWhenOnAnyMachine() {
        CRC32C crc = new CRC32C();
        for (StimulusImage image : all(bank(32, 20, 5, 0.3, SEED))) {
            for (float p : image.pixels()) {
                int bits = Float.floatToIntBits(p);
                crc.update(bits);
                crc.update(bits >>> 8);
                crc.update(bits >>> 16);
                crc.update(bits >>> 24);
            }
        }
        assertEquals(1_460_501_355L, crc.getValue());
    }

    @Test
    void shouldBeginAlikeWhenTheBankIsLarger() {
        StimulusBank small = bank(32, 10, 5, 0.3, SEED);
        StimulusBank large = bank(32, 20, 10, 0.3, SEED);
        for (int i = 0; i < 10; i++) {
            assertArrayEquals(
                    small.choosable().get(i).pixels(), large.choosable().get(i).pixels());
        }
        assertArrayEquals(
                small.heldOut().get(4).pixels(), large.heldOut().get(4).pixels());
    }

    @Test
    void shouldDifferWhenTheSeedOrThePartDiffers() {
        StimulusBank one = bank(32, 10, 10, 0.3, SEED);
        StimulusBank other = bank(32, 10, 10, 0.3, SEED + 1);
        Set<Integer> hashes = new HashSet<>();
        for (StimulusImage image :
                Stream.of(all(one), all(other)).flatMap(List::stream).toList()) {
            assertTrue(hashes.add(Arrays.hashCode(image.pixels())), image.id() + " occurs twice");
        }
    }

    @Test
    void shouldTellKindAndNumberWhenNamed() {
        StimulusBank bank = bank(32, 40, 10, 0.3, SEED);
        assertEquals("pink-noise-0000", bank.choosable().getFirst().id());
        assertEquals("pink-noise-0039", bank.choosable().getLast().id());
        assertEquals("held-out-dead-leaves-0001", bank.heldOut().get(1).id());
        assertEquals(50, all(bank).stream().map(StimulusImage::id).distinct().count());
        assertTrue(bank.provenance().contains("seed 5"), bank.provenance());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 31, 48})
    void shouldFillThePictureWhenItsSizeIsNotAPowerOfTwo(int sizePx) {
        for (StimulusImage image : all(bank(sizePx, 10, 0, 0.3, SEED))) {
            assertEquals(PictureSize.square(sizePx), image.size());
            assertEquals(0.3, image.contrastRms(), 1e-4, image.id());
        }
    }

    /** Whatever the shape: as much contrast in each quarter, on average, and neighbours alike along rows and columns. */
    @ParameterizedTest
    @CsvSource({"64, 36", "20, 33"})
    void shouldFillThePictureWhenItIsNotSquare(int widthPx, int heightPx) {
        PictureSize size = new PictureSize(widthPx, heightPx);
        double[] quarterEnergy = new double[4];
        double across = 0;
        double down = 0;
        double energy = 0;
        for (StimulusImage image : all(bank(size, 150, 0, 0.3, SEED))) {
            assertEquals(size, image.size());
            assertEquals(0.3, image.contrastRms(), 1e-4, image.id());
            float[] p = image.pixels();
            for (int y = 0; y < heightPx; y++) {
                for (int x = 0; x < widthPx; x++) {
                    int at = y * widthPx + x;
                    quarterEnergy[2 * (2 * y / heightPx) + 2 * x / widthPx] += p[at] * p[at];
                    energy += p[at] * p[at];
                    across += x > 0 ? Math.pow(p[at] - p[at - 1], 2) : 0;
                    down += y > 0 ? Math.pow(p[at] - p[at - widthPx], 2) : 0;
                }
            }
        }
        for (double quarter : quarterEnergy) {
            assertEquals(0.25, quarter / energy, 0.04);
        }
        assertTrue(
                across / energy < 0.6 && down / energy < 0.6, "rows torn: " + across / energy + ", " + down / energy);
        assertEquals(1, across / down, 0.25);
    }

    @Test
    void shouldRefuseABankOfTwoSizes() {
        List<StimulusImage> large = bank(16, 1, 0, 0.3, SEED).choosable();
        List<StimulusImage> small =
                bank(new PictureSize(16, 9), 1, 0, 0.3, SEED).choosable();
        assertRefused(() -> new StimulusBank(large, small, "both"), "16x9 px", "16x16 px", "one size");
    }

    @Test
    void shouldHaveMoreEnergyAtLowFrequenciesWhenNoiseIsPink() {
        // Differences of neighbours weigh a spectrum by f^2: white noise has 2, a 1/f amplitude far less.
        for (StimulusImage image : all(bank(32, 50, 0, 0.3, SEED))) {
            if (image.id().startsWith(PictureKind.PINK_NOISE.label())) {
                assertTrue(roughness(image) < 0.9, image.id() + " " + roughness(image));
            }
        }
    }

    @Test
    void shouldRefuseWithTheRangeWhenSettingsAreWrong() {
        assertRefused(() -> new BankSettings(new PictureSize(32, 4), 10, 5, 0.3, 1), "picture size", "32x4 px");
        assertRefused(() -> new BankSettings(SQUARE, 0, 5, 0.3, 1), "at least one");
        assertRefused(() -> new BankSettings(SQUARE, 10, -1, 0.3, 1), "held-out");
        assertRefused(() -> new BankSettings(SQUARE, 10, 5, 0.9, 1), "contrast rms");
        assertRefused(() -> new BankSettings(SQUARE, 10, 5, Double.NaN, 1), "contrast rms");
    }

    private static double roughness(StimulusImage image) {
        int n = image.size().widthPx();
        double differences = 0;
        for (int y = 0; y < n; y++) {
            for (int x = 1; x < n; x++) {
                double d = image.pixels()[y * n + x] - image.pixels()[y * n + x - 1];
                differences += d * d;
            }
        }
        return differences / (n * (n - 1)) / (image.contrastRms() * image.contrastRms());
    }

    private static StimulusBank bank(int sidePx, int choosable, int heldOut, double contrastRms, long seed) {
        return bank(PictureSize.square(sidePx), choosable, heldOut, contrastRms, seed);
    }

    private static StimulusBank bank(PictureSize size, int choosable, int heldOut, double contrastRms, long seed) {
        return new BankGenerator(new BankSettings(size, choosable, heldOut, contrastRms, seed)).generate();
    }

    private static List<StimulusImage> all(StimulusBank bank) {
        return Stream.of(bank.choosable(), bank.heldOut()).flatMap(List::stream).toList();
    }
}
