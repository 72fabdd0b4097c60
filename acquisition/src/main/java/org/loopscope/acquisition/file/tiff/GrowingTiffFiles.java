package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.file.movie.DeviceEdges;
import org.loopscope.acquisition.file.movie.GrowingMovie;
import org.loopscope.acquisition.file.movie.MovieMetadata;
import org.loopscope.acquisition.file.movie.RecordingOptions;

/**
 * A TIFF recording that grows file by file: when the present file has no more whole frame and the one with the next name
 * has one, it goes on there. The next name is looked for once a millisecond; that look, and opening a file, allocate.
 */
public final class GrowingTiffFiles implements GrowingMovie {
    private static final long LOOK_EVERY_NS = 1_000_000L;

    private final List<Integer> channelNumbers;
    private GrowingTiff current;
    private List<Path> candidates;
    private long nextLookNs = Long.MIN_VALUE;

    private GrowingTiffFiles(Path first, List<Integer> channelNumbers, GrowingTiff opened) {
        this.channelNumbers = channelNumbers;
        this.current = opened;
        this.candidates = after(first);
    }

    /** @throws IOException when the file is missing, has no whole frame yet, or cannot be read */
    public static GrowingTiffFiles open(Path first, RecordingOptions options) throws IOException {
        return new GrowingTiffFiles(first, List.of(), GrowingTiff.open(first, options));
    }

    /** Follows a folder from its first file on; it must hold one whole frame of each channel. */
    public static GrowingTiffFiles openFolder(Path folder, RecordingOptions options) throws IOException {
        TiffFolder found = TiffFolder.list(folder);
        Path first = found.files().getFirst();
        return new GrowingTiffFiles(first, found.channelNumbers(), GrowingTiff.open(first, found.agreed(options)));
    }

    private List<Path> after(Path file) {
        return TiffName.of(file).map(name -> name.next(channelNumbers)).orElse(List.of());
    }

    @Override
    public MovieMetadata metadata() {
        return current.metadata();
    }

    @Override
    public Step next(long nowNs, Frame into) throws IOException {
        Step step = current.next(nowNs, into);
        boolean over = step == Step.NOT_YET || step == Step.NEXT_FILE;
        if (!over || nowNs < nextLookNs) {
            return step;
        }
        nextLookNs = nowNs + LOOK_EVERY_NS;
        GrowingTiff following = following();
        if (following == null) {
            return step;
        }
        // The writer may have put a last frame here before it began the next file.
        step = current.next(nowNs, into);
        if (step == Step.FRAME || (step == Step.NOT_YET && current.cutOff())) {
            following.close();
            return step;
        }
        nextLookNs = nowNs;
        current.close();
        current = following;
        candidates = after(following.path());
        return current.next(nowNs, into);
    }

    /** The next file, if it is there and has a whole frame. */
    private @Nullable GrowingTiff following() throws IOException {
        for (Path candidate : candidates) {
            if (Files.exists(candidate)) {
                return current.next(candidate);
            }
        }
        return null;
    }

    @Override
    public long size() {
        return current.size();
    }

    @Override
    public boolean cutOff() {
        return current.cutOff();
    }

    @Override
    public DeviceEdges edges() {
        return current.edges();
    }

    @Override
    public void checkSameFile() throws IOException {
        current.checkSameFile();
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
