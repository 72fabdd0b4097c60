package org.loopscope.inference.complexness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.synthesis.SynthesizedImage;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;

/** Cells of which the images are known: the label follows from the responses alone. */
class CellComplexnessTest {
    private static final long SEED = 9;
    private static final int SIZE_PX = 12;
    private static final ComplexnessSettings SETTINGS = ComplexnessSettings.of(8, 10, 200);

    private final Random random = new Random(SEED);
    private final float[] even = grating(0);
    private final float[] odd = grating(Math.PI / 2);
    private final MeasuredResponses measured = new MeasuredResponses();
    private HeldOutResponses heldOut = new HeldOutResponses(List.of(), new float[0], new double[1]);

    @Test
    void shouldCallAHalfRectifiedFilterSimple() {
        respond((e, o) -> Math.max(0, e), 1);
        CellComplexness cell = judge(phases(1));
        assertEquals(CellLabel.SIMPLE, cell.label());
        assertEquals(0, cell.complexness().value());
        assertEquals(1, cell.images());
    }

    @Test
    void shouldCallAnEnergyModelComplexAndPhaseInvariant() {
        respond(Math::hypot, 1);
        CellComplexness cell = judge(phases(8));
        assertEquals(CellLabel.COMPLEX_LIKE, cell.label());
        assertTrue(cell.phaseInvariant());
        assertEquals(-1, cell.leastCosine(), 1e-6);
        assertTrue(cell.complexness().low() > 0.3, "complexness " + cell.complexness());
        assertEquals(1, cell.confidence());
        assertEquals(CellComplexness.MOST_EXAMPLES, cell.examples().size());
    }

    /** Several images, of which one is as good as all: the complex model gains nothing. */
    @Test
    void shouldCallACellSimpleThoughItHasSeveralImagesWhenOneFollowsItBest() {
        respond((e, o) -> e, 1);
        assertEquals(CellLabel.SIMPLE, judge(phases(8)).label());
    }

    @Test
    void shouldNotDecideOnACellThatNothingPredicts() {
        respond((e, o) -> 0, 1);
        assertEquals(CellLabel.UNDECIDED, judge(phases(1)).label());
        assertEquals(CellLabel.UNDECIDED, judge(phases(8)).label());
    }

    /** As of a model that has learnt the noise of its presentations. */
    @Test
    void shouldNotDecideWhenTheHeldOutResponsesDoNotAgree() {
        respond((e, o) -> Math.max(0, e), 1);
        float[] noise = new float[heldOut.pictures().size()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        heldOut = new HeldOutResponses(heldOut.pictures(), noise, new double[] {0.9});
        assertEquals(CellLabel.UNDECIDED, judge(phases(1)).label());
    }

    @Test
    void shouldRefuseTooFewPresentationsInOneLine() {
        measured.add(even, new float[] {1});
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> judge(phases(1)));
        assertEquals(
                "cell 0 cannot be called simple or complex from 1 presentations: show at least 200",
                refused.getMessage());
    }

    /** Fisher's z for 25 pictures: tanh(1.645 / sqrt(22)). */
    @Test
    void shouldAskMoreOfFewHeldOutPictures() {
        assertEquals(0.337, heldOutOf(25).chanceCorrelation(), 5e-4);
        assertEquals(1, heldOutOf(5).chanceCorrelation());
    }

    private static HeldOutResponses heldOutOf(int pictures) {
        List<float[]> none =
                IntStream.range(0, pictures).mapToObj(i -> new float[1]).toList();
        return new HeldOutResponses(none, new float[pictures], new double[1]);
    }

    private CellComplexness judge(List<SynthesizedImage> images) {
        return CellComplexness.of(images, measured, heldOut, SETTINGS, SEED);
    }

    private interface Cell {
        /** Response to the answers of an even and an odd filter. */
        double response(double even, double odd);
    }

    /** 1,000 single presentations of white noise, and 100 held-out pictures without noise. */
    private void respond(Cell cell, double noiseSd) {
        for (int i = 0; i < 1000; i++) {
            float[] picture = whiteNoise();
            double rate = cell.response(dot(even, picture), dot(odd, picture));
            measured.add(picture, new float[] {(float) (rate + noiseSd * random.nextGaussian())});
        }
        List<float[]> pictures = new ArrayList<>();
        float[] means = new float[100];
        for (int i = 0; i < means.length; i++) {
            pictures.add(whiteNoise());
            means[i] = (float) cell.response(dot(even, pictures.get(i)), dot(odd, pictures.get(i)));
        }
        heldOut = new HeldOutResponses(pictures, means, new double[] {0.9});
    }

    private float[] whiteNoise() {
        float[] picture = new float[SIZE_PX * SIZE_PX];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (float) random.nextGaussian();
        }
        return picture;
    }

    private List<SynthesizedImage> phases(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new SynthesizedImage(
                        0,
                        new StimulusImage("phase " + i, PictureSize.square(SIZE_PX), grating(2 * Math.PI * i / count)),
                        10,
                        10,
                        i))
                .toList();
    }

    /** Two periods over the picture, so that phases half a period apart are each other's negative; of unit norm. */
    private static float[] grating(double phaseRad) {
        float[] pixels = new float[SIZE_PX * SIZE_PX];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (Math.sqrt(2) / SIZE_PX * Math.cos(4 * Math.PI * (i % SIZE_PX) / SIZE_PX - phaseRad));
        }
        return pixels;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
