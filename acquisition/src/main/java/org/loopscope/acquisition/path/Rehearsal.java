package org.loopscope.acquisition.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.motion.MotionCorrectedFrame;
import org.loopscope.acquisition.motion.MotionSettings;
import org.loopscope.acquisition.motion.TemplateBuilder;
import org.loopscope.acquisition.motion.TemplateMotionCorrector;
import org.loopscope.acquisition.roi.BinnedMovie;
import org.loopscope.acquisition.roi.DetectionSettings;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiDetector;
import org.loopscope.acquisition.roi.RoiSet;

/** A made-up movie of blinking squares, run through a path of its own and forgotten. */
final class Rehearsal {
    private static final int TEMPLATE_FRAMES = 30;
    private static final int CALIBRATION_FRAMES = 60;
    private static final int FRAMES_AFTER = 240;
    private static final int JUMPS = 300;
    private static final int BACKGROUND_COUNTS = 300;
    private static final int CELL_COUNTS = 300;
    private static final int NOISE_COUNTS = 64;

    private final FrameFormat format;
    private final ImagingSettings settings;
    private final RoiSet cells;
    private final SplittableRandom random = new SplittableRandom(1);
    private final @Nullable NewCells newCells;

    Rehearsal(FrameFormat format, ImagingSettings settings, @Nullable NewCells newCells) {
        this.newCells = newCells;
        // More planes run the same code again.
        int planes = Math.min(2, format.planes());
        this.format = new FrameFormat(
                format.widthPx(), format.heightPx(), planes * format.planeRateHz(), planes, 1, format.pixelOffset());
        this.settings = settings.withCalibration(CALIBRATION_FRAMES, TEMPLATE_FRAMES);
        this.cells = squares(format, (int) Math.round(settings.somaDiameterPx()));
    }

    void run() {
        VolumePath path = new VolumePath(
                format,
                0,
                settings,
                Collections.nCopies(format.planes(), new GivenCells(cells)),
                QualitySettings.standard(settings.motion().maxShiftPx()),
                newCells);
        Frame frame = new Frame(format.widthPx(), format.heightPx());
        ImagedFrame out = new ImagedFrame();
        BinnedMovie movie = new BinnedMovie(format.widthPx(), format.heightPx(), CALIBRATION_FRAMES, 2);
        float[] pixels = new float[frame.pixels.length];
        for (int i = 0; i < CALIBRATION_FRAMES * format.planes() + FRAMES_AFTER; i++) {
            draw(i, frame);
            frame.plane = i % format.planes();
            path.process(frame, out);
            if (i < CALIBRATION_FRAMES) {
                for (int p = 0; p < pixels.length; p++) {
                    pixels[p] = frame.pixels[p];
                }
                movie.add(pixels);
            }
        }
        rehearseSearch(frame);
        new RoiDetector(DetectionSettings.standard(settings.somaDiameterPx(), settings.maxCells())).detect(movie, 2);
    }

    /** What a session needs seldom, and must not be slow at then: sudden jumps, and a new template. */
    private void rehearseSearch(Frame frame) {
        MotionSettings motion = new MotionSettings(1, 1, settings.motion().maxShiftPx(), 1, 0.05);
        MotionCorrectedFrame registered = new MotionCorrectedFrame(format.widthPx(), format.heightPx());
        TemplateBuilder template = new TemplateBuilder(format.widthPx(), format.heightPx(), motion);
        template.add(frame);
        TemplateMotionCorrector corrector =
                new TemplateMotionCorrector(template.build(), format.widthPx(), format.heightPx(), motion);
        short[] moved = new short[frame.pixels.length];
        for (int i = 0; i < JUMPS; i++) {
            int by = i % 2 * settings.motion().maxShiftPx();
            System.arraycopy(frame.pixels, 0, moved, by, moved.length - by);
            corrector.correct(moved, registered);
        }
    }

    /** Every third square blinks slowly, and the whole moves to and fro by a pixel. */
    private void draw(int index, Frame into) {
        into.index = index;
        for (int p = 0; p < into.pixels.length; p++) {
            into.pixels[p] = (short) (BACKGROUND_COUNTS + random.nextInt(NOISE_COUNTS));
        }
        int shift = index / 2 % 2;
        for (Roi cell : cells.rois()) {
            boolean bright = cell.id() % 3 == 0 && (index + cell.id()) % 20 < 8;
            for (int pixel : cell.pixels()) {
                into.pixels[pixel + shift] += (short) (bright ? 2 * CELL_COUNTS : CELL_COUNTS);
            }
        }
    }

    /** Squares about as large as a soma and two somata apart; at least one, and none on the edge. */
    private static RoiSet squares(FrameFormat format, int somaPx) {
        int side = Math.clamp(somaPx, 2, 8);
        List<Roi> cells = new ArrayList<>();
        for (int top = 2; top + side < format.heightPx(); top += 2 * Math.max(somaPx, side)) {
            for (int left = 2; left + side < format.widthPx() - 1; left += 2 * Math.max(somaPx, side)) {
                int[] pixels = new int[side * side];
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] = (top + i / side) * format.widthPx() + left + i % side;
                }
                float[] weights = new float[pixels.length];
                Arrays.fill(weights, 1f / pixels.length);
                cells.add(new Roi(cells.size(), pixels, weights));
            }
        }
        return new RoiSet(format.widthPx(), format.heightPx(), cells, "rehearsal");
    }
}
