package org.loopscope.acquisition.file.raw;

import java.io.IOException;
import java.nio.file.Path;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.file.movie.FileWindow;
import org.loopscope.acquisition.file.movie.Movie;
import org.loopscope.acquisition.file.movie.MovieMetadata;
import org.loopscope.acquisition.file.movie.RecordingOptions;

/** A complete raw recording: Suite2p, ThorImage, PrairieLink, Scanbox, or any whose size is given. */
public final class RawMovie implements Movie {
    private final FileWindow in;
    private final RawLayout layout;
    private final RawPixels pixels;
    private final MovieMetadata metadata;
    private final long exposurePeriodNs;

    private RawMovie(FileWindow in, RawLayout layout) throws IOException {
        this.in = in;
        this.layout = layout;
        long body = in.size() - layout.headerBytes();
        if (body < layout.exposureBytes() || body % layout.exposureBytes() != 0) {
            throw new IOException(in.file() + ": " + body + " bytes of pixels are not a whole number of "
                    + layout.widthPx() + "x" + layout.heightPx() + " frames with "
                    + layout.order().channels()
                    + " channel(s) of " + layout.pixels().bytes() + " bytes; check width, height and channels, or the"
                    + " copy is cut off");
        }
        long images = body / layout.imageBytes();
        this.metadata = layout.metadata(layout.order().frames(images));
        this.pixels = new RawPixels(in, layout);
        this.exposurePeriodNs =
                layout.rateHz() > 0 ? Math.round(1e9 / layout.order().exposureRateHz(layout.rateHz())) : 0;
    }

    /** @throws IOException when the file is missing or its size does not fit what is known of it */
    public static RawMovie open(Path path, RecordingOptions options) throws IOException {
        FileWindow in = FileWindow.open(path);
        try {
            return new RawMovie(in, RawFormats.layout(path, in, options));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Whether a file's name is one of a raw recording's. */
    public static boolean recognises(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".bin") || name.endsWith(".raw") || name.endsWith(".sbx");
    }

    @Override
    public MovieMetadata metadata() {
        return metadata;
    }

    @Override
    public long frames() {
        return metadata.frames();
    }

    @Override
    public void read(long number, Frame into) throws IOException {
        int channels = layout.order().channels();
        pixels.read(layout.order().exposureOf(number), (int) (number % channels), into);
    }

    @Override
    public long exposureEndNs(long number) {
        return (layout.order().exposureOf(number) + 1) * exposurePeriodNs;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
