package org.loopscope.acquisition.activity;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.acquisition.SharedData;

/**
 * Inferred events beside recorded spikes: mean over neurons of the correlation of the two, both smoothed by a Gaussian
 * of 0.2, 0.1 or 0.05 s at 7.5, 15 or 30 Hz, with the baseline the imaging path uses by default. The first 10 s are the
 * calibration. {@code reference} are the figures of an OASIS AR(1) of the same settings, written independently.
 */
class RecordedSpikesTest {
    private static final double CALIBRATION_S = 10;
    private static final int[] LAGS = {0, 2, 5};
    /** 0.2 s at 7.5 Hz, 0.1 s at 15 Hz, 0.05 s at 30 Hz. */
    private static final double SIGMA_FRAMES = 1.5;

    private static final int NOISE_SEEDS = 3;

    enum Recorded {
        DS10("spikes/DS10-GCaMP6f-m-V1-neuropil-corrected", 0.7),
        DS14("spikes/DS14-GCaMP6s-m-V1", 1.25);

        private final String folder;
        private final double tauS;

        Recorded(String folder, double tauS) {
            this.folder = folder;
            this.tauS = tauS;
        }
    }

    /**
     * Noise level 0 is as recorded. The last two columns are what the filter reaches at least at lag 0, with the readouts
     * STEP and STRENGTH.
     */
    @ParameterizedTest
    @CsvSource({
        "DS10, 30.0, 0, .697, .710, .713, .74, .80",
        "DS14,  7.5, 0, .790, .792, .792, .81, .84",
        "DS14, 30.0, 0, .630, .661, .667, .70, .75",
    })
    void shouldCorrelateWithTheSpikesAsWellAsTheReference(
            Recorded set,
            double rateHz,
            double noiseLevel,
            double reference0,
            double reference2,
            double reference5,
            double leastStep,
            double leastStrength)
            throws IOException {
        correlate(set, rateHz, noiseLevel, reference0, reference2, reference5, leastStep, leastStrength);
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({
        "DS10,  7.5, 0, .767, .770, .769, .76, .84",
        "DS10, 15.0, 0, .748, .749, .746, .75, .83",
        "DS10, 30.0, 2, .616, .670, .683, .67, .68",
        "DS14, 15.0, 0, .737, .746, .748, .79, .84",
        "DS14, 30.0, 2, .452, .565, .606, .52, .54",
    })
    void shouldDoSoAtOtherRatesAndWithNoise(
            Recorded set,
            double rateHz,
            double noiseLevel,
            double reference0,
            double reference2,
            double reference5,
            double leastStep,
            double leastStrength)
            throws IOException {
        correlate(set, rateHz, noiseLevel, reference0, reference2, reference5, leastStep, leastStrength);
    }

    private static void correlate(
            Recorded set,
            double rateHz,
            double noiseLevel,
            double reference0,
            double reference2,
            double reference5,
            double leastStep,
            double leastStrength)
            throws IOException {
        Path folder = SharedData.require(set.folder);
        List<List<SpikeRecording>> neurons = SpikeRecording.neurons(folder, rateHz);
        double decayFrames = set.tauS * rateHz;
        SpikeModel.Filtered filtered = new SpikeModel.Filtered(set.tauS, rateHz);
        SpikeModel.Filtered linear = new SpikeModel.Filtered(
                filtered.riseFrames(),
                decayFrames,
                filtered.eventsPerFrame(),
                filtered.meanEvent(),
                SpikeModel.Readout.STEP);
        Traces traces = new Traces(neurons, noiseLevel);
        double[] ar1 = traces.correlations(new SpikeModel.Ar1(decayFrames, 0, 0));
        double[] ar2 = traces.correlations(new SpikeModel.Ar2(filtered.riseFrames(), decayFrames, 0));
        double[] strength = traces.correlations(filtered);
        double step = traces.correlation(new SpikeSettings(linear, 0), false);
        System.out.printf(
                "%s %4.1f Hz noise %.0f (seeds 0 to %d), lags 0, 2, 5: reference %s, AR(1) %s, AR(2) %s, filter %s, as"
                        + " STEP %.3f%n",
                set,
                rateHz,
                noiseLevel,
                NOISE_SEEDS - 1,
                rounded(reference0, reference2, reference5),
                rounded(ar1),
                rounded(ar2),
                rounded(strength),
                step);
        double[] reference = {reference0, reference2, reference5};
        List<Executable> claims = new ArrayList<>();
        for (int i = 0; i < LAGS.length; i++) {
            int lag = i;
            claims.add(
                    () -> assertTrue(ar1[lag] >= reference[lag] - 0.01, "AR(1), lag " + LAGS[lag] + ": " + ar1[lag]));
        }
        claims.add(() -> assertTrue(strength[0] >= leastStrength, "filter: " + strength[0]));
        claims.add(() -> assertTrue(step >= leastStep, "filter, STEP: " + step));
        claims.add(() -> assertTrue(strength[2] >= reference5 - 0.01, "settled after 5: " + strength[2]));
        assertAll(claims);
    }

    /** Every recording's dF/F, with every seed's noise. */
    private static final class Traces {
        private final List<List<SpikeRecording>> neurons;
        private final List<float[]> dfOverF = new ArrayList<>();
        private final int seeds;

        Traces(List<List<SpikeRecording>> neurons, double noiseLevel) {
            this.neurons = neurons;
            this.seeds = noiseLevel > 0 ? NOISE_SEEDS : 1;
            for (int seed = 0; seed < seeds; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                for (SpikeRecording recording :
                        neurons.stream().flatMap(List::stream).toList()) {
                    dfOverF.add(dfOverF(recording.withNoiseLevel(noiseLevel, random)));
                }
            }
        }

        /** At each of {@link #LAGS}. */
        double[] correlations(SpikeModel model) {
            return Arrays.stream(LAGS)
                    .mapToDouble(lag -> correlation(new SpikeSettings(model, lag), lag > 0))
                    .toArray();
        }

        double correlation(SpikeSettings settings, boolean settled) {
            Iterator<float[]> next = dfOverF.iterator();
            double sum = 0;
            for (int seed = 0; seed < seeds; seed++) {
                for (List<SpikeRecording> neuron : neurons) {
                    List<double[]> inferred = new ArrayList<>();
                    for (int recording = 0; recording < neuron.size(); recording++) {
                        inferred.add(events(next.next(), settings, settled));
                    }
                    List<double[]> spikes =
                            neuron.stream().map(SpikeRecording::spikes).toList();
                    sum += SmoothedCorrelation.of(inferred, spikes, SIGMA_FRAMES);
                }
            }
            return sum / seeds / neurons.size();
        }
    }

    /** As the imaging path takes it, of a detector that counts 1,000 at rest. */
    private static float[] dfOverF(SpikeRecording recording) {
        double rateHz = recording.rateHz();
        int blockFrames = (int) Math.round(0.3 * rateHz);
        RunningBaseline baseline =
                new RunningBaseline(1, new BaselineSettings((int) Math.round(60 * rateHz), blockFrames, 10, 0, 0));
        double[] trace = recording.dfOverF();
        int blocks = (int) (CALIBRATION_S * rateHz) / blockFrames;
        float[][] calibration = new float[blocks][1];
        for (int frame = 0; frame < blocks * blockFrames; frame++) {
            calibration[frame / blockFrames][0] += counts(trace[frame]) / blockFrames;
        }
        baseline.seed(calibration, new float[blocks][1]);
        float f0 = baseline.baseline(0);
        float[] dfOverF = new float[trace.length];
        float[] one = new float[1];
        for (int frame = 0; frame < trace.length; frame++) {
            float now = counts(trace[frame]);
            if (frame < blocks * blockFrames) {
                one[0] = (now - f0) / f0;
            } else {
                baseline.update(new float[] {now}, new float[1], one);
            }
            dfOverF[frame] = one[0];
        }
        return dfOverF;
    }

    private static double[] events(float[] dfOverF, SpikeSettings settings, boolean settled) {
        SpikeInference inference = SpikeInference.of(1, settings);
        double[] inferred = new double[dfOverF.length];
        float[] one = new float[1];
        float[] events = new float[1];
        float[] settledEvents = new float[1];
        for (int frame = 0; frame < dfOverF.length; frame++) {
            one[0] = dfOverF[frame];
            long settledFrame = inference.update(frame, one, events, settledEvents);
            if (!settled) {
                inferred[frame] = events[0];
            } else if (settledFrame >= 0) {
                inferred[(int) settledFrame] = settledEvents[0];
            }
        }
        return inferred;
    }

    private static float counts(double dfOverF) {
        return (float) (1000 * (1 + dfOverF));
    }

    private static String rounded(double... values) {
        return Arrays.stream(values).mapToObj("%.3f"::formatted).toList().toString();
    }
}
