package org.loopscope.acquisition.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.TraceStatistics;
import org.loopscope.acquisition.roi.Roi;

/** What the pixels carry, measured with the true masks. */
class SimulatedImagingTest {
    private static final int CELLS = 120;
    private static final int RIM_PX = 5;

    @Test
    void shouldHaveTheSetNoiseOnTheMedianMaskTrace() {
        for (double wanted : new double[] {1, 2, 4}) {
            SimulatedMicroscope microscope = microscope(new SteadyNeurons(CELLS, 0), wanted, MotionSettings.still());
            double[][] traces = traces(microscope, 400);
            double[] noise = new double[CELLS];
            for (int cell = 0; cell < CELLS; cell++) {
                noise[cell] = noisePercentPerSqrtHz(traces[cell], 30);
            }
            System.out.printf("noise set %.1f, measured %.3f %%/sqrt(Hz)%n", wanted, median(noise));
            // 400 differences: each cell's estimate has a standard error of 4 %, their median one of 0.4 %.
            assertEquals(wanted, median(noise), 0.05 * wanted, "noise of the median cell, %/sqrt(Hz)");
        }
    }

    @Test
    void shouldHavePixelVarianceProportionalToTheMean() {
        SimulatedMicroscope microscope = microscope(new SteadyNeurons(CELLS, 0), 2, MotionSettings.still());
        Frame frame = new Frame(256, 256);
        int frames = 300;
        double[] sum = new double[256 * 256];
        double[] squares = new double[256 * 256];
        for (int i = 0; i < frames; i++) {
            microscope.poll(microscope.nextExposureEndNs(), frame);
            for (int p = 0; p < sum.length; p++) {
                double light = (frame.pixels[p] & 0xFFFF) - 600.0;
                sum[p] += light;
                squares[p] += light * light;
            }
        }
        double meanOfMeans = 0;
        double meanOfVariances = 0;
        double covariance = 0;
        double variance = 0;
        for (int p = 0; p < sum.length; p++) {
            double mean = sum[p] / frames;
            double pixelVariance = squares[p] / frames - mean * mean;
            meanOfMeans += mean / sum.length;
            meanOfVariances += pixelVariance / sum.length;
        }
        for (int p = 0; p < sum.length; p++) {
            double mean = sum[p] / frames;
            double pixelVariance = squares[p] / frames - mean * mean;
            covariance += (mean - meanOfMeans) * (pixelVariance - meanOfVariances);
            variance += (mean - meanOfMeans) * (mean - meanOfMeans);
        }
        double slope = covariance / variance;
        double countsPerPhoton = new FieldOfView(SimulatedRigSettings.standard(11), CELLS).countsPerPhoton;
        System.out.printf("counts per photon: slope %.1f, set %.1f%n", slope, countsPerPhoton);
        // 12 %: the mean's own error (8 counts) dilutes the slope, and the neuropil breathes.
        assertEquals(countsPerPhoton, slope, 0.12 * countsPerPhoton);
    }

    @Test
    void shouldShowTheSpikesInTheMaskTrace() {
        SteadyNeurons neurons = new SteadyNeurons(CELLS, 1);
        double[][] spikes = new double[CELLS][600];
        SimulatedMicroscope microscope = new SimulatedMicroscope(
                neurons,
                settings(0.2, MotionSettings.still()),
                FrameClock.UNCONNECTED,
                (index, endNs, counts, x, y, delivered) -> {
                    for (int cell = 0; cell < CELLS; cell++) {
                        spikes[cell][(int) index] = counts[cell];
                    }
                });
        double[][] traces = traces(microscope, 600);
        double[] correlation = new double[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            correlation[cell] = TraceStatistics.correlation(traces[cell], calcium(spikes[cell]));
        }
        // What is missing to 1 is the neuropil's own activity, a tenth of a typical cell's.
        assertTrue(median(correlation) > 0.95, "median correlation of trace and calcium " + median(correlation));
    }

