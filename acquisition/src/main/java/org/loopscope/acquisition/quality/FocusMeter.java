package org.loopscope.acquisition.quality;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether the microscope still looks at the plane it was calibrated on. The mean of the last seconds' registered frames
 * is held against the calibration's mean image: photon noise has averaged out of both, and the template of the motion
 * correction, which follows a slow drift and would hide it, plays no part. One thread; allocates nothing per frame.
 */
final class FocusMeter {
    private static final double TAU_S = 3;
    private static final double LOOKS_PER_S = 4;

    private final RunningImage image;
    private final double limit;
    private final int holdFrames;
    private final int lookEvery;
    private final double tauFrames;
    private final float weight;
    private @Nullable ImageMatch calibration;
    private @Nullable ReferenceStack stack;
    private double usual;
    private double focus = Double.NaN;
    private int framesBelow;
    private int framesSeen;

    FocusMeter(RunningImage image, double rateHz, QualityLimits limits) {
        this.image = image;
        this.limit = limits.focusShare();
        this.holdFrames = (int) Math.round(limits.focusHoldS() * rateHz);
        this.lookEvery = (int) Math.max(1, Math.round(rateHz / LOOKS_PER_S));
        this.tauFrames = TAU_S * rateHz;
        this.weight = (float) -StrictMath.expm1(-1 / tauFrames);
    }

    /**
     * Ends the calibration.
     *
     * @param mean the calibration's mean image
     * @param parts its registered frames in order, averaged over {@code framesPerPart} each
     */
    void calibrated(float[] mean, int count, int framesPerPart, IntFunction<float[]> parts) {
        ImageMatch match = new ImageMatch(image.of(mean), image.columns(), image.rows());
        float partWeight = (float) -StrictMath.expm1(-framesPerPart / tauFrames);
        double[] correlations = new double[count];
        for (int part = 0; part < count; part++) {
            image.add(parts.apply(part), partWeight);
            correlations[part] = match.correlation(image.mean());
        }
        // The first ones are of less than the running mean's time, and noisier.
        int settled = Math.min(count / 2, (int) Math.ceil(tauFrames / framesPerPart));
        double[] usualOnes = Arrays.copyOfRange(correlations, settled, count);
        Arrays.sort(usualOnes);
        usual = usualOnes.length == 0 ? 0 : usualOnes[usualOnes.length / 2];
        calibration = match;
        look(match);
    }

    void calibrated(ZStack reference, int xPx, int yPx) {
        stack = new ReferenceStack(reference, xPx, yPx, image);
    }

    /** One more frame, put back onto the template; true when the focus has been lost for long enough. */
    boolean lost(float[] registered) {
        ImageMatch match = calibration;
        if (match == null) {
            return false;
        }
        image.add(registered, weight);
        if (++framesSeen % lookEvery == 0) {
            look(match);
            if (stack != null) {
                stack.look(image.mean());
            }
        }
        framesBelow = focus < limit ? framesBelow + 1 : 0;
        return lost();
    }

    boolean lost() {
        return framesBelow > holdFrames;
    }

    /** Share of the calibration's own correlation; not a number before its end, or where its picture is flat. */
    float focus() {
        return (float) focus;
    }

    float depthUm() {
        return stack == null ? Float.NaN : stack.depthUm();
    }

    private void look(ImageMatch match) {
        focus = usual > 0 ? match.correlation(image.mean()) / usual : Double.NaN;
    }
}
