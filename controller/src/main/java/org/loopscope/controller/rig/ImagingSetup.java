package org.loopscope.controller.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.days.DayField;
import org.loopscope.acquisition.motion.MotionSettings;
import org.loopscope.acquisition.onephoton.Background;
import org.loopscope.acquisition.path.GivenCells;
import org.loopscope.acquisition.path.ImagingSettings;
import org.loopscope.acquisition.path.NewCells;
import org.loopscope.acquisition.path.QualitySettings;
import org.loopscope.acquisition.path.VolumePath;
import org.loopscope.acquisition.quality.ZStack;
import org.loopscope.acquisition.roi.ImportedCells;
import org.loopscope.acquisition.roi.ReferenceImage;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.acquisition.roi.imported.RoiImport;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ImagingConfig;
import org.loopscope.controller.config.SourceConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The imaging path that an experiment describes. */
public final class ImagingSetup {
    private static final Logger LOG = LoggerFactory.getLogger(ImagingSetup.class);
    private static final int TEMPLATE_FRAMES = 60;

    private ImagingSetup() {}

    /** @return null where the rig's activity needs no imaging */
    public static @Nullable VolumePath of(ExperimentConfig config, Rig rig) {
        return of(config, rig, List.of());
    }

    /**
     * The same where the cells may be known already.
     *
     * @param known the cells by plane, in place of those that the experiment gives or lets be found; empty where they are not
     * @return null where the rig's activity needs no imaging
     */
    public static @Nullable VolumePath of(ExperimentConfig config, Rig rig, List<GivenCells> known) {
        return switch (rig.input()) {
            case ActivityInput.Recorded recorded -> null;
            case ActivityInput.Imaged imaged -> {
                FrameFormat format = imaged.frames().format();
                List<GivenCells> given = known.isEmpty() ? given(config.imaging(), format) : known;
                yield path(config, format, given, StackFile.read(config.quality()));
            }
        };
    }

    /**
     * The same for a session that was logged. Without its reference stack, which is not in the log: depth is a measurement
     * on which nothing rests.
     *
     * @param given the cells that it was given, by plane; none where it detected them itself
     */
    public static VolumePath replayed(ExperimentConfig config, FrameFormat format, List<GivenCells> given) {
        return path(config, format, given, null);
    }

    /**
     * The earlier session's field whose cells are to be found again; null where there is none, or no imaging.
     *
     * @throws ConfigurationException when it cannot be read or is of another size than the frames
     */
    public static @Nullable DayField earlier(ExperimentConfig config, Rig rig) {
        if (!(rig.input() instanceof ActivityInput.Imaged imaged)) {
            return null;
        }
        RecordedField read =
                RecordedField.earlier(config.imaging(), imaged.frames().format());
        if (read == null) {
            return null;
        }
        read.notes().forEach(note -> LOG.info("{}: {}", config.imaging().earlier(), note));
        return read.field();
    }

    /** Before the microscope starts: see {@link VolumePath#rehearse}. */
    public static void rehearse(ExperimentConfig config, Rig rig) {
        if (rig.input() instanceof ActivityInput.Imaged imaged) {
            FrameFormat format = imaged.frames().format();
            VolumePath.rehearse(format, settings(config, format), newCells(config, format));
        }
    }

    private static VolumePath path(
            ExperimentConfig config, FrameFormat format, List<GivenCells> given, @Nullable ZStack stack) {
        QualitySettings quality = new QualitySettings(config.quality().limits(), stack);
        ImagingConfig imaging = config.imaging();
        try {
            return new VolumePath(
                    format, imaging.channel(), settings(config, format), given, quality, newCells(config, format));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable NewCells newCells(ExperimentConfig config, FrameFormat format) {
        int most = config.imaging().newCells();
        if (most > 0 && format.planes() > 1) {
            throw new ConfigurationException("imaging.new_cells: new cells are searched for in recordings of one plane,"
                    + " these frames have " + format.planes() + "; leave it out");
        }
        return most == 0 ? null : new NewCells(format.ofOnePlane(), settings(config, format), most);
    }

    /** Of one plane: lengths in frames count its own, which come once a volume. */
    private static ImagingSettings settings(ExperimentConfig config, FrameFormat format) {
        ImagingConfig imaging = config.imaging();
        double rateHz = format.planeRateHz();
        int calibrationFrames = frames("calibration", imaging.calibrationNs(), rateHz);
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
                frames("baseline_window", imaging.baselineWindowNs(), rateHz),
                imaging.baseline(),
                imaging.spikes(),
                imaging.decayNs() / 1e9,
                imaging.settledLagFrames(),
                scanNs(config, format));
    }

    private static int frames(String key, long ns, double rateHz) {
        int frames = (int) Math.round(ns / 1e9 * rateHz);
        if (frames < 1) {
            throw new ConfigurationException(String.format(
                    Locale.ROOT,
                    "imaging.%s: %.1f ms hold no frame at %.4g Hz; set it to some seconds",
                    key,
                    ns / 1e6,
                    rateHz));
        }
        return frames;
    }

    /** Where the experiment does not say: scanning microscopes draw lines for as long as an exposure takes, cameras none. */
    private static long scanNs(ExperimentConfig config, FrameFormat format) {
        long exposureNs = format.periodNs();
        if (config.imaging().scanNs().isPresent()) {
            long scanNs = config.imaging().scanNs().getAsLong();
            if (scanNs > exposureNs) {
                throw new ConfigurationException(String.format(
                        Locale.ROOT,
                        "imaging.scan_time: %.3f ms is longer than a frame takes (%.3f ms)",
                        scanNs / 1e6,
                        exposureNs / 1e6));
            }
            return scanNs;
        }
        boolean lines = switch (config.source()) {
            case SourceConfig.Simulated simulated -> false;
            case SourceConfig.Camera camera -> false;
            case SourceConfig.Responses responses -> false;
            case SourceConfig.Movie movie -> config.imaging().background() instanceof Background.None;
            case SourceConfig.Live live -> config.imaging().background() instanceof Background.None;
        };
        return lines ? exposureNs : 0;
    }

    /**
     * The cells of the files that an experiment names, by plane; none where it names none.
     *
     * @throws ConfigurationException when one cannot be read, or there are not as many as planes
     */
    public static List<GivenCells> given(ImagingConfig imaging, FrameFormat format) {
        List<Path> files = imaging.roiFiles();
        if (!files.isEmpty() && files.size() != format.planes()) {
            throw new ConfigurationException("imaging.rois: " + files.size() + " file(s) for frames of "
                    + format.planes() + " plane(s); give a list of one file for each plane, in their order");
        }
        return files.stream().map(file -> cells(file, format)).toList();
    }

    private static GivenCells cells(Path file, FrameFormat format) {
        try {
            if (RecordedField.isSession(file)) {
                return given(RecordedField.session(file).field());
            }
            SessionsInside.refuse(file);
            ImportedCells cells = RoiImport.read(file, format.widthPx(), format.heightPx());
            cells.notes().forEach(note -> LOG.info("{}: {}", file, note));
            return new GivenCells(
                    cells.rois(),
                    cells.reference()
                            .filter(picture ->
                                    picture.widthPx() == format.widthPx() && picture.heightPx() == format.heightPx()));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("imaging.rois: " + e.getMessage(), e);
        }
    }

    private static GivenCells given(DayField earlier) {
        RoiSet cells = earlier.cells();
        return new GivenCells(
                cells,
                Optional.of(new ReferenceImage(
                        "the session's mean image", cells.widthPx(), cells.heightPx(), earlier.meanImage())));
    }
}
