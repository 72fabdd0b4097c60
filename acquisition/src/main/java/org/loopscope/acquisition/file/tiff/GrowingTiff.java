package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.file.movie.DeviceEdges;
import org.loopscope.acquisition.file.movie.FileIdentity;
import org.loopscope.acquisition.file.movie.FileWindow;
import org.loopscope.acquisition.file.movie.FrameOrder;
import org.loopscope.acquisition.file.movie.GrowingMovie;
import org.loopscope.acquisition.file.movie.MovieMetadata;
import org.loopscope.acquisition.file.movie.RecordingOptions;

/**
 * A TIFF or BigTIFF that grows. The chain of directories is walked only as far as a directory, its tables and its pixels
 * lie within the file; a link that is 0 is read again at the next look. A writer must put the pixels down before the
 * directory that names them, or before the file reaches beyond them, as ScanImage, libtiff and tifffile do. Allocates
 * nothing per frame, but for pages in several strips, whose tables are copied.
 */
public final class GrowingTiff implements GrowingMovie {
    private static final int MOST_DESCRIPTION_BYTES = 1 << 16;
    private static final int HEADER_BYTES = 16;

    private final FileWindow in;
    private final Path path;
    private final FileIdentity identity;
    private final TiffHeader header;
    private final TiffDirectory directory;
    private final TiffPixels pixels;
    private final FrameNote note = new FrameNote();
    private final Beginning beginning;
    private final int pagesBefore;
    private long firstNumber;
    private long lastExposure;
    private long linkAt;
    private long lastAt;
    private long wholeTo;
    private int page;
    private boolean ended;

    /** What the first page of a recording settles for all its files. */
    private record Beginning(TiffPage page, TiffLayout layout, MovieMetadata metadata, long periodNs) {}

    private GrowingTiff(Path path, FileWindow in, TiffHeader header, TiffDirectory directory, Beginning beginning)
            throws IOException {
        this.in = in;
        this.path = path;
        this.identity = FileIdentity.of(path);
        this.header = header;
        this.directory = directory;
        this.pixels = new TiffPixels(in);
        this.beginning = beginning;
        this.linkAt = header.linkAt();
        this.pagesBefore = 0;
        this.firstNumber = -1;
        this.lastExposure = -1;
    }

    private GrowingTiff(Path path, FileWindow in, TiffHeader header, GrowingTiff before) throws IOException {
        this.in = in;
        this.path = path;
        this.identity = FileIdentity.of(path);
        this.header = header;
        this.directory = new TiffDirectory(header);
        this.pixels = new TiffPixels(in);
        this.beginning = before.beginning;
        this.linkAt = header.linkAt();
        this.pagesBefore = before.pagesBefore + before.page;
        this.firstNumber = before.firstNumber;
        this.lastExposure = before.lastExposure;
    }

