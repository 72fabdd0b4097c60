package org.loopscope.acquisition.activity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * One recording of a neuron's fluorescence with its spikes, at a chosen frame rate.
 *
 * @param dfOverF mean over each frame
 * @param spikes how many fell into each frame
 */
record SpikeRecording(double rateHz, double[] dfOverF, double[] spikes) {
    private static final double SPIKE_TIME_UNIT_S = 1e-4;

    /** A folder's neurons, one per file, each with its recordings. */
    static List<List<SpikeRecording>> neurons(Path folder, double rateHz) throws IOException {
        List<List<SpikeRecording>> neurons = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".mat")).sorted().toList()) {
                List<SpikeRecording> recordings = new ArrayList<>();
                for (Object attached : (List<?>) named("CAttached", MatlabFile.read(file))) {
                    Map<?, ?> fields = (Map<?, ?>) attached;
                    recordings.add(atRate(
                            rateHz,
                            (double[]) named("fluo_time", fields),
                            (double[]) named("fluo_mean", fields),
                            (double[]) named("events_AP", fields)));
                }
                neurons.add(recordings);
            }
        }
        return neurons;
    }

    private static Object named(String name, Map<?, ?> values) {
        return Objects.requireNonNull(values.get(name), () -> "the recording has no " + name);
    }

    /** Frames from the first sample on; the trace is taken to be linear between its samples. */
    private static SpikeRecording atRate(double rateHz, double[] timeS, double[] dfOverF, double[] events) {
        int frames = (int) ((timeS[timeS.length - 1] - timeS[0]) * rateHz);
        double[] spikes = new double[frames];
        for (double event : events) {
            int frame = (int) Math.floor((event * SPIKE_TIME_UNIT_S - timeS[0]) * rateHz);
            if (frame >= 0 && frame < frames) {
                spikes[frame]++;
            }
        }
        double[] means = new double[frames];
        double before = 0;
        double integral = 0;
        int sample = 0;
        for (int frame = 0; frame < frames; frame++) {
            double end = timeS[0] + (frame + 1) / rateHz;
            while (timeS[sample + 1] < end) {
                integral += (timeS[sample + 1] - timeS[sample]) * (dfOverF[sample] + dfOverF[sample + 1]) / 2;
                sample++;
            }
            double part = end - timeS[sample];
            double slope = (dfOverF[sample + 1] - dfOverF[sample]) / (timeS[sample + 1] - timeS[sample]);
            double upToEnd = integral + part * (dfOverF[sample] + slope * part / 2);
            means[frame] = (upToEnd - before) * rateHz;
            before = upToEnd;
        }
        return new SpikeRecording(rateHz, means, spikes);
    }

    /** The same with as much Gaussian noise as brings it to the noise level given, % per square root of Hz. */
    SpikeRecording withNoiseLevel(double percentPerRootHz, SplittableRandom random) {
        double missing = percentPerRootHz * percentPerRootHz - noiseLevel() * noiseLevel();
        if (missing <= 0) {
            return this;
        }
        double sigma = Math.sqrt(missing) / 100 * Math.sqrt(rateHz) / (0.6745 * Math.sqrt(2));
        double[] noisy = dfOverF.clone();
        for (int frame = 0; frame < noisy.length; frame++) {
            noisy[frame] += sigma * random.nextGaussian();
        }
        return new SpikeRecording(rateHz, noisy, spikes);
    }

    /** Median of the change from frame to frame over the root of the rate, % per square root of Hz. */
    double noiseLevel() {
        double[] changes = new double[dfOverF.length - 1];
        for (int frame = 0; frame < changes.length; frame++) {
            changes[frame] = Math.abs(dfOverF[frame + 1] - dfOverF[frame]);
        }
        Arrays.sort(changes);
        return 100 * changes[changes.length / 2] / Math.sqrt(rateHz);
    }
}
