package org.loopscope.inference.simulated;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.simulated.SimulatedNeurons;
import org.loopscope.acquisition.simulated.Xoshiro256;
import org.loopscope.stimulus.Screen;
import org.loopscope.stimulus.StimulusImage;

/**
 * A simulated population of V1 neurons that looks at a screen. Rates follow the picture with the visual latency and a
 * short exponential smoothing; spikes are Poisson at the rate times a gain shared by all and a gain of each cell's own.
 *
 * <p>{@link #spikes} belongs to the acquisition thread. The truth (rates, drives, best pictures, cells)
 * never changes and may be read from any thread, for scoring only.
 */
public final class V1Population implements SimulatedNeurons {
    /** How often a change on the screen is looked for. */
    private static final long GLANCE_NS = 2_000_000;

    private final V1Settings settings;
    private final Screen screen;
    private final List<GaborCell> cells;
    private final ReceptiveField[] fields;
    private final Xoshiro256 spikeRandom;
    private final GainFluctuation sharedGain;
    private final GainFluctuation privateGains;
    private final double[] targetHz;
    private final double[] rateHz;
    private final double[] expectedSpikes;

    private @Nullable StimulusImage seen;

    public V1Population(V1Settings settings, Screen screen) {
        this.settings = settings;
        this.screen = screen;
        int count = settings.neurons();
        cells = List.copyOf(new CellSampler(settings, stream(0)).draw());
        fields = new ReceptiveField[count];
        targetHz = new double[count];
        rateHz = new double[count];
        expectedSpikes = new double[count];
        for (int i = 0; i < count; i++) {
            fields[i] = ReceptiveField.of(cells.get(i), settings.pictureSize());
            targetHz[i] = cells.get(i).baselineRateHz();
            rateHz[i] = targetHz[i];
        }
        spikeRandom = stream(1);
        sharedGain = new GainFluctuation(1, settings.sharedGainLogSd(), settings.gainTauS(), stream(2));
        privateGains = new GainFluctuation(count, settings.privateGainLogSd(), settings.gainTauS(), stream(3));
    }

    @Override
    public int count() {
        return cells.size();
    }

    @Override
    public void spikes(long fromNs, long toNs, int[] spikeCounts) {
        Arrays.fill(expectedSpikes, 0);
        long segmentFromNs = fromNs;
        long glanceNs = fromNs;
        while (glanceNs < toNs) {
            StimulusImage now = onScreen(glanceNs - settings.visualLatencyNs());
            if (!Objects.equals(now, seen)) {
                follow(glanceNs - segmentFromNs);
                segmentFromNs = glanceNs;
                see(now);
            }
            glanceNs += GLANCE_NS - Math.floorMod(glanceNs, GLANCE_NS);
        }
        follow(toNs - segmentFromNs);
        double seconds = (toNs - fromNs) * 1e-9;
        sharedGain.step(seconds);
        privateGains.step(seconds);
        double shared = sharedGain.gain(0);
        for (int i = 0; i < spikeCounts.length; i++) {
            spikeCounts[i] = spikeRandom.nextPoisson(expectedSpikes[i] * shared * privateGains.gain(i));
        }
    }

    /** Steady rate of a neuron looking at a picture, without noise, spikes per second. */
    public float trueRate(int neuron, StimulusImage image) {
        return (float) cells.get(neuron).rateHz(fields[neuron].drive(pixelsOf(image)));
    }

    /** Answer of a neuron's filters to a picture, before its nonlinearity; 0 for a neuron that nothing drives. */
    public double trueDrive(int neuron, StimulusImage image) {
        return cells.get(neuron).responsive() ? fields[neuron].drive(pixelsOf(image)) : 0;
    }

    /**
     * The picture that drives a neuron best among all of this contrast within the display's range.
     *
     * @param contrastRms as {@link StimulusImage#contrastRms}, above 0 and below 1
     */
    public StimulusImage optimalImage(int neuron, double contrastRms) {
        return new StimulusImage(
                "optimum-of-neuron-" + neuron, settings.pictureSize(), OptimalPicture.of(fields[neuron], contrastRms));
    }

    public CellKind kindOf(int neuron) {
        return cells.get(neuron).kind();
    }

    public PopulationTruth truth() {
        return new PopulationTruth(settings, cells);
    }

    private @Nullable StimulusImage onScreen(long sessionNs) {
        return sessionNs < 0 ? null : screen.at(sessionNs);
    }

    private void see(@Nullable StimulusImage image) {
        seen = image;
        for (int i = 0; i < targetHz.length; i++) {
            targetHz[i] = image == null ? cells.get(i).baselineRateHz() : trueRate(i, image);
        }
    }

    /** Lets the rates approach their targets for a while and adds up the spikes to expect meanwhile. */
    private void follow(long durationNs) {
        double tauS = settings.smoothingNs() * 1e-9;
        double seconds = durationNs * 1e-9;
        double gone = -StrictMath.expm1(-seconds / tauS);
        for (int i = 0; i < rateHz.length; i++) {
            double step = targetHz[i] - rateHz[i];
            expectedSpikes[i] += targetHz[i] * seconds - step * tauS * gone;
            rateHz[i] += step * gone;
        }
    }

    private float[] pixelsOf(StimulusImage image) {
        if (!image.size().equals(settings.pictureSize())) {
            throw new IllegalArgumentException("the simulated neurons see pictures of " + settings.pictureSize()
                    + ", picture " + image.id() + " is of " + image.size());
        }
        return image.pixels();
    }

    private Xoshiro256 stream(int number) {
        return new Xoshiro256(Xoshiro256.streamSeed(settings.seed(), number));
    }
}
