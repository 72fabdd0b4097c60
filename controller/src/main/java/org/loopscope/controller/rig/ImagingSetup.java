package org.loopscope.controller.rig;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.motion.MotionSettings;
import org.loopscope.acquisition.path.GivenCells;
import org.loopscope.acquisition.path.ImagingPath;
import org.loopscope.acquisition.path.ImagingSettings;
import org.loopscope.acquisition.path.NewCells;
import org.loopscope.acquisition.path.QualitySettings;
import org.loopscope.acquisition.path.StageWatch;
import org.loopscope.acquisition.quality.ZStack;
import org.loopscope.acquisition.roi.ImportedCells;
import org.loopscope.acquisition.roi.imported.RoiImport;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ImagingConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The imaging path that an experiment describes. */
public final class ImagingSetup {
    private static final Logger LOG = LoggerFactory.getLogger(ImagingSetup.class);
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
     * @param given the cells that it was given; null where it detected them itself
     */
    public static ImagingPath replayed(ExperimentConfig config, FrameFormat format, @Nullable GivenCells given) {
        return path(config, format, given, null);
    }

    /** Before the microscope starts: see {@link ImagingPath#rehearse}. */
    public static void rehearse(ExperimentConfig config, Rig rig) {
        if (rig.input() instanceof ActivityInput.Imaged imaged) {
            FrameFormat format = imaged.frames().format();
            ImagingPath.rehearse(format, settings(config.imaging(), format), newCells(config.imaging(), format));
        }
    }

    private static ImagingPath path(
            ExperimentConfig config, FrameFormat format, @Nullable GivenCells given, @Nullable ZStack stack) {
        QualitySettings quality = new QualitySettings(config.quality().limits(), stack);
        try {
            return new ImagingPath(
                    format,
                    settings(config.imaging(), format),
                    given,
                    quality,
                    newCells(config.imaging(), format),
                    StageWatch.UNWATCHED);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("imaging: " + e.getMessage(), e);
        }
    }

    private static @Nullable NewCells newCells(ImagingConfig imaging, FrameFormat format) {
        return imaging.newCells() == 0 ? null : new NewCells(format, settings(imaging, format), imaging.newCells());
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
                imaging.background(),
                imaging.somaDiameterPx(),
                imaging.maxCells(),
                imaging.traces(),
                imaging.detectorOffset() + format.pixelOffset(),
                (int) Math.round(imaging.baselineWindowNs() / 1e9 * rateHz),
                imaging.baseline(),
                imaging.decayNs() / 1e9,
                imaging.settledLagFrames());
    }

    private static @Nullable GivenCells given(ImagingConfig imaging, FrameFormat format) {
        if (imaging.roiFile() == null) {
            return null;
        }
        try {
            ImportedCells cells = RoiImport.read(imaging.roiFile(), format.widthPx(), format.heightPx());
            cells.notes().forEach(note -> LOG.info("{}: {}", imaging.roiFile(), note));
            return new GivenCells(
                    cells.rois(),
                    cells.reference()
                            .filter(picture ->
                                    picture.widthPx() == format.widthPx() && picture.heightPx() == format.heightPx()));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("imaging.rois: " + e.getMessage(), e);
        }
    }
}
