package org.loopscope.acquisition.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LightMeterTest {
    private static final long SEED = 5;

    @ParameterizedTest
    @CsvSource({"512, 512", "100, 47", "17, 33", "16, 16"})
    void shouldBeTheMeanOfEveryFourthRowWhateverTheSize(int width, int height) {
        SplittableRandom random = new SplittableRandom(SEED);
        short[] pixels = new short[width * height];
        long sum = 0;
        int count = 0;
        int atCeiling = 0;
        for (int i = 0; i < pixels.length; i++) {
            int value = random.nextInt(50) == 0 ? 65_535 : random.nextInt(65_535);
            pixels[i] = (short) value;
            if (i / width % 4 == 0) {
                sum += value;
                count++;
                atCeiling += value == 65_535 ? 1 : 0;
            }
        }
        LightMeter meter = new LightMeter(width, height, 0, 0);
        meter.measure(pixels);
        assertEquals((float) ((double) sum / count), meter.mean(), "seed " + SEED);
        assertEquals((float) ((double) atCeiling / count), meter.saturatedShare(), "seed " + SEED);
    }

    @Test
    void shouldCountPixelsAtTheCeilingThatIsGiven() {
        LightMeter meter = new LightMeter(32, 32, 0, 1000);
        short[] pixels = new short[32 * 32];
        Arrays.fill(pixels, (short) 999);
        meter.measure(pixels);
        assertEquals(0, meter.saturatedShare());
        // Two rows of the measured eight, and one that is not measured.
        Arrays.fill(pixels, 0, 32, (short) 1000);
        Arrays.fill(pixels, 4 * 32, 5 * 32, (short) 1001);
        Arrays.fill(pixels, 5 * 32, 6 * 32, (short) 1001);
        meter.measure(pixels);
        assertEquals(0.25f, meter.saturatedShare());
    }

    @ParameterizedTest
    @CsvSource({"0, 4095", "0, 255", "32768, 40959", "0, 65535"})
    void shouldFindTheCeilingByItsBits(int sourceOffset, int ceiling) {
        LightMeter meter = new LightMeter(32, 32, sourceOffset, 0);
        short[] pixels = new short[32 * 32];
        Arrays.fill(pixels, (short) (ceiling - 7));
        meter.measure(pixels);
        assertEquals(0, meter.saturatedShare(), "a bright frame below the ceiling");
        Arrays.fill(pixels, 0, 64, (short) ceiling);
        meter.measure(pixels);
        assertEquals(1 / 8f, meter.saturatedShare());
    }

    @Test
    void shouldNotTakeACoincidenceForTheCeiling() {
        LightMeter meter = new LightMeter(32, 32, 0, 0);
        short[] pixels = new short[32 * 32];
        pixels[3] = 5000;
        meter.measure(pixels);
        Arrays.fill(pixels, (short) 4095);
        meter.measure(pixels);
        assertEquals(0, meter.saturatedShare(), "more than 4095 has been seen");
        Arrays.fill(pixels, (short) 127);
        LightMeter dim = new LightMeter(32, 32, 0, 0);
        dim.measure(pixels);
        assertEquals(0, dim.saturatedShare(), "no detector has 7 bits");
    }
}
