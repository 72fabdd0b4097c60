package org.loopscope.acquisition.path;

import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.motion.MotionCorrectedFrame;
import org.loopscope.acquisition.motion.MotionSettings;
import org.loopscope.acquisition.motion.TemplateMotionCorrector;
import org.loopscope.acquisition.quality.QualityLimits;
import org.loopscope.acquisition.quality.QualityMonitor;
import org.loopscope.acquisition.quality.ZStack;

/**
 * Within what a frame is good.
 *
 * @param stack planes around the imaged one; null where depth is not measured
 */
public record QualitySettings(
        QualityLimits limits, @Nullable ZStack stack) {
    /** @param maxShiftPx how far the registration looks */
    public static QualitySettings standard(double maxShiftPx) {
        return new QualitySettings(QualityLimits.standard(maxShiftPx), null);
    }

    /** @throws IllegalArgumentException when the stack is of frames of another size */
    QualityMonitor monitor(FrameFormat format, ImagingSettings settings) {
        int widthPx = format.widthPx();
        int heightPx = format.heightPx();
        if (stack != null && (stack.widthPx() != widthPx || stack.heightPx() != heightPx)) {
            throw new IllegalArgumentException("quality.stack: the reference stack has planes of " + stack.widthPx()
                    + "x" + stack.heightPx() + " px, this session's frames have " + widthPx + "x" + heightPx);
        }
        return new QualityMonitor(
                widthPx,
                heightPx,
                format.rateHz(),
                settings.calibrationFrames(),
                Math.min(settings.motion().maxShiftPx(), Math.min(widthPx, heightPx) / 8),
                settings.offsetCounts(),
                format.pixelOffset(),
                limits);
    }

    /** Lays the stack onto the calibration's mean image by the plane that fits it best, and has its depth looked for. */
    void placeStack(float[] meanImage, FrameFormat format, MotionSettings motion, QualityMonitor monitor) {
        if (stack == null) {
            return;
        }
        MotionSettings still = new MotionSettings(1, 1, motion.maxShiftPx(), 0, 0);
        TemplateMotionCorrector corrector =
                new TemplateMotionCorrector(meanImage, format.widthPx(), format.heightPx(), still);
        MotionCorrectedFrame registered = new MotionCorrectedFrame(format.widthPx(), format.heightPx());
        float best = Float.NEGATIVE_INFINITY;
        int xPx = 0;
        int yPx = 0;
        for (short[] plane : stack.planes()) {
            corrector.correct(plane, registered);
            if (registered.correlation > best) {
                best = registered.correlation;
                xPx = Math.round(registered.shiftXPx);
                yPx = Math.round(registered.shiftYPx);
            }
        }
        monitor.calibrated(stack, xPx, yPx);
    }
}
