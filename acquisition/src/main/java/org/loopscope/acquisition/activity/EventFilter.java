package org.loopscope.acquisition.activity;

import java.util.Arrays;

/**
 * The expected events given all frames so far, and none later: a Bayesian filter with a nonlinear update.
 *
 * <p>The model. At each frame an event happens with a small probability p and adds A to a store, A exponentially
 * distributed about a mean. Of what the store holds, the share {@code 1 - r} moves to the calcium in every frame (the
 * rise), and the calcium decays by {@code g}:
 * <pre>
 * store_t   = r store_(t-1) + A_t
 * calcium_t = g calcium_(t-1) + (1 - r) store_t + a little noise
 * dF/F_t    = calcium_t + noise of the measured standard deviation
 * </pre>
 * What is known of (store, calcium) is kept as a mean and a covariance. A new frame is explained in two ways, with an
 * event and without; both are exact (Kalman's update; a normal distribution cut off at 0 for the event's size), their
 * odds give the event's probability, and the mixture is again taken as one normal distribution with the same mean and
 * covariance (assumed density filtering, Maybeck 1982, Stochastic Models, Estimation and Control 2, ch. 12).
 *
 * <p>Why it does better at lag 0 than OASIS read out at lag 0: that takes every step up, of whatever size, for an event
 * until later frames tell; here a step counts by how far the noise could have made it, and a rise that continues is
 * taken as the same event. Nothing is fitted to a recording: the time constants and the measured noise decide.
 *
 * <p>One thread; allocates nothing per frame.
 */
final class EventFilter implements SpikeInference {
    /** No noise is taken to be smaller, dF/F. */
    private static final double LEAST_NOISE = 0.005;
    /** Noise of the calcium itself, in units of the frame's: what the model's shape leaves unexplained. */
    private static final double MODEL_ERROR = 0.15;

    private final int cells;
    private final double g;
    private final double r;
    private final double arriving;
    private final double probability;
    private final double meanEvent;
    private final SpikeModel.Readout readout;
    private final long forgottenFrames;
    private final MillsRatio mills = new MillsRatio();
    private final NoiseLevel noise;
    private final FrameLag lag = new FrameLag(0);
    private final OasisAr2 settled;

    private final double[] store;
    private final double[] calcium;
    private final double[] storeVariance;
    private final double[] covariance;
    private final double[] calciumVariance;

    EventFilter(int cells, SpikeModel.Filtered model, int settledLagFrames) {
        this.cells = cells;
        this.g = StrictMath.exp(-1 / model.decayFrames());
        this.r = StrictMath.exp(-1 / model.riseFrames());
        this.arriving = 1 - r;
        this.probability = model.eventsPerFrame();
        this.meanEvent = model.meanEvent();
        this.readout = model.readout();
        this.forgottenFrames = (long) Math.ceil(10 * model.decayFrames());
        this.noise = new NoiseLevel(cells, LEAST_NOISE);
        this.settled =
                new OasisAr2(cells, new SpikeModel.Ar2(model.riseFrames(), model.decayFrames(), 0), settledLagFrames);
        this.store = new double[cells];
        this.calcium = new double[cells];
        this.storeVariance = new double[cells];
        this.covariance = new double[cells];
        this.calciumVariance = new double[cells];
        Arrays.fill(calciumVariance, meanEvent * meanEvent);
    }

    @Override
    public long update(long frameIndex, float[] dfOverF, float[] events, float[] settledEvents) {
        long lost = lag.none() ? 0 : frameIndex - lag.newest() - 1;
        lag.next(frameIndex);
        long settledIndex = settled.update(frameIndex, dfOverF, events, settledEvents);
        noise.add(dfOverF);
        for (int cell = 0; cell < cells; cell++) {
            double sigma = noise.sigma(cell);
            for (long frame = Math.min(lost, forgottenFrames); frame > 0; frame--) {
                predict(cell, sigma);
                eventUnseen(cell);
            }
            predict(cell, sigma);
            events[cell] = (float) explain(cell, dfOverF[cell], sigma);
        }
        return settledIndex;
    }

    /** From the last frame to this one, no event yet. */
    private void predict(int cell, double sigma) {
        double ss = r * r * storeVariance[cell];
        double sc = r * g * covariance[cell];
        store[cell] *= r;
        calcium[cell] = g * calcium[cell] + arriving * store[cell];
        calciumVariance[cell] = g * g * calciumVariance[cell]
                + arriving * (2 * sc + arriving * ss)
                + MODEL_ERROR * MODEL_ERROR * sigma * sigma;
        covariance[cell] = sc + arriving * ss;
        storeVariance[cell] = ss;
    }

    /** A frame that was lost: an event as likely and as large as ever. */
    private void eventUnseen(int cell) {
        double mean = probability * meanEvent;
        double variance = 2 * probability * meanEvent * meanEvent - mean * mean;
        store[cell] += mean;
        calcium[cell] += arriving * mean;
        storeVariance[cell] += variance;
        covariance[cell] += arriving * variance;
        calciumVariance[cell] += arriving * arriving * variance;
    }

    /**
     * A frame that was seen. Here an event's size is the step it makes in this frame, {@code (1 - r) A}.
     *
     * @return what is reported
     */
    private double explain(int cell, double y, double sigma) {
        double variance = calciumVariance[cell] + sigma * sigma;
        double deviation = Math.sqrt(variance);
        double innovation = y - calcium[cell];
        double gainStore = covariance[cell] / variance;
        double gain = calciumVariance[cell] / variance;

        double meanStep = meanEvent * arriving;
        double likeliest = innovation - variance / meanStep;
        double z = likeliest / deviation;
        double h = mills.at(z);
        double stepIfEvent = likeliest + deviation * h;
        double varianceIfEvent = Math.max(0, variance * (1 - h * (z + h)));
        // Odds of no event: its density of the innovation over that of an exponential event plus noise.
        double against = (1 - probability) * meanStep * h / deviation;
        double event = probability / (probability + against);

        double step = event * stepIfEvent;
        double stepVariance = event * (varianceIfEvent + stepIfEvent * stepIfEvent) - step * step;
        double storeShare = 1 / arriving - gainStore;
        double calciumShare = 1 - gain;
        double raised = gain * innovation + calciumShare * step;
        store[cell] = Math.max(0, store[cell] + gainStore * innovation + storeShare * step);
        calcium[cell] = Math.max(0, calcium[cell] + raised);
        storeVariance[cell] += storeShare * storeShare * stepVariance - gainStore * gainStore * variance;
        covariance[cell] += storeShare * calciumShare * stepVariance - gainStore * gain * variance;
        calciumVariance[cell] += calciumShare * calciumShare * stepVariance - gain * gain * variance;
        double up = Math.max(0, raised);
        return switch (readout) {
            case STEP -> up;
            case STRENGTH -> Math.sqrt(event * up);
        };
    }
}
