package org.loopscope.inference.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.inference.synthesis.GradientSmoothing.Fourier;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;
import org.loopscope.stimulus.generate.BankGenerator;
import org.loopscope.stimulus.generate.BankSettings;

class ImageAscentTest {
    private static final AscentSettings SETTINGS = AscentSettings.defaults();

    /** A power above 0 smooths gradients as Walker et al. do, which climbs a little slower. */
    @ParameterizedTest
    @CsvSource({"32, 32, 0, 0.95", "64, 36, 0, 0.95", "24, 40, 0, 0.95", "24, 40, 0.2, 0.93"})
    void shouldReachTheOptimumWhenTheModelIsExact(int widthPx, int heightPx, double power, double least) {
        long seed = 3;
        PictureSize size = new PictureSize(widthPx, heightPx);
        GaborCells cells = GaborCells.random(seed, 20, 0.35, size);
        AscentSettings settings = power > 0 ? SETTINGS.with(new Fourier(power)) : SETTINGS;
        ImageAscent ascent = new ImageAscent(settings, size, 20, backgrounds(size));
        ascent.start(IntStream.range(0, 20).toArray(), seed);
        DoubleSummaryStatistics shares = new DoubleSummaryStatistics();
        assertTrue(SETTINGS.steps() <= 100);
        assertTrue(ascent.advance(cells, 100));
        for (SynthesizedImage best : ascent.best()) {
            GaborCells.Cell cell = cells.cell(best.targetNeuron());
            double drive = cell.drive(best.image().pixels(), 0);
            double optimum = cell.optimalDrive(SETTINGS.contrastRms());
            String what = (cell.complex() ? "complex" : "simple") + " cell " + best.targetNeuron() + ", seed " + seed;
            shares.accept(drive / optimum);
            assertTrue(drive >= least * optimum, what + ": " + drive / optimum + " of the optimum");
            assertTrue(drive <= optimum * 1.001, what + ": above its optimum, the contrast must be wrong");
            assertEquals(drive, best.predictedRate(), 1e-4 * drive, what);
            assertEquals(SETTINGS.contrastRms(), best.image().contrastRms(), 1e-5, what);
        }
        System.out.printf(
                "%s, %s: share of the optimum %.3f, at least %.3f, seed %d%n",
                size, settings.gradient(), shares.getAverage(), shares.getMin(), seed);
    }

    @Test
    void shouldGiveTheSameBitsWhenCutIntoSlices() {
        GaborCells cells = GaborCells.random(4, 6, 0.5, PictureSize.square(16));
        ImageAscent whole = ascent(16, 6);
        whole.start(new int[] {0, 5}, 9);
        assertTrue(whole.advance(cells, Integer.MAX_VALUE));
        ImageAscent sliced = ascent(16, 6);
        sliced.start(new int[] {0, 5}, 9);
        int slices = 1;
        while (!sliced.advance(cells, 7)) {
            assertEquals(7 * slices, sliced.stepsTaken());
            slices++;
        }
        assertEquals((SETTINGS.steps() + 6) / 7, slices);
        for (int i = 0; i < 2; i++) {
            assertSame(whole.best().get(i), sliced.best().get(i));
        }
    }

    @Test
    void shouldNotDependOnTheOthersWhenTheBatchDiffers() {
        GaborCells cells = GaborCells.random(5, 6, 0.5, PictureSize.square(16));
        ImageAscent many = ascent(16, 6);
        many.start(new int[] {3, 1, 4}, 2);
        many.advance(cells, 30);
        ImageAscent one = ascent(16, 6);
        one.start(new int[] {0, 1, 2, 3, 5}, 77);
        one.advance(cells, 3);
        one.start(new int[] {4}, 2);
        one.advance(cells, 30);
        assertSame(many.best().get(2), one.best().getFirst());
    }

