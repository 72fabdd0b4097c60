package org.loopscope.acquisition.file.miniscope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.file.avi.AviMovie;
import org.loopscope.acquisition.file.movie.FrameOrder;
import org.loopscope.acquisition.file.movie.Movie;
import org.loopscope.acquisition.file.movie.MovieMetadata;
import org.loopscope.acquisition.file.movie.PixelKind;
import org.loopscope.acquisition.file.movie.RecordingOptions;

/**
 * A folder that the Miniscope software wrote for one device: 0.avi, 1.avi and so on, timeStamps.csv, metaData.json. The
 * frames' times and numbers are those of the table. One file is open at a time; one thread.
 */
public final class MiniscopeMovie implements Movie {
    private static final int MOST_FILES = 100_000;

    private final Path folder;
    private final RecordingOptions options;
    private final TimeStamps stamps;
    private final MovieMetadata metadata;
    /** Where each file's frames begin; one entry more than files. */
    private final long[] firstFrame;

    private final long[] exposureEndNs;
    private @Nullable AviMovie open;
    private int openFile = -1;

    private MiniscopeMovie(Path folder, RecordingOptions options) throws IOException {
        this.folder = folder;
        this.options = options;
        this.stamps = TimeStamps.read(folder.resolve(TimeStamps.NAME));
        MiniscopeMetadata device = MiniscopeMetadata.read(folder);
        List<String> remarks = new ArrayList<>();
        List<Long> starts = new ArrayList<>(List.of(0L));
        MovieMetadata first = null;
        for (int file = 0; file < MOST_FILES && Files.isRegularFile(path(file)); file++) {
            try (AviMovie movie = AviMovie.open(path(file), options)) {
                MovieMetadata found = movie.metadata();
                first = first == null ? found : first;
                if (found.widthPx() != first.widthPx() || found.heightPx() != first.heightPx()) {
                    throw new IOException(path(file) + ": frames of " + found.widthPx() + "x" + found.heightPx()
                            + " pixels, those of 0.avi have " + first.widthPx() + "x" + first.heightPx());
                }
                starts.add(starts.getLast() + movie.frames());
            }
        }
        if (first == null) {
            throw new IOException(folder + ": no 0.avi beside " + TimeStamps.NAME);
        }
        this.firstFrame = starts.stream().mapToLong(Long::longValue).toArray();
        int frames = (int) Math.min(starts.getLast(), stamps.size());
        if (starts.getLast() != stamps.size()) {
            remarks.add("the files hold " + starts.getLast() + " frames, " + TimeStamps.NAME + " " + stamps.size()
                    + "; the first " + frames + " are taken");
        }
        double periodMs = stamps.periodMs();
        double rateHz = options.rateHz(folder.toString(), periodMs > 0 ? 1000 / periodMs : device.rateHz());
        this.exposureEndNs = times(frames, rateHz > 0 ? Math.round(1e9 / rateHz) : 0, remarks);
        if (stamps.lost() > 0) {
            remarks.add(stamps.lost() + " frames were lost by the DAQ's counter; they stay gaps in the frame numbers");
        }
        if (!stamps.counted()) {
            remarks.add("no DAQ frame number was recorded: lost frames cannot be told");
        }
        this.metadata = new MovieMetadata(
                "Miniscope " + first.format() + (device.device().isEmpty() ? "" : " of " + device.device()),
                first.widthPx(),
                first.heightPx(),
                frames,
                rateHz,
                FrameOrder.of(1, 1),
                PixelKind.UINT8,
                0,
                0,
                true,
                remarks);
    }

    /** Whether a folder is such a recording. */
    public static boolean recognises(Path folder) {
        return Files.isRegularFile(folder.resolve(TimeStamps.NAME));
    }

    /** @throws IOException one line: something is missing, damaged, or contradicts what was given */
    public static MiniscopeMovie open(Path folder, RecordingOptions options) throws IOException {
        return new MiniscopeMovie(folder, options);
    }

    private Path path(int file) {
        return folder.resolve(file + ".avi");
    }

    /** The computer's times, which stand still or jump back now and then; frames must come in order. */
    private long[] times(int frames, long periodNs, List<String> remarks) {
        long[] ends = new long[frames];
        int mended = 0;
        for (int i = 0; i < frames; i++) {
            ends[i] = (stamps.timesMs()[i] - stamps.timesMs()[0]) * 1_000_000 + periodNs;
            if (i > 0 && ends[i] <= ends[i - 1]) {
                ends[i] = ends[i - 1] + 1;
                mended++;
            }
        }
        if (mended > 0) {
            remarks.add(mended + " times are not after the one before; these frames come right after it");
        }
        return ends;
    }

    @Override
    public MovieMetadata metadata() {
        return metadata;
    }

    @Override
    public long frames() {
        return exposureEndNs.length;
    }

    @Override
    public void read(long number, Frame into) throws IOException {
        int file = openFile < 0 ? 0 : openFile;
        while (number < firstFrame[file]) {
            file--;
        }
        while (number >= firstFrame[file + 1]) {
            file++;
        }
        movie(file).read(number - firstFrame[file], into);
        into.index = stamps.indices()[(int) number];
        into.deviceNs = stamps.timesMs()[(int) number] * 1_000_000;
    }

    private AviMovie movie(int file) throws IOException {
        if (open == null || file != openFile) {
            close();
            open = AviMovie.open(path(file), options);
            openFile = file;
            if (open.frames() != firstFrame[file + 1] - firstFrame[file]) {
                throw new IOException(path(file) + ": the file has changed since the recording was opened");
            }
        }
        return open;
    }

    @Override
    public long exposureEndNs(long number) {
        return exposureEndNs[(int) number];
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