    /** @throws IOException when the file is missing, has no whole frame yet, or cannot be read */
    public static GrowingTiff open(Path path, RecordingOptions options) throws IOException {
        FileWindow in = FileWindow.open(path);
        try {
            TiffHeader header = TiffHeader.read(in);
            TiffDirectory directory = new TiffDirectory(header);
            if (!firstPageIsWhole(in, header, directory)) {
                throw new IOException(
                        in.file() + ": holds no whole frame yet; start the microscope, then follow its file");
            }
            return new GrowingTiff(path, in, header, directory, beginning(in, header, directory.page(), options));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** Opens the file that goes on where this one ended; null while it has no whole frame. */
    @Nullable GrowingTiff next(Path path) throws IOException {
        FileWindow following = FileWindow.open(path);
        boolean opened = false;
        try {
            if (following.size() >= HEADER_BYTES) {
                TiffHeader itsHeader = TiffHeader.read(following);
                if (firstPageIsWhole(following, itsHeader, new TiffDirectory(itsHeader))) {
                    opened = true;
                    return new GrowingTiff(path, following, itsHeader, this);
                }
            }
            return null;
        } finally {
            if (!opened) {
                following.close();
            }
        }
    }

    private static boolean firstPageIsWhole(FileWindow in, TiffHeader header, TiffDirectory directory)
            throws IOException {
        long at = in.holds(header.linkAt(), header.linkBytes()) ? header.link(in, header.linkAt()) : 0;
        return at != 0 && directory.read(in, at, 0);
    }

    private static Beginning beginning(FileWindow in, TiffHeader header, TiffPage first, RecordingOptions options)
            throws IOException {
        ByteBuffer text = ByteBuffer.allocate((int) Math.min(MOST_DESCRIPTION_BYTES, first.descriptionBytes()));
        in.read(first.descriptionAt(), text);
        TiffLayout layout = TiffLayout.of(in, header, first, new String(text.array(), StandardCharsets.UTF_8), options);
        double rateHz = options.rateHz(in.file(), layout.rateHz());
        long periodNs = rateHz > 0 ? Math.round(1e9 / layout.order().exposureRateHz(rateHz)) : 0;
        MovieMetadata metadata = new MovieMetadata(
                layout.format(),
                first.widthPx(),
                first.heightPx(),
                -1,
                rateHz,
                layout.order(),
                first.pixels(),
                first.pixels().offset(),
                layout.pixelSizeUm(),
                layout.scanImage(),
                layout.remarks());
        return new Beginning(first, layout, metadata, periodNs);
    }

    @Override
    public MovieMetadata metadata() {
        return beginning.metadata();
    }

    @Override
    public Step next(long nowNs, Frame into) throws IOException {
        if (ended) {
            return beginning.layout().loop() && !note.endOfSession ? Step.NEXT_FILE : Step.ENDED;
        }
        in.refresh();
        while (in.holds(linkAt, header.linkBytes())) {
            long at = header.link(in, linkAt);
            if (at == 0 || !directory.read(in, at, page)) {
                return Step.NOT_YET;
            }
            checkSame(at);
            boolean kept = take(into);
            linkAt = directory.linkAt;
            lastAt = at;
            wholeTo = Math.max(wholeTo, Math.max(linkAt + header.linkBytes(), directory.pixelsTo()));
            page++;
            if (kept) {
                return Step.FRAME;
            }
            if (ended) {
                return next(nowNs, into);
            }
        }
        return Step.NOT_YET;
    }

    private void checkSame(long at) throws IOException {
        TiffPage first = beginning.page();
        if (at <= lastAt) {
            throw new IOException(in.file() + ", page " + page + ": the page list runs backwards; the file is damaged");
        }
        if (directory.width != first.widthPx()
                || directory.height != first.heightPx()
                || directory.pixels() != first.pixels()) {
            throw new IOException(in.file() + ", page " + page + ": " + directory.width + "x" + directory.height + " "
                    + directory.pixels() + " pixels, the recording began with " + first.widthPx() + "x"
                    + first.heightPx() + " " + first.pixels() + "; start again");
        }
    }

    /** Fills the frame from the page whose directory was read; answers false for flyback. */
    private boolean take(Frame into) throws IOException {
        FrameOrder order = beginning.layout().order();
        TiffPage first = beginning.page();
        int place = pagesBefore + page;
        int channel = place % order.channels();
        long exposure = place / order.channels();
        into.deviceNs = Frame.NO_DEVICE_TIME;
        if (beginning.layout().scanImage()) {
            note.read(in, directory.descriptionAt, directory.descriptionBytes);
            exposure = note.number > 0 ? sinceFirst(note.number - 1, order) : exposure;
            if (note.startNs != Frame.NO_DEVICE_TIME) {
                into.deviceNs = note.startNs + beginning.periodNs();
            }
            ended = note.endOfAcquisition && channel == order.channels() - 1;
        }
        lastExposure = exposure;
        if (order.isFlyback(exposure)) {
            return false;
        }
        order.address(exposure, channel, into);
        if (directory.strips == 1 && directory.compression == 1 && directory.predictor == 1) {
            int count = first.widthPx() * first.heightPx();
            pixels.readPlain(directory.stripOffsets[0], first.pixels(), count, into.pixels);
        } else {
            pixels.read(directory.page(), page, into.pixels);
        }
        return true;
    }

    /** The exposure's number since the volume that was seen first; an acquisition that counts anew goes on from the last. */
    private long sinceFirst(long number, FrameOrder order) {
        boolean countsAnew = page == 0 && pagesBefore > 0 && number - firstNumber <= lastExposure;
        if (firstNumber == -1) {
            firstNumber = number / order.exposuresPerVolume() * order.exposuresPerVolume();
        } else if (countsAnew) {
            long volumes = lastExposure / order.exposuresPerVolume() + 1;
            firstNumber = number / order.exposuresPerVolume() * order.exposuresPerVolume()
                    - volumes * order.exposuresPerVolume();
        }
        return Math.max(0, number - firstNumber);
    }

    @Override
    public long size() {
        return in.size();
    }

    @Override
    public boolean cutOff() {
        try {
            if (!in.holds(linkAt, header.linkBytes())) {
                return true;
            }
            // A writer may name the place of the next directory in advance; it is begun when bytes are there. One that
            // names it afterwards has left pixels that no directory knows; a shorter tail may be a file's closing text.
            long at = header.link(in, linkAt);
            TiffPage first = beginning.page();
            long imageBytes =
                    (long) first.widthPx() * first.heightPx() * first.pixels().bytes();
            return at != 0 ? at < in.size() && !directory.read(in, at, page) : 2 * (in.size() - wholeTo) >= imageBytes;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public DeviceEdges edges() {
        return beginning.layout().scanImage() ? note : DeviceEdges.NONE;
    }

    @Override
    public void checkSameFile() throws IOException {
        identity.check();
    }

    @Override
    public void close() throws IOException {
        pixels.close();
        in.close();
    }
}
