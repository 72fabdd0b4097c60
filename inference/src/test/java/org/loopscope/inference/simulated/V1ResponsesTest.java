package org.loopscope.inference.simulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Screen;
import org.loopscope.stimulus.StimulusImage;

/** Spikes in answer to a screen. */
class V1ResponsesTest {
    private static final long HALF_SECOND_NS = 500_000_000L;
    private static final int FRAMES_PER_PRESENTATION = 15;
    private static final Screen GREY = sessionNs -> null;

    @Test
    void shouldHaveMoreNoiseThanSignalInSingleTrialsOfNaturalLookingPictures() {
        int images = 120;
        int repeats = 6;
        List<StimulusImage> shown = NaturalLookingImages.draw(images, 0.3, 5);
        // Every picture once per round, so that repeats are a minute apart.
        Screen screen = sessionNs -> shown.get((int) (sessionNs / HALF_SECOND_NS % images));
        V1Population population = new V1Population(V1Settings.standard(1), screen);
        double[][][] counts = new double[population.count()][images][repeats];
        int[] spikes = new int[population.count()];
        long fromNs = V1Settings.standard(1).visualLatencyNs();
        for (int trial = 0; trial < images * repeats; trial++) {
            for (int frame = 0; frame < FRAMES_PER_PRESENTATION; frame++) {
                long toNs = fromNs + HALF_SECOND_NS / FRAMES_PER_PRESENTATION;
                population.spikes(fromNs, toNs, spikes);
                fromNs = toNs;
                for (int cell = 0; cell < spikes.length; cell++) {
                    counts[cell][trial % images][trial / images] += spikes[cell];
                }
            }
        }
        double sum = 0;
        int responsive = 0;
        double meanRateHz = 0;
        for (int cell = 0; cell < population.count(); cell++) {
            if (population.truth().cells().get(cell).responsive()) {
                sum += noiseFraction(counts[cell]);
                responsive++;
                meanRateHz += mean(counts[cell]) * 2;
            }
        }
        double fraction = sum / responsive;
        System.out.printf(
                "noise is %.3f of a single trial's variance; mean rate %.2f Hz%n", fraction, meanRateHz / responsive);
        assertTrue(fraction > 0.55 && fraction < 0.75, "noise fraction " + fraction);
    }

    @Test
    void shouldFollowThePictureAfterTheLatencyWithTheSetSmoothing() {
        V1Settings settings = withoutGain(2);
        V1Population reference = new V1Population(settings, GREY);
        StimulusImage best = reference.optimalImage(0, 0.3);
        // On for a quarter of a second, off for the next.
        Screen screen = sessionNs -> sessionNs % HALF_SECOND_NS < HALF_SECOND_NS / 2 ? best : null;
        V1Population population = new V1Population(settings, screen);
        int bins = 50;
        int cycles = 4000;
        double[] histogram = new double[bins];
        int[] spikes = new int[2];
        for (int i = 0; i < bins * cycles; i++) {
            population.spikes(i * 10_000_000L, (i + 1) * 10_000_000L, spikes);
            histogram[i % bins] += spikes[0];
        }
        double baselineHz = population.truth().cells().getFirst().baselineRateHz();
        double evokedHz = population.trueRate(0, best) - baselineHz;
        for (int bin = 0; bin < bins; bin++) {
            double expected = cycles * 0.01 * (baselineHz + evokedHz * meanStep(bin * 0.01, 0.01));
            // The screen is looked at every 2 ms: at most 1 ms of one bin's evoked rate, and five Poisson errors.
            double tolerance = cycles * 0.001 * evokedHz * 0.5 + 5 * Math.sqrt(expected);
            assertEquals(expected, histogram[bin], tolerance, "spikes in bin " + bin);
        }
    }

    @Test
    void shouldFireAtTheBaselineWhenTheScreenIsGreyAndAtTheTrueRateWhenItIsNot() {
        StimulusImage picture = NaturalLookingImages.draw(2, 0.3, 3).getLast();
        for (Screen screen : List.of(GREY, (Screen) sessionNs -> picture)) {
            V1Population population = new V1Population(withoutGain(40), screen);
            int[] spikes = new int[40];
            double[] sum = new double[40];
            population.spikes(0, 1_000_000_000L, spikes);
            int seconds = 3000;
            for (int s = 1; s <= seconds; s++) {
                population.spikes(s * 1_000_000_000L, (s + 1) * 1_000_000_000L, spikes);
                for (int cell = 0; cell < 40; cell++) {
                    sum[cell] += spikes[cell];
                }
            }
            for (int cell = 0; cell < 40; cell++) {
                double expectedHz = screen.equals(GREY)
                        ? population.truth().cells().get(cell).baselineRateHz()
                        : population.trueRate(cell, picture);
                assertEquals(expectedHz, sum[cell] / seconds, 5 * Math.sqrt(expectedHz / seconds), "cell " + cell);
            }
        }
    }

