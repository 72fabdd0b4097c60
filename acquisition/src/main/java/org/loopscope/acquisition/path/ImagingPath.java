package org.loopscope.acquisition.path;

import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameToActivity;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.motion.FieldAlignment;
import org.loopscope.acquisition.motion.MotionCorrectedFrame;
import org.loopscope.acquisition.onephoton.BackgroundRemoval;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.acquisition.quality.QualityMonitor;
import org.loopscope.acquisition.roi.BinnedMovie;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * The path of one plane. Calibrates on the first frames, then turns each frame into activity: registration, background, traces, running baseline, spike
 * inference. The call that ends the calibration takes as long as finding the cells does, and the one that completes
 * the template as long as registering its frames; all others take well under a frame's time and, once calibrated,
 * allocate nothing. Until the template is complete, shifts and correlation are not a number.
 *
 * <p>Imaging thread only. Same frames, same bits.
 */
public final class ImagingPath implements FrameToActivity {
    private final FrameFormat format;
    private final ImagingSettings settings;
    private final @Nullable GivenCells given;
    private final StageWatch watch;
    private final MotionCorrectedFrame registered;
    private final QualitySettings qualitySettings;
    private final QualityMonitor quality;
    private final @Nullable NewCells newCells;
    private @Nullable Calibration calibration;
    private @Nullable CellActivity activity;
    private float[] meanImage;
    private @Nullable FieldAlignment alignment;
    private int darkCalibrationFrames;
    private long lastIndex = -1;

    /**
     * @param given the cells, or null to find them in the calibration block
     * @throws IllegalArgumentException when the cells or the settings do not fit the frames
     */
    public ImagingPath(FrameFormat format, ImagingSettings settings, @Nullable GivenCells given) {
        this(format, settings, given, StageWatch.UNWATCHED);
    }

    /** The same, with each calibrated frame's stages measured. */
    public ImagingPath(FrameFormat format, ImagingSettings settings, @Nullable GivenCells given, StageWatch watch) {
        this(format, settings, given, QualitySettings.standard(settings.motion().maxShiftPx()), null, watch);
    }

    /**
     * The same, with limits of one's own for a frame's quality.
     *
     * @param newCells what cells that are found later are kept in, this path's own; null where none are looked for
     */
    public ImagingPath(
            FrameFormat format,
            ImagingSettings settings,
            @Nullable GivenCells given,
            QualitySettings qualitySettings,
            @Nullable NewCells newCells,
            StageWatch watch) {
        if (given != null) {
            checkSize(given.rois(), format);
        }
        this.format = format;
        this.settings = settings;
        this.given = given;
        this.watch = watch;
        this.registered = new MotionCorrectedFrame(format.widthPx(), format.heightPx());
        this.qualitySettings = qualitySettings;
        this.newCells = newCells;
        this.quality = qualitySettings.monitor(format, settings);
        this.calibration = new Calibration(format, settings, given);
        this.meanImage = new float[format.widthPx() * format.heightPx()];
    }

    private static void checkSize(RoiSet rois, FrameFormat format) {
        if (rois.widthPx() != format.widthPx() || rois.heightPx() != format.heightPx()) {
            throw new IllegalArgumentException("imaging.rois: the cells (" + rois.provenance()
                    + ") are those of frames of "
                    + rois.widthPx() + "x" + rois.heightPx() + " px, this movie's frames have " + format.widthPx() + "x"
                    + format.heightPx());
        }
    }

    /**
     * Takes a single plane's next frame, which is a volume.
     *
     * @return true
     * @throws IllegalStateException when the calibration has found no cell
     * @throws IllegalArgumentException when frames come out of order or in another size
     */
    @Override
    public boolean process(Frame in, ImagedFrame out) {
        measure(in, out);
        infer(in.index, out);
        return true;
    }

    /** All of {@link #process} but the events, which the planes of a volume are asked for together. */
    void measure(Frame in, ImagedFrame out) {
        if (in.widthPx != format.widthPx() || in.heightPx != format.heightPx()) {
            throw new IllegalArgumentException("frame " + in.index + " has " + in.widthPx + "x" + in.heightPx
                    + " px, this session's frames have " + format.widthPx() + "x" + format.heightPx());
        }
        if (in.index <= lastIndex) {
            throw new IllegalArgumentException("frame " + in.index + " came after frame " + lastIndex);
        }
        lastIndex = in.index;
        if (activity != null) {
            activity.measure(in, registered, out);
            if (newCells != null) {
                newCells.process(in.index, registered, QualityFlag.DARK.in(out.quality.flags));
            }
        } else {
            calibrate(in, out);
        }
        out.frameIndex = in.index;
        out.exposureEndNs = in.exposureEndNs;
        out.frameEndNs = in.frameEndNs;
        out.arrivedNs = in.arrivedNs;
        out.shiftXPx = registered.shiftXPx;
        out.shiftYPx = registered.shiftYPx;
        out.correlation = registered.correlation;
    }

