package org.loopscope.acquisition.file.movie;

import java.io.IOException;
import java.util.Locale;

/**
 * What the user says of a recording. It counts where the recording is silent; where the recording says something else,
 * opening it fails. Numbers are 0, texts are empty, where nothing was said.
 *
 * @param rateHz exposures a second that become frames, over all planes
 * @param dataset path within an HDF5 or NWB file
 * @param follow whether another process is still writing; see {@code file.follow}
 * @param silenceNs a growing recording has ended when nothing was written for so long
 */
public record RecordingOptions(
        double rateHz,
        int widthPx,
        int heightPx,
        int planes,
        int channels,
        String dataset,
        Axes axes,
        boolean follow,
        long silenceNs) {
    /** How far a stated rate may be from the recording's. */
    private static final double RATE_TOLERANCE = 0.01;

    private static final long TYPICAL_SILENCE_NS = 10_000_000_000L;

    /** In which order an HDF5 dataset has an image's axes, after time. */
    public enum Axes {
        AUTO,
        WIDTH_HEIGHT,
        HEIGHT_WIDTH
    }

    public RecordingOptions {
        if (rateHz < 0 || widthPx < 0 || heightPx < 0 || planes < 0 || channels < 0 || silenceNs <= 0) {
            throw new IllegalArgumentException("what is said of a recording must not be negative");
        }
    }

    /** Nothing said; complete. */
    public static RecordingOptions none() {
        return new RecordingOptions(0, 0, 0, 0, 0, "", Axes.AUTO, false, TYPICAL_SILENCE_NS);
    }

    public RecordingOptions withRate(double hz) {
        return new RecordingOptions(hz, widthPx, heightPx, planes, channels, dataset, axes, follow, silenceNs);
    }

    public RecordingOptions withSize(int width, int height) {
        return new RecordingOptions(rateHz, width, height, planes, channels, dataset, axes, follow, silenceNs);
    }

    public RecordingOptions withVolume(int planeCount, int channelCount) {
        return new RecordingOptions(
                rateHz, widthPx, heightPx, planeCount, channelCount, dataset, axes, follow, silenceNs);
    }

    public RecordingOptions withDataset(String path, Axes order) {
        return new RecordingOptions(rateHz, widthPx, heightPx, planes, channels, path, order, follow, silenceNs);
    }

    public RecordingOptions following(long silence) {
        return new RecordingOptions(rateHz, widthPx, heightPx, planes, channels, dataset, axes, true, silence);
    }

    /**
     * The rate: what the user said, or else what the recording says.
     *
     * @param known the recording's, 0 where it is silent
     * @return 0 where neither says it
     */
    public double rateHz(String file, double known) throws IOException {
        if (rateHz > 0 && known > 0 && Math.abs(rateHz - known) > RATE_TOLERANCE * known) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s: the recording says %.4g Hz, the rate given is %.4g Hz; leave the rate out",
                    file,
                    known,
                    rateHz));
        }
        return rateHz > 0 ? rateHz : single(known);
    }

    /** To single precision, as the session's NWB file keeps it, so that a replay has the same rate. */
    private static double single(double hz) {
        return (float) hz;
    }

    /** @param known the recording's, 0 where it is silent; then 1 if the user is too */
    public int planes(String file, int known) throws IOException {
        return agreed(file, "plane(s)", planes, known, "planes");
    }

    /** @param known the recording's, 0 where it is silent; then 1 if the user is too */
    public int channels(String file, int known) throws IOException {
        return agreed(file, "channel(s)", channels, known, "channels");
    }

    /** Complains when the frames are not of the size that was given. */
    public void checkSize(String file, int width, int height) throws IOException {
        if ((widthPx > 0 && widthPx != width) || (heightPx > 0 && heightPx != height)) {
            throw new IOException(file + ": its frames are " + width + "x" + height + " pixels, not " + widthPx + "x"
                    + heightPx + " as given; leave width and height out");
        }
    }

    private static int agreed(String file, String what, int given, int known, String key) throws IOException {
        if (given > 0 && known > 0 && given != known) {
            throw new IOException(file + ": the recording has " + known + " " + what + ", " + given
                    + " were given; leave " + key + " out");
        }
        return given > 0 ? given : Math.max(1, known);
    }
}