    @Test
    void shouldLetSevenTenthsOfTheNeuropilShowThroughTheCells() {
        SimulatedRigSettings settings = settings(0.05, MotionSettings.still());
        short[] resting = renderedAtNeuropil(settings, 1);
        short[] active = renderedAtNeuropil(settings, 3);
        GroundTruth truth = new FieldOfView(settings, CELLS).truth;
        double[] slope = new double[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            Roi mask = truth.masks().rois().get(cell);
            slope[cell] = (masked(mask, active) - masked(mask, resting))
                    / (ring(truth, cell, active) - ring(truth, cell, resting));
        }
        // 0.03: the texture differs between a cell and its surround.
        assertEquals(FieldOfView.NEUROPIL_CONTAMINATION, median(slope), 0.03, "median slope of cell on surround");
    }

    /** Mean from 1.6 to 2.6 radii around a cell, other cells left out. */
    private static double ring(GroundTruth truth, int cell, short[] pixels) {
        Soma soma = truth.somata().get(cell);
        int reach = (int) Math.ceil(2.6 * soma.radiusPx());
        double sum = 0;
        int count = 0;
        for (int y = (int) soma.yPx() - reach; y <= (int) soma.yPx() + reach; y++) {
            for (int x = (int) soma.xPx() - reach; x <= (int) soma.xPx() + reach; x++) {
                double radii = Math.hypot(x - soma.xPx(), y - soma.yPx()) / soma.radiusPx();
                if (x >= 0 && y >= 0 && x < 256 && y < 256 && radii > 1.6 && radii < 2.6 && isOutsideAll(truth, x, y)) {
                    sum += (pixels[y * 256 + x] & 0xFFFF) - 600;
                    count++;
                }
            }
        }
        return sum / count;
    }

    private static boolean isOutsideAll(GroundTruth truth, int x, int y) {
        for (Soma other : truth.somata()) {
            if (Math.hypot(x - other.xPx(), y - other.yPx()) < 1.6 * other.radiusPx()) {
                return false;
            }
        }
        return true;
    }

    @Test
    void shouldMoveTheWholeFrameByTheTrueShift() {
        int frames = 240;
        SimulatedRigSettings settings = settings(0.2, new MotionSettings(3, 20));
        float[] shiftXPx = new float[frames];
        float[] shiftYPx = new float[frames];
        SimulatedMicroscope moving = new SimulatedMicroscope(
                new SteadyNeurons(CELLS, 1),
                settings,
                FrameClock.UNCONNECTED,
                (index, endNs, counts, x, y, delivered) -> {
                    shiftXPx[(int) index] = x;
                    shiftYPx[(int) index] = y;
                });
        double[] atRest = pixels(renderedAtNeuropil(settings, 1));
        Frame frame = new Frame(256, 256);
        double largestPx = 0;
        for (int i = 0; i < frames; i++) {
            moving.poll(moving.nextExposureEndNs(), frame);
            largestPx = Math.max(largestPx, Math.hypot(shiftXPx[i], shiftYPx[i]));
            if (i % 8 != 0) {
                continue;
            }
            double[] back = shiftedBack(pixels(frame.pixels), shiftXPx[i], shiftYPx[i]);
            // The activity differs from rest, which makes the peak a little uneven: a fifth of a pixel.
            assertEquals(0, residualPx(atRest, back, 1, 0), 0.2, "residual in x, frame " + i);
            assertEquals(0, residualPx(atRest, back, 0, 1), 0.2, "residual in y, frame " + i);
        }
        assertTrue(largestPx > 1 && largestPx < 3 * Math.sqrt(2), "largest shift " + largestPx);
    }

    private static short[] renderedAtNeuropil(SimulatedRigSettings settings, float brightness) {
        short[] pixels = new short[256 * 256];
        float[] neuropil = new float[NeuropilActivity.NODES * NeuropilActivity.NODES];
        Arrays.fill(neuropil, brightness);
        new FrameRenderer(new FieldOfView(settings, CELLS), settings)
                .render(0, new float[CELLS], neuropil, 0, 0, pixels);
        return pixels;
    }

