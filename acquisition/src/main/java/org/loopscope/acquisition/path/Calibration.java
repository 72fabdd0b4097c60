package org.loopscope.acquisition.path;

import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.motion.FieldAlignment;
import org.loopscope.acquisition.motion.MotionCorrectedFrame;
import org.loopscope.acquisition.motion.TemplateBuilder;
import org.loopscope.acquisition.motion.TemplateMotionCorrector;
import org.loopscope.acquisition.onephoton.Background;
import org.loopscope.acquisition.onephoton.BackgroundRemoval;
import org.loopscope.acquisition.roi.BinnedMovie;
import org.loopscope.acquisition.roi.DetectionSettings;
import org.loopscope.acquisition.roi.RoiDetector;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * The first part of a session: makes the template, registers all frames since the first to it, keeps them binned in
 * time, and finds the cells. Imaging thread only; gone once the calibration has ended, with its memory.
 */
final class Calibration {
    private final FrameFormat format;
    private final ImagingSettings settings;
    private final @Nullable GivenCells given;
    private final TemplateBuilder template;
    private final BinnedMovie movie;
    private @Nullable TemplateMotionCorrector corrector;
    private @Nullable FieldAlignment alignment;
    private int frames;
    private float largestShiftPx;

    /** @param given the cells, or null to find them */
    Calibration(FrameFormat format, ImagingSettings settings, @Nullable GivenCells given) {
        this.given = given;
        this.format = format;
        this.settings = settings;
        this.template = new TemplateBuilder(format.widthPx(), format.heightPx(), settings.motion());
        this.movie = new BinnedMovie(
                format.widthPx(),
                format.heightPx(),
                settings.calibrationFrames(),
                settings.baselineBlockFrames(format.rateHz()));
    }

    /** Takes one more frame. {@code registered} has no shift, and no number for it, while there is no template yet. */
    void add(Frame in, MotionCorrectedFrame registered) {
        frames++;
        if (corrector == null) {
            template.add(in);
            registered.shiftXPx = Float.NaN;
            registered.shiftYPx = Float.NaN;
            registered.correlation = Float.NaN;
            if (template.complete()) {
                corrector = registerTemplateFrames(registered);
            }
        } else {
            corrector.correct(in, registered);
            keep(registered);
        }
    }

    /** True once frames are registered as they come. */
    boolean registers() {
        return corrector != null;
    }

    boolean complete() {
        return frames == settings.calibrationFrames();
    }

    int framesTaken() {
        return frames;
    }

    BinnedMovie movie() {
        return movie;
    }

    TemplateMotionCorrector corrector() {
        if (corrector == null) {
            throw new IllegalStateException("the template needs more than " + frames + " frames");
        }
        return corrector;
    }

    /** Learns the background from the movie and takes it off; the movie's mean stays as it was. Once, at the end. */
    BackgroundRemoval removeBackground() {
        BackgroundRemoval removal = BackgroundRemoval.learned(settings.background(), settings.somaDiameterPx(), movie);
        for (int bin = 0; bin < movie.size(); bin++) {
            removal.remove(movie.bin(bin));
        }
        return removal;
    }

    /** @throws IllegalStateException when there is none */
    RoiSet findCells() {
        int borderPx = 1 + (int) Math.ceil(largestShiftPx);
        RoiSet found = new RoiDetector(DetectionSettings.standard(settings.somaDiameterPx(), settings.maxCells()))
                .detect(movie, borderPx);
        if (found.size() == 0) {
            throw new IllegalStateException("no cell was found in the " + frames + " frames of the calibration; look at"
                    + " the mean image, set imaging.soma_diameter (" + settings.somaDiameterPx()
                    + " px) to the cells' size, calibrate for longer, or give the cells in a file");
        }
        return found;
    }

    /**
     * Moves the template to where the given cells lie: they were drawn on another picture of the field. One-photon
     * frames show vessels and light from out of focus, not the cells, and cannot be laid on them.
     */
    private float[] placed(float[] made) {
        if (given == null || !(settings.background() instanceof Background.None)) {
            return made;
        }
        int width = format.widthPx();
        int height = format.heightPx();
        FieldAlignment found = FieldAlignment.of(
                made, given.picture(), width, height, settings.motion().maxShiftPx());
        alignment = found;
        return found.ofSameField() ? found.toPicture(made, width, height) : made;
    }

    /** How the given cells lay relative to the field; null where none were given, or in one-photon movies. */
    @Nullable FieldAlignment alignment() {
        return alignment;
    }

    private TemplateMotionCorrector registerTemplateFrames(MotionCorrectedFrame registered) {
        TemplateMotionCorrector made = new TemplateMotionCorrector(
                placed(template.build()), format.widthPx(), format.heightPx(), settings.motion());
        for (int frame = 0; frame < settings.motion().templateFrames(); frame++) {
            made.correct(template.framePixels(frame), registered);
            keep(registered);
        }
        return made;
    }

    private void keep(MotionCorrectedFrame registered) {
        movie.add(registered.pixels);
        float shiftPx = Math.max(Math.abs(registered.shiftXPx), Math.abs(registered.shiftYPx));
        largestShiftPx = Math.max(largestShiftPx, shiftPx);
    }
}
