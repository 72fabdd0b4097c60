package org.loopscope.controller.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.nwb.NwbLayout;
import org.loopscope.controller.log.nwb.PlaneNames;

/**
 * The raw frames of a session, by their numbers at the microscope, over all planes and channels. A frame that was lost or
 * not kept is not there. One thread.
 */
public final class RecordedFrames implements AutoCloseable {
    private final SessionArrays file;
    private final List<RecordedSeries> series = new ArrayList<>();
    private final FrameFormat format;
    /** Where each series is being read. */
    private final int[] nextRow;

    private RecordedFrames(SessionArrays file) throws IOException {
        this.file = file;
        PlaneNames names = names(file);
        for (int plane = 0; plane < names.planes(); plane++) {
            for (int channel = 0; channel < names.channels(); channel++) {
                series.add(new RecordedSeries(file, names, plane, channel));
            }
        }
        RecordedSeries first = series.getFirst();
        float planeRateHz = file.scalarFloat(names.of(NwbLayout.IMAGING_PLANE, 0, 0) + "/imaging_rate");
        try {
            format = new FrameFormat(
                    first.widthPx(),
                    first.heightPx(),
                    planeRateHz * names.planes(),
                    names.planes(),
                    names.channels(),
                    first.pixelOffset());
        } catch (IllegalArgumentException e) {
            throw file.failure(NwbLayout.RAW_FRAMES, "cannot be a session's: " + e.getMessage());
        }
        nextRow = new int[series.size()];
    }

    /** How many planes and channels there are is in the names of their series. */
    private static PlaneNames names(SessionArrays file) throws IOException {
        for (boolean severalPlanes : new boolean[] {false, true}) {
            for (boolean severalChannels : new boolean[] {false, true}) {
                PlaneNames two = new PlaneNames(severalPlanes ? 2 : 1, severalChannels ? 2 : 1);
                if (has(file, two, 0, 0)) {
                    int planes = 1;
                    while (severalPlanes && has(file, two, planes, 0)) {
                        planes++;
                    }
                    int channels = 1;
                    while (severalChannels && has(file, two, 0, channels)) {
                        channels++;
                    }
                    return new PlaneNames(planes, channels);
                }
            }
        }
        return new PlaneNames(1, 1);
    }

    private static boolean has(SessionArrays file, PlaneNames names, int plane, int channel) throws IOException {
        return file.has(names.of(NwbLayout.RAW_FRAMES, plane, channel));
    }

    /** Whether a session's file has raw frames at all. */
    static boolean in(SessionArrays file) throws IOException {
        PlaneNames names = names(file);
        return has(file, names, 0, 0);
    }

    /** Whether a dataset holds raw pixels. */
    static boolean holds(String path) {
        return path.startsWith(NwbLayout.RAW_FRAMES) && path.endsWith("/data");
    }

    /**
     * Opens a session's NWB file.
     *
     * @throws IOException when it has no raw frames or cannot be read
     */
    public static RecordedFrames open(Path nwb) throws IOException {
        SessionArrays file = SessionArrays.open(nwb);
        try {
            return new RecordedFrames(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    public FrameFormat format() {
        return format;
    }

    /** How many frames there are. */
    public int count() {
        return series.stream().mapToInt(RecordedSeries::count).sum();
    }

    /**
     * The number up to which each plane and channel has come to the file, -1 when one has nothing: a process that died may
     * have left more of one than of another.
     */
    public long completeTo() {
        return series.stream()
                .mapToLong(one -> one.count() == 0 ? -1 : one.number(one.count() - 1))
                .min()
                .orElse(-1);
    }

    /**
     * Reads a frame by its number at the microscope; fastest in ascending order. Its end in memory is not in this file:
     * {@code frameEndNs} is set to the exposure's end and is to be taken from the journal.
     *
     * @return whether the frame is there; {@code out} is untouched when not
     * @throws IOException when the file is damaged
     */
    public boolean read(long number, Frame out) throws IOException {
        for (int i = 0; i < series.size(); i++) {
            RecordedSeries one = series.get(i);
            int row = one.rowOf(number, nextRow[i]);
            if (row >= 0) {
                one.readRow(row, out);
                nextRow[i] = row + 1;
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        file.close();
    }
}
