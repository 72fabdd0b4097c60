package org.loopscope.controller.rig;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.motion.MotionSettings;
import org.loopscope.acquisition.path.ImagingPath;
import org.loopscope.acquisition.path.ImagingSettings;
import org.loopscope.acquisition.path.QualitySettings;
import org.loopscope.acquisition.path.StageWatch;
import org.loopscope.acquisition.quality.ZStack;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.acquisition.roi.imported.RoiImport;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ImagingConfig;

/** The imaging path that an experiment describes. */
public final class ImagingSetup {
    private static final int TEMPLATE_FRAMES = 60;

    private ImagingSetup() {}

    /** @return null where the rig's activity needs no imaging */
    public static @Nullable ImagingPath of(ExperimentConfig config, Rig rig) {
        return switch (rig.input()) {
            case ActivityInput.Recorded recorded -> null;
            case ActivityInput.Imaged imaged -> {
                FrameFormat format = imaged.frames().format();
                yield path(config, format, given(config.imaging(), format), StackFile.read(config.quality()));
            }
        };
    }

    /**
     * The same for a session that was logged. Without its reference stack, which is not in the log: depth is a measurement
     * on which nothing rests.
     *
     * @param rois the cells that it had; taken only where it was given them, and did not detect them itself
     */
    public static ImagingPath replayed(ExperimentConfig config, FrameFormat format, @Nullable RoiSet rois) {
        return path(config, format, config.imaging().roiFile() == null ? null : rois, null);
    }

    /** Before the microscope starts: see {@link ImagingPath#rehearse}. */
    public static void rehearse(ExperimentConfig config, Rig rig) {
        if (rig.input() instanceof ActivityInput.Imaged imaged) {
            FrameFormat format = imaged.frames().format();
            ImagingPath.rehearse(format, settings(config.imaging(), format));
        }
    }

    private static ImagingPath path(
            ExperimentConfig config, FrameFormat format, @Nullable RoiSet rois, @Nullable ZStack stack) {
        QualitySettings quality = new QualitySettings(config.quality().limits(), stack);
        try {
            return new ImagingPath(format, settings(config.imaging(), format), rois, quality, StageWatch.UNWATCHED);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("imaging: " + e.getMessage(), e);
        }
    }

    private static ImagingSettings settings(ImagingConfig imaging, FrameFormat format) {
        double rateHz = format.rateHz();
        int calibrationFrames = (int) Math.round(imaging.calibrationNs() / 1e9 * rateHz);
        return new ImagingSettings(
                calibrationFrames,
                MotionSettings.defaults()
                        .with(
                                Math.min(TEMPLATE_FRAMES, calibrationFrames),
                                (int) Math.round(imaging.maxShiftPx()),
                                imaging.motionPatches()),
                imaging.somaDiameterPx(),
                imaging.maxCells(),
                imaging.traces(),
                imaging.detectorOffset() + format.pixelOffset(),
                (int) Math.round(imaging.baselineWindowNs() / 1e9 * rateHz),
                imaging.baseline(),
                imaging.decayNs() / 1e9,
                imaging.settledLagFrames());
    }

    private static @Nullable RoiSet given(ImagingConfig imaging, FrameFormat format) {
        if (imaging.roiFile() == null) {
            return null;
        }
        try {
            return RoiImport.read(imaging.roiFile(), format.widthPx(), format.heightPx())
                    .rois();
        } catch (IOException e) {
            throw new ConfigurationException("imaging.rois: " + e.getMessage(), e);
        }
    }
}