    @Test
    void shouldRepeatItselfWhenTheSeedIsTheSame() {
        List<StimulusImage> shown = NaturalLookingImages.draw(6, 0.3, 8);
        Screen screen = sessionNs -> shown.get((int) (sessionNs / HALF_SECOND_NS % 6));
        V1Population one = new V1Population(V1Settings.standard(4), screen);
        V1Population same = new V1Population(V1Settings.standard(4), screen);
        V1Population other = new V1Population(V1Settings.standard(5), screen);
        assertEquals(one.truth(), same.truth());
        int[] a = new int[one.count()];
        int[] b = new int[one.count()];
        long differing = 0;
        for (int frame = 0; frame < 100; frame++) {
            one.spikes(frame * 33_333_333L, (frame + 1) * 33_333_333L, a);
            same.spikes(frame * 33_333_333L, (frame + 1) * 33_333_333L, b);
            assertArrayEquals(a, b, "frame " + frame);
            other.spikes(frame * 33_333_333L, (frame + 1) * 33_333_333L, b);
            differing += Arrays.equals(a, b) ? 0 : 1;
        }
        assertTrue(differing > 90, "another seed gave the same spikes in " + (100 - differing) + " frames");
    }

    @Test
    void shouldAllocateNothingPerFrameOnceWarm() {
        List<StimulusImage> shown = NaturalLookingImages.draw(6, 0.3, 8);
        Screen screen = sessionNs -> shown.get((int) (sessionNs / HALF_SECOND_NS % 6));
        V1Population population = new V1Population(V1Settings.standard(4), screen);
        int[] spikes = new int[population.count()];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        long fromNs = 0;
        // The compiler may leave a few bytes behind while the code is warming up: the least of several runs counts.
        for (int run = 0; run < 8; run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int frame = 0; frame < 300; frame++) {
                population.spikes(fromNs, fromNs + 33_333_333L, spikes);
                fromNs += 33_333_333L;
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least, "bytes over 300 frames");
    }

    @Test
    void shouldNameBothSizesWhenAPictureDoesNotFit() {
        V1Population population = new V1Population(withoutGain(2), GREY);
        StimulusImage small = new StimulusImage("small", PictureSize.square(16), new float[256]);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> population.trueRate(0, small));
        assertTrue(String.valueOf(refused.getMessage()).contains("16"), refused.getMessage());
    }

    private static V1Settings withoutGain(int neurons) {
        return new V1Settings(neurons, PictureSize.square(32), 0.35, 0, 0, 35, 45_000_000L, 15_000_000L, 0, 0, 0.7, 3);
    }

    /** Mean of the smoothed step over a bin: on at 45 ms, off at 295 ms, time constant 15 ms; the fall has wrapped. */
    private static double meanStep(double fromS, double widthS) {
        int steps = 200;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double t = fromS + (i + 0.5) * widthS / steps - 0.045;
            if (t < 0) {
                t += 0.5;
            }
            sum += t < 0.25 ? 1 - Math.exp(-t / 0.015) : Math.exp(-(t - 0.25) / 0.015);
        }
        return sum / steps;
    }

    /** Variance over repeats, averaged over pictures, as a share of the variance of all trials. */
    private static double noiseFraction(double[][] counts) {
        double noise = 0;
        double total = 0;
        double mean = mean(counts);
        int trials = counts.length * counts[0].length;
        for (double[] repeats : counts) {
            double imageMean = Arrays.stream(repeats).average().orElseThrow();
            for (double count : repeats) {
                noise += (count - imageMean) * (count - imageMean) / (repeats.length - 1) / counts.length;
                total += (count - mean) * (count - mean) / (trials - 1);
            }
        }
        return noise / total;
    }

    private static double mean(double[][] counts) {
        return Arrays.stream(counts)
                .mapToDouble(row -> Arrays.stream(row).average().orElseThrow())
                .average()
                .orElseThrow();
    }
}