    /** The frame read where the tissue has gone to, by bilinear interpolation; the rim is left at 0. */
    private static double[] shiftedBack(double[] frame, double shiftXPx, double shiftYPx) {
        double[] back = new double[frame.length];
        for (int y = RIM_PX; y < 256 - RIM_PX; y++) {
            for (int x = RIM_PX; x < 256 - RIM_PX; x++) {
                int left = (int) Math.floor(x + shiftXPx);
                int top = (int) Math.floor(y + shiftYPx);
                double right = x + shiftXPx - left;
                double below = y + shiftYPx - top;
                int at = top * 256 + left;
                back[y * 256 + x] = (1 - below) * ((1 - right) * frame[at] + right * frame[at + 1])
                        + below * ((1 - right) * frame[at + 256] + right * frame[at + 257]);
            }
        }
        return back;
    }

    /** By how much the second image lies off the first along one axis: the parabola through three correlations. */
    private static double residualPx(double[] expected, double[] actual, int dx, int dy) {
        double before = displacedCorrelation(expected, actual, -dx, -dy);
        double here = displacedCorrelation(expected, actual, 0, 0);
        double after = displacedCorrelation(expected, actual, dx, dy);
        return (after - before) / (2 * (2 * here - after - before));
    }

    private static double displacedCorrelation(double[] expected, double[] actual, int dx, int dy) {
        int side = 256 - 4 * RIM_PX;
        double[] a = new double[side * side];
        double[] b = new double[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                a[y * side + x] = expected[(y + 2 * RIM_PX) * 256 + x + 2 * RIM_PX];
                b[y * side + x] = actual[(y + 2 * RIM_PX + dy) * 256 + x + 2 * RIM_PX + dx];
            }
        }
        return TraceStatistics.correlation(a, b);
    }

    private static double[] pixels(short[] frame) {
        double[] pixels = new double[frame.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = frame[i] & 0xFFFF;
        }
        return pixels;
    }

    private static double[] calcium(double[] spikes) {
        CalciumKinetics kinetics = new CalciumKinetics(Indicator.GCAMP6S, 1, 1 / 30.0);
        double[] calcium = new double[spikes.length];
        float[] now = new float[1];
        for (int i = 0; i < spikes.length; i++) {
            kinetics.step(new int[] {(int) spikes[i]}, now);
            calcium[i] = now[0];
        }
        return calcium;
    }

    private static SimulatedRigSettings settings(double noise, MotionSettings motion) {
        return SimulatedRigSettings.standard(11)
                .withDetector(new DetectorSettings(noise, 120, 600))
                .withMotion(motion);
    }

    private static SimulatedMicroscope microscope(SimulatedNeurons neurons, double noise, MotionSettings motion) {
        return new SimulatedMicroscope(neurons, settings(noise, motion), FrameClock.UNCONNECTED, TruthSink.DISCARD);
    }

    /** Mean over each true mask per frame, offset removed. */
    private static double[][] traces(SimulatedMicroscope microscope, int frames) {
        Frame frame = new Frame(256, 256);
        double[][] traces = new double[CELLS][frames];
        for (int i = 0; i < frames; i++) {
            microscope.poll(microscope.nextExposureEndNs(), frame);
            for (Roi roi : microscope.truth().masks().rois()) {
                traces[roi.id()][i] = masked(roi, frame.pixels);
            }
        }
        return traces;
    }

    private static double masked(Roi roi, short[] pixels) {
        double sum = 0;
        for (int p = 0; p < roi.pixels().length; p++) {
            sum += roi.weights()[p] * ((pixels[roi.pixels()[p]] & 0xFFFF) - 600);
        }
        return sum;
    }

    private static double noisePercentPerSqrtHz(double[] trace, double rateHz) {
        double baseline = median(trace);
        double[] difference = new double[trace.length - 1];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = Math.abs(trace[i + 1] - trace[i]) / baseline;
        }
        return 100 * median(difference) / Math.sqrt(rateHz);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