    /**
     * The events of the last frame that was measured, once calibrated. A frame whose events are never asked for is to
     * them as if it had been lost.
     *
     * @param index by which the events settle, rising
     */
    void infer(long index, ImagedFrame out) {
        if (out.calibrated && activity != null) {
            activity.infer(index, out);
        }
    }

    /** The cells that the path was told of; null where it finds them itself. */
    public @Nullable GivenCells given() {
        return given;
    }

    /** The cells, in the order of every activity array; null until the calibration has ended, unless given. */
    public @Nullable RoiSet rois() {
        if (activity != null) {
            return activity.rois();
        }
        return given == null ? null : given.rois();
    }

    /** The cells, in the order of every activity array. */
    public RoiSet requireRois() {
        RoiSet rois = rois();
        if (rois == null) {
            throw new IllegalStateException("the cells are not known before the calibration's "
                    + settings.calibrationFrames() + " frames have been processed");
        }
        return rois;
    }

    /** How many frames the calibration has taken, up to all that it takes. */
    int calibrationFramesTaken() {
        return calibration == null ? settings.calibrationFrames() : calibration.framesTaken();
    }

    /** See {@link CellTimes}; a copy. Empty until the calibration has ended. */
    public long[] cellOffsetsNs() {
        return activity == null ? new long[0] : activity.cellOffsetsNs().clone();
    }

    /**
     * The last frame as it was laid on the template and read for traces, in one-photon movies with its background taken off:
     * the path's buffer, until the next frame. While there is no template its shift is not a number and its pixels mean
     * nothing.
     */
    public MotionCorrectedFrame registered() {
        return registered;
    }

    /** The search for cells while the session runs; null where the path was made without. */
    public @Nullable NewCells newCells() {
        return newCells;
    }

    /**
     * How the cells that were given lay relative to the field, once the calibration has ended; null where none were
     * given, or in one-photon movies. Where it is not {@link FieldAlignment#ofSameField}, the template has not been moved to them.
     */
    public @Nullable FieldAlignment alignment() {
        return alignment;
    }

    /** Frames of the calibration without light, once it has ended; they have weakened the template. */
    public int darkCalibrationFrames() {
        return darkCalibrationFrames;
    }

    /** Cells that are no brighter at rest than the detector reads in the dark, once the calibration has ended. */
    public int cellsWithoutLight() {
        return activity == null ? 0 : activity.cellsWithoutLight();
    }

    /** Mean of the registered calibration frames, row-major, raw units; all 0 until the calibration has ended. A copy. */
    public float[] meanImage() {
        return meanImage.clone();
    }

    private void calibrate(Frame in, ImagedFrame out) {
        Calibration running = calibration;
        if (running == null) {
            throw new IllegalStateException("the calibration has failed");
        }
        out.resize(0);
        out.calibrated = false;
        out.settledFrameIndex = -1;
        quality.see(in.pixels, out.quality);
        running.add(in, registered);
        if (running.registers()) {
            quality.place(registered.shiftXPx, registered.shiftYPx, registered.pixels, out.quality);
        }
        if (running.complete()) {
            calibration = null;
            alignment = running.alignment();
            BinnedMovie movie = running.movie();
            meanImage = movie.mean();
            // Focus is held against frames as they are registered, so before the background is taken off.
            darkCalibrationFrames = quality.calibrated(meanImage, movie.size(), movie.framesPerBin(), movie::bin);
            qualitySettings.placeStack(meanImage, format, settings.motion(), quality);
            BackgroundRemoval background = running.removeBackground();
            RoiSet rois = given != null ? given.rois() : running.findCells();
            activity = new CellActivity(rois, format.rateHz(), settings, running, background, quality, watch);
            if (newCells != null) {
                newCells.calibrated(rois, activity.neuropilCoefficient());
            }
        }
    }
}
