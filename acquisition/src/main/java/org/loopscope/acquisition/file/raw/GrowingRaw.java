package org.loopscope.acquisition.file.raw;

import java.io.IOException;
import java.nio.file.Path;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.file.movie.FileIdentity;
import org.loopscope.acquisition.file.movie.FileWindow;
import org.loopscope.acquisition.file.movie.GrowingMovie;
import org.loopscope.acquisition.file.movie.MovieMetadata;
import org.loopscope.acquisition.file.movie.RecordingOptions;

/**
 * A raw recording that grows: an exposure is there when the file reaches beyond all its channels. A file that its writer
 * has filled with zeros in advance cannot be followed. Allocates nothing per frame.
 */
public final class GrowingRaw implements GrowingMovie {
    private final FileWindow in;
    private final FileIdentity identity;
    private final RawLayout layout;
    private final RawPixels pixels;
    private long exposure;
    private int channel;

    private GrowingRaw(Path path, FileWindow in, RawLayout layout) throws IOException {
        this.in = in;
        this.identity = FileIdentity.of(path);
        this.layout = layout;
        this.pixels = new RawPixels(in, layout);
    }

    /** @throws IOException when the file is missing or what it holds is not known */
    public static GrowingRaw open(Path path, RecordingOptions options) throws IOException {
        FileWindow in = FileWindow.open(path);
        try {
            return new GrowingRaw(path, in, RawFormats.layout(path, in, options));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public MovieMetadata metadata() {
        return layout.metadata(-1);
    }

    @Override
    public Step next(long nowNs, Frame into) throws IOException {
        in.refresh();
        while (in.size() >= end(exposure)) {
            if (layout.order().isFlyback(exposure)) {
                exposure++;
                continue;
            }
            pixels.read(exposure, channel, into);
            channel++;
            if (channel == layout.order().channels()) {
                channel = 0;
                exposure++;
            }
            return Step.FRAME;
        }
        return Step.NOT_YET;
    }

    private long end(long number) {
        return layout.headerBytes() + (number + 1) * layout.exposureBytes();
    }

    @Override
    public long size() {
        return in.size();
    }

    @Override
    public boolean cutOff() {
        return in.size() > end(exposure - 1);
    }

    @Override
    public void checkSameFile() throws IOException {
        identity.check();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
