package org.loopscope.acquisition.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameToActivity;
import org.loopscope.acquisition.ImagedFrame;

/**
 * The imaging path of a whole recording: an {@link ImagingPath} for each plane, with its own template, cells, baseline
 * and quality, on the frames of one channel. Activity comes with the last frame of each volume: the cells of all planes,
 * plane by plane. A volume of which a frame was lost gives none; the planes whose frames came have taken them into
 * template and baseline, and their events are found in the next volume.
 *
 * <p>Imaging thread only. Same frames, same bits. Allocates nothing per frame once calibrated.
 */
public final class VolumePath implements FrameToActivity {
    private static final long NONE = Long.MIN_VALUE;

    private final int channel;
    private final long framePeriodNs;
    private final int calibrationFrames;
    private final VolumeNumbers numbers;
    private final List<ImagingPath> planes;
    /** What was found in each plane's last frame. */
    private final ImagedFrame[] found;

    private ImagedFrame newest;
    private Volume running;
    private Volume before;
    private @Nullable Volume ended;
    /** Of all planes, from a volume's time; empty until the calibrations have ended. */
    private long[] cellOffsetsNs = {};

    /**
     * @param channel the one that is imaged, from 0
     * @param settings of each plane; lengths in frames count a plane's own, which come once a volume
     * @param given each plane's cells, or none to find them in the calibration block
     * @throws IllegalArgumentException when the cells, the channel or the settings do not fit the frames
     */
    public VolumePath(
            FrameFormat format,
            int channel,
            ImagingSettings settings,
            List<GivenCells> given,
            QualitySettings qualitySettings) {
        this(format, channel, settings, given, qualitySettings, null);
    }

    /**
     * The same.
     *
     * @param newCells what cells that are found later are kept in, this path's own; null where none are looked for
     * @throws IllegalArgumentException also when there are new cells and several planes
     */
    public VolumePath(
            FrameFormat format,
            int channel,
            ImagingSettings settings,
            List<GivenCells> given,
            QualitySettings qualitySettings,
            @Nullable NewCells newCells) {
        if (newCells != null && format.planes() > 1) {
            throw new IllegalArgumentException("new cells are looked for in a single plane, not in " + format.planes());
        }
        if (channel < 0 || channel >= format.channels()) {
            throw new IllegalArgumentException("imaging.channel: " + channel + " is not there: the frames have "
                    + format.channels() + " channel(s), counted from 0");
        }
        if (!given.isEmpty() && given.size() != format.planes()) {
            throw new IllegalArgumentException("imaging.rois: cells are given for " + given.size()
                    + " plane(s), the frames have " + format.planes() + "; give a file for each plane, in their order");
        }
        this.channel = channel;
        framePeriodNs = format.periodNs();
        calibrationFrames = settings.calibrationFrames();
        numbers = new VolumeNumbers(format);
        List<ImagingPath> paths = new ArrayList<>();
        found = new ImagedFrame[format.planes()];
        for (int plane = 0; plane < format.planes(); plane++) {
            GivenCells cells = given.isEmpty() ? null : given.get(plane);
            paths.add(new ImagingPath(
                    format.ofOnePlane(), settings, cells, qualitySettings, newCells, StageWatch.UNWATCHED));
            found[plane] = new ImagedFrame();
        }
        planes = List.copyOf(paths);
        newest = found[0];
        running = new Volume(format.planes());
        running.number = NONE;
        before = new Volume(format.planes());
    }

    /**
     * Runs a made-up movie through a path of its own, so that the virtual machine has compiled the code by the time
     * the microscope starts. Without it the first frames, the template and the search for cells take seconds instead of
     * tenths. Takes a few seconds itself; leaves nothing behind.
     *
     * @param settings of each plane
     * @param newCells for the rehearsal alone; null for a path that keeps no frames for a search
     */
    public static void rehearse(FrameFormat format, ImagingSettings settings, @Nullable NewCells newCells) {
        new Rehearsal(format, settings, newCells).run();
    }

    /** The search for cells while the session runs; null where the path was made without. */
    public @Nullable NewCells newCells() {
        return planes.getFirst().newCells();
    }

    /** Whether a frame is of the channel that is imaged; others must not be processed. */
    public boolean images(Frame frame) {
        return frame.channel == channel;
    }