    @Test
    void shouldFollowTheNewGradientWhenTheModelLearnsBetweenSlices() {
        GaborCells before = GaborCells.random(6, 1, 1, PictureSize.square(32));
        GaborCells after = GaborCells.random(7, 1, 0, PictureSize.square(32));
        ImageAscent ascent = ascent(32, 1);
        ascent.start(new int[] {0}, 1);
        assertFalse(ascent.advance(before, 10));
        double wrong = after.cell(0).drive(ascent.best().getFirst().image().pixels(), 0);
        assertTrue(ascent.advance(after, 100));
        double right = after.cell(0).drive(ascent.best().getFirst().image().pixels(), 0);
        double optimum = after.cell(0).optimalDrive(SETTINGS.contrastRms());
        assertTrue(wrong < 0.5 * optimum, "the first cell's picture already drives the second: " + wrong / optimum);
        assertTrue(right >= 0.95 * optimum, "not adopted: " + right / optimum);
    }

    @Test
    void shouldStayAtTheStartWhenTheModelIsFlat() {
        GaborCells flat = new GaborCells(
                PictureSize.square(16), List.of(new GaborCells.Cell(false, new float[256], new float[256])));
        ImageAscent ascent = ascent(16, 1);
        ascent.start(new int[] {0}, 1);
        float[] start = ascent.best().getFirst().image().pixels();
        ascent.advance(flat, 100);
        assertArrayEquals(start, ascent.best().getFirst().image().pixels());
        assertEquals(SETTINGS.contrastRms(), ascent.best().getFirst().image().contrastRms(), 1e-5);
    }

    @Test
    void shouldLeaveHandedOutPicturesAloneWhenItGoesOn() {
        GaborCells cells = GaborCells.random(8, 1, 1, PictureSize.square(16));
        ImageAscent ascent = ascent(16, 1);
        ascent.start(new int[] {0}, 1);
        float[] pixels = ascent.best().getFirst().image().pixels();
        float[] copy = pixels.clone();
        ascent.advance(cells, 5);
        assertArrayEquals(copy, pixels);
    }

    @Test
    void shouldRefuseWhenPicturesAreOfAnotherShape() {
        PictureSize wide = new PictureSize(32, 8);
        GaborCells cells = GaborCells.random(5, 6, 0.5, wide);
        ImageAscent ascent = ascent(16, 6);
        ascent.start(new int[] {0}, 1);
        assertThrows(IllegalArgumentException.class, () -> ascent.advance(cells, 1));
        List<StimulusImage> backgrounds = backgrounds(wide);
        PictureSize square = PictureSize.square(16);
        assertThrows(IllegalArgumentException.class, () -> new ImageAscent(SETTINGS, square, 6, backgrounds));
    }

    @Test
    void shouldRefuseWhenTargetsOrModelDoNotFit() {
        ImageAscent ascent = ascent(16, 6);
        GaborCells cells = GaborCells.random(5, 5, 0.5, PictureSize.square(16));
        assertThrows(IllegalStateException.class, ascent::best);
        assertThrows(IllegalStateException.class, () -> ascent.advance(cells, 1));
        assertThrows(IllegalArgumentException.class, () -> ascent.start(new int[] {6}, 1));
        assertThrows(IllegalArgumentException.class, () -> ascent.start(new int[0], 1));
        ascent.start(new int[] {0}, 1);
        assertThrows(IllegalArgumentException.class, () -> ascent.advance(cells, 1));
    }

    private static ImageAscent ascent(int sidePx, int neurons) {
        return ascent(PictureSize.square(sidePx), neurons);
    }

    private static ImageAscent ascent(PictureSize size, int neurons) {
        return new ImageAscent(SETTINGS, size, neurons, backgrounds(size));
    }

    private static List<StimulusImage> backgrounds(PictureSize size) {
        return new BankGenerator(new BankSettings(size, 20, 0, 0.3, 1))
                .generate()
                .choosable();
    }

    private static void assertSame(SynthesizedImage expected, SynthesizedImage actual) {
        assertEquals(expected.targetNeuron(), actual.targetNeuron());
        assertEquals(expected.start(), actual.start());
        assertEquals(expected.ascentSteps(), actual.ascentSteps());
        assertEquals(expected.predictedRate(), actual.predictedRate());
        assertArrayEquals(expected.image().pixels(), actual.image().pixels());
    }
}
