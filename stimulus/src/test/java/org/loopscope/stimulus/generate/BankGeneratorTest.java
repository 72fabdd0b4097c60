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
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusImage;

class BankGeneratorTest {
    private static final long SEED = 5;

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
            assertEquals(sizePx, image.sizePx());
            assertEquals(0.3, image.contrastRms(), 1e-4, image.id());
        }
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
        assertRefused(() -> new BankSettings(4, 10, 5, 0.3, 1), "picture size");
        assertRefused(() -> new BankSettings(32, 0, 5, 0.3, 1), "at least one");
        assertRefused(() -> new BankSettings(32, 10, -1, 0.3, 1), "held-out");
        assertRefused(() -> new BankSettings(32, 10, 5, 0.9, 1), "contrast rms");
        assertRefused(() -> new BankSettings(32, 10, 5, Double.NaN, 1), "contrast rms");
    }

    private static double roughness(StimulusImage image) {
        int n = image.sizePx();
        double differences = 0;
        for (int y = 0; y < n; y++) {
            for (int x = 1; x < n; x++) {
                double d = image.pixels()[y * n + x] - image.pixels()[y * n + x - 1];
                differences += d * d;
            }
        }
        return differences / (n * (n - 1)) / (image.contrastRms() * image.contrastRms());
    }

    private static StimulusBank bank(int sizePx, int choosable, int heldOut, double contrastRms, long seed) {
        return new BankGenerator(new BankSettings(sizePx, choosable, heldOut, contrastRms, seed)).generate();
    }

    private static List<StimulusImage> all(StimulusBank bank) {
        return Stream.of(bank.choosable(), bank.heldOut()).flatMap(List::stream).toList();
    }
}
