package org.loopscope.acquisition.simulated;

import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameSource;

/**
 * A two-photon microscope over simulated neurons. Its frames come at its own clock's rate: frame i is exposed over
 * {@code [i, i+1)} periods of that clock since {@link #startAt}. Spikes become calcium, calcium light, light counts; the
 * whole frame is exposed at once, a line scan's skew is not simulated.
 *
 * <p>Acquisition thread only; allocates nothing per frame.
 */
public final class SimulatedMicroscope implements FrameSource {
    private final SimulatedRigSettings settings;
    private final SimulatedNeurons neurons;
    private final FrameClock frameClock;
    private final TruthSink truthSink;
    private final FieldOfView field;
    private final FrameRenderer renderer;
    private final CalciumKinetics calcium;
    private final NeuropilActivity neuropil;
    private final BrainMotion motion;
    private final long[] dropFrames;
    private final double sessionPeriodNs;
    private final int[] spikeCounts;
    private final float[] dfOverF;

    private long startNs;
    private long framesAnnounced;
    private long nextFrame;
    private int nextDrop;

    /** @throws IllegalArgumentException when the neurons have no room in the field of view */
    public SimulatedMicroscope(
            SimulatedNeurons neurons, SimulatedRigSettings settings, FrameClock frameClock, TruthSink truthSink) {
        this.settings = settings;
        this.neurons = neurons;
        this.frameClock = frameClock;
        this.truthSink = truthSink;
        double frameS = 1 / settings.format().rateHz();
        sessionPeriodNs = 1e9 * frameS / (1 + settings.clockDriftPpm() * 1e-6);
        dropFrames = settings.dropFrames().stream().mapToLong(Long::longValue).toArray();
        field = new FieldOfView(settings, neurons.count());
        renderer = new FrameRenderer(field, settings);
        calcium = new CalciumKinetics(settings.tissue().indicator(), neurons.count(), frameS);
        neuropil = new NeuropilActivity(
                field.truth.somata(),
                FrameRenderer.nodeSpacingPx(field.widthPx),
                FrameRenderer.nodeSpacingPx(field.heightPx),
                field.marginPx,
                frameS,
                SimulatedStream.NEUROPIL.seed(settings.seed()));
        motion = new BrainMotion(settings.motion(), frameS, SimulatedStream.MOTION.seed(settings.seed()));
        spikeCounts = new int[neurons.count()];
        dfOverF = new float[neurons.count()];
    }

    /**
     * Sets when the first exposure starts, session clock, nanoseconds; 0 when never called.
     *
     * @throws IllegalStateException when the first exposure has already been announced
     */
    @Override
    public void startAt(long sessionNs) {
        if (framesAnnounced > 0) {
            throw new IllegalStateException("the simulated microscope is running; its start cannot be moved");
        }
        startNs = sessionNs;
    }

    /** What lies under the microscope, for scoring only. */
    public GroundTruth truth() {
        return field.truth;
    }

    @Override
    public FrameFormat format() {
        return settings.format();
    }

    /** Frames that will be lost are passed over. */
    @Override
    public long nextExposureEndNs() {
        long frame = nextFrame;
        for (int drop = nextDrop; drop < dropFrames.length && dropFrames[drop] == frame; drop++) {
            frame++;
        }
        return exposureStartNs(frame + 1);
    }

    @Override
    public Poll poll(long nowNs, Frame into) {
        if (into.widthPx != settings.format().widthPx()
                || into.heightPx != settings.format().heightPx()) {
            throw new IllegalArgumentException("the simulated microscope gives frames of "
                    + settings.format().widthPx() + "x" + settings.format().heightPx() + " px, the buffer holds "
                    + into.widthPx + "x" + into.heightPx);
        }
        while (exposureStartNs(framesAnnounced) <= nowNs) {
            frameClock.frameStarted(exposureStartNs(framesAnnounced++));
        }
        while (exposureStartNs(nextFrame + 1) <= nowNs) {
            boolean delivered = expose(into);
            nextFrame++;
            if (delivered) {
                return Poll.FRAME;
            }
        }
        return Poll.NOT_YET;
    }

    @Override
    public void close() {
        // Holds nothing but memory.
    }

    /** Lives through the next frame's interval; false when the frame is one that gets lost. */
    private boolean expose(Frame into) {
        long endNs = exposureStartNs(nextFrame + 1);
        neurons.spikes(exposureStartNs(nextFrame), endNs, spikeCounts);
        calcium.step(spikeCounts, dfOverF);
        neuropil.step(dfOverF);
        motion.step();
        boolean delivered = nextDrop >= dropFrames.length || dropFrames[nextDrop] != nextFrame;
        if (delivered) {
            into.index = nextFrame;
            into.exposureEndNs = endNs;
            renderer.render(
                    nextFrame, dfOverF, neuropil.brightness(), motion.shiftXPx(), motion.shiftYPx(), into.pixels);
        } else {
            nextDrop++;
        }
        truthSink.frame(nextFrame, endNs, spikeCounts, motion.shiftXPx(), motion.shiftYPx(), delivered);
        return delivered;
    }

    private long exposureStartNs(long frame) {
        return startNs + Math.round(frame * sessionPeriodNs);
    }
}