    /** What the frames so far lack for activity, in words; empty once there was some. */
    public Optional<String> lacks() {
        for (int plane = 0; plane < planes.size(); plane++) {
            int taken = planes.get(plane).calibrationFramesTaken();
            if (taken < calibrationFrames) {
                String of = planes.size() == 1 ? "" : " of plane " + plane;
                return Optional.of("the frames ended within the calibration" + of + ": " + taken
                        + " came, imaging.calibration asks for " + calibrationFrames
                        + "; give a longer recording or shorten the calibration");
            }
        }
        return cellOffsetsNs.length > 0
                ? Optional.empty()
                : Optional.of(
                        "the frames ended with the calibration, none was left for activity; give a longer recording"
                                + " or shorten imaging.calibration");
    }

    public int planes() {
        return planes.size();
    }

    /** One plane's path: its cells, its mean image, how its calibration went. */
    public ImagingPath plane(int plane) {
        return planes.get(plane);
    }

    /**
     * @throws IllegalStateException when a calibration has found no cell
     * @throws IllegalArgumentException when frames come out of order, in another size, or of a plane out of its turn
     */
    @Override
    public boolean process(Frame in, ImagedFrame out) {
        ended = null;
        enterVolume(numbers.of(in));
        newest = found[in.plane];
        measure(in);
        running.enter(in.plane, newest);
        if (in.plane < planes.size() - 1 || !running.whole()) {
            return false;
        }
        ended = running;
        gather(in.index, out);
        return true;
    }

    /** What was found in the last frame alone: its place, its quality, its plane's cells; a buffer, until the next. */
    public ImagedFrame frame() {
        return newest;
    }

    /**
     * The volume that ended with the last frame: a whole one with its own last frame, one with a loss when the next one
     * began. A buffer, valid until the next frame; null where none ended, or one that had begun before the session.
     */
    public @Nullable Volume ended() {
        return ended;
    }

    /**
     * From a volume's time, which is that of its last frame, to when each of a plane's cells is looked at, nanoseconds, 0 or
     * less: where it lies within the frame ({@link CellTimes}) and its plane within the volume. A copy; empty until the
     * plane's calibration has ended.
     */
    public long[] cellOffsetsNs(int plane) {
        long planeNs = (planes.size() - 1 - plane) * framePeriodNs;
        return Arrays.stream(planes.get(plane).cellOffsetsNs())
                .map(inFrameNs -> inFrameNs - planeNs)
                .toArray();
    }

    private void enterVolume(long number) {
        if (number == running.number) {
            return;
        }
        boolean lossy = running.number >= 0 && !running.whole();
        Volume last = running;
        running = before;
        before = last;
        ended = lossy ? last : null;
        running.begin(number);
    }

    private void measure(Frame in) {
        try {
            planes.get(in.plane).measure(in, newest);
        } catch (IllegalStateException e) {
            throw planes.size() == 1 ? e : new IllegalStateException("plane " + in.plane + ": " + e.getMessage(), e);
        }
    }

    /** Events of all planes at once, so that each volume's settle together and a lost one's are found in the next. */
    private void gather(long index, ImagedFrame out) {
        out.copyFrameFrom(found[found.length - 1]);
        boolean calibrated = true;
        int cells = 0;
        for (ImagedFrame plane : found) {
            calibrated &= plane.calibrated;
            cells += plane.fluorescence.length;
        }
        out.resize(calibrated ? cells : 0);
        out.calibrated = calibrated;
        if (calibrated && cellOffsetsNs.length == 0) {
            cellOffsetsNs = IntStream.range(0, planes.size())
                    .boxed()
                    .flatMapToLong(plane -> Arrays.stream(cellOffsetsNs(plane)))
                    .toArray();
        }
        out.cellOffsetsNs = cellOffsetsNs;
        out.settledFrameIndex = -1;
        int first = 0;
        for (int plane = 0; plane < found.length; plane++) {
            ImagedFrame of = found[plane];
            out.quality.flags |= of.quality.flags;
            if (calibrated) {
                planes.get(plane).infer(index, of);
                copyCells(of, first, out);
                first += of.fluorescence.length;
            }
        }
    }

    private static void copyCells(ImagedFrame plane, int to, ImagedFrame out) {
        int cells = plane.fluorescence.length;
        System.arraycopy(plane.fluorescence, 0, out.fluorescence, to, cells);
        System.arraycopy(plane.neuropil, 0, out.neuropil, to, cells);
        System.arraycopy(plane.dfOverF, 0, out.dfOverF, to, cells);
        System.arraycopy(plane.events, 0, out.events, to, cells);
        System.arraycopy(plane.settledEvents, 0, out.settledEvents, to, cells);
        out.settledFrameIndex = plane.settledFrameIndex;
    }
}
