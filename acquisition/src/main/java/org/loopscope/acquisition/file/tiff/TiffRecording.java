package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.file.movie.DeviceEdges;
import org.loopscope.acquisition.file.movie.Movie;
import org.loopscope.acquisition.file.movie.MovieMetadata;
import org.loopscope.acquisition.file.movie.RecordingOptions;

/**
 * A complete TIFF recording. Of a ScanImage file the frames have the device's numbers and times; of the others, their
 * place in the file. Reading a frame allocates nothing.
 */
public final class TiffRecording implements Movie {
    private final TiffStack stack;
    private final TiffLayout layout;
    private final MovieMetadata metadata;
    private final @Nullable ExposureTimes times;
    private final FrameNote note = new FrameNote();
    private final long frames;
    private final long exposurePeriodNs;

    private TiffRecording(TiffStack stack, RecordingOptions options) throws IOException {
        TiffMovie first = stack.first();
        String file = first.window().file();
        this.stack = stack;
        this.layout = TiffLayout.of(first, stack.pageCount(), options);
        List<String> remarks = new ArrayList<>(layout.remarks());
        this.times = layout.scanImage() ? ExposureTimes.read(stack, layout, remarks) : null;
        this.frames = times == null
                ? layout.order().frames(stack.pageCount())
                : (long) times.exposures() * layout.order().channels();
        double rateHz = options.rateHz(file, layout.rateHz());
        if (rateHz == 0 && times != null) {
            rateHz = options.rateHz(file, layout.order().keptRateHz(times.measuredHz()));
        }
        this.exposurePeriodNs = rateHz > 0 ? Math.round(1e9 / layout.order().exposureRateHz(rateHz)) : 0;
        this.metadata = new MovieMetadata(
                layout.format(),
                first.widthPx(),
                first.heightPx(),
                frames,
                rateHz,
                layout.order(),
                first.pixelKind(),
                first.pixelKind().offset(),
                layout.pixelSizeUm(),
                times != null && times.timed(),
                remarks);
        if (frames == 0) {
            throw new IOException(file + ": its " + stack.pageCount()
                    + " image(s) do not make a whole frame of " + layout.order().channels() + " channel(s) and "
                    + layout.order().planes() + " plane(s)");
        }
    }

    /** @throws IOException when the file is missing, truncated or cannot be read, or contradicts the options */
    public static TiffRecording open(Path path, RecordingOptions options) throws IOException {
        return open(List.of(path), options);
    }

    /** Opens all TIFF files of a folder as one recording; {@link TiffFolder} says in which order. */
    public static TiffRecording openFolder(Path folder, RecordingOptions options) throws IOException {
        TiffFolder found = TiffFolder.list(folder);
        return open(found.files(), found.agreed(options));
    }

    private static TiffRecording open(List<Path> files, RecordingOptions options) throws IOException {
        TiffStack stack = TiffStack.open(files);
        try {
            return new TiffRecording(stack, options);
        } catch (IOException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** Whether a file begins as a TIFF does. */
    public static boolean recognises(byte[] head) {
        return TiffHeader.begins(head);
    }

    @Override
    public MovieMetadata metadata() {
        return metadata;
    }

    @Override
    public long frames() {
        return frames;
    }

    @Override
    public void read(long number, Frame into) throws IOException {
        int channels = layout.order().channels();
        int channel = (int) (number % channels);
        into.deviceNs = Frame.NO_DEVICE_TIME;
        int page;
        if (times == null) {
            layout.order().address(layout.order().exposureOf(number), channel, into);
            page = (int) layout.order().imageOf(number);
        } else {
            int exposure = (int) (number / channels);
            layout.order().address(times.number(exposure), channel, into);
            if (times.timed()) {
                into.deviceNs = times.startNs(exposure) + exposurePeriodNs;
            }
            page = times.page(exposure) + channel;
            stack.note(page, note);
        }
        stack.read(page, into.pixels);
    }

    @Override
    public long exposureEndNs(long number) {
        if (times == null) {
            return (layout.order().exposureOf(number) + 1) * exposurePeriodNs;
        }
        int exposure = (int) (number / layout.order().channels());
        return times.timed()
                ? times.startNs(exposure) - times.startNs(0) + exposurePeriodNs
                : (times.number(exposure) - times.number(0) + 1) * exposurePeriodNs;
    }

    @Override
    public DeviceEdges edges() {
        return times == null ? DeviceEdges.NONE : note;
    }

    @Override
    public void close() throws IOException {
        stack.close();
    }
}
