package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pages of one or several TIFF files in a row, all of one size. Up to 64 files stay open; of more, one at a time,
 * and going on to the next one allocates.
 */
final class TiffStack implements AutoCloseable {
    private static final int MOST_OPEN = 64;

    private final List<Path> files;
    private final int[] firstPages;
    private final int pageCount;
    private final List<TiffMovie> open;
    private int current;

    private TiffStack(List<Path> files, int[] firstPages, int pageCount, List<TiffMovie> open) {
        this.files = files;
        this.firstPages = firstPages;
        this.pageCount = pageCount;
        this.open = open;
    }

    static TiffStack open(List<Path> files) throws IOException {
        boolean keep = files.size() <= MOST_OPEN;
        int[] firstPages = new int[files.size()];
        int pages = 0;
        List<TiffMovie> open = new ArrayList<>();
        try {
            for (int file = 0; file < firstPages.length; file++) {
                TiffMovie movie = TiffMovie.open(files.get(file));
                open.add(movie);
                firstPages[file] = pages;
                pages = Math.addExact(pages, movie.pageCount());
                checkSame(open.getFirst(), movie);
                if (!keep && file > 0) {
                    open.removeLast().close();
                }
            }
        } catch (IOException | RuntimeException e) {
            for (TiffMovie movie : open) {
                movie.close();
            }
            throw e;
        }
        return new TiffStack(files, firstPages, pages, open);
    }

    private static void checkSame(TiffMovie first, TiffMovie other) throws IOException {
        if (other.widthPx() != first.widthPx()
                || other.heightPx() != first.heightPx()
                || other.pixelKind() != first.pixelKind()) {
            throw new IOException(other.window().file() + ": " + other.widthPx() + "x" + other.heightPx() + " "
                    + other.pixelKind() + " pixels, the recording's first file has " + first.widthPx() + "x"
                    + first.heightPx() + " " + first.pixelKind() + "; all files must have one size");
        }
    }

    int pageCount() {
        return pageCount;
    }

    /** The first file, while no page of another one was read. */
    TiffMovie first() {
        return open.getFirst();
    }

    void read(int page, short[] into) throws IOException {
        int file = fileOf(page);
        movie(file).read(page - firstPages[file], into);
    }

    /** Reads what ScanImage wrote about a page. */
    void note(int page, FrameNote into) throws IOException {
        int file = fileOf(page);
        TiffMovie movie = movie(file);
        TiffPage described = movie.page(page - firstPages[file]);
        into.read(movie.window(), described.descriptionAt(), described.descriptionBytes());
    }

    private int fileOf(int page) {
        int found = Arrays.binarySearch(firstPages, page);
        return found >= 0 ? found : -found - 2;
    }

    private TiffMovie movie(int file) throws IOException {
        if (open.size() == files.size()) {
            return open.get(file);
        }
        if (file != current) {
            TiffMovie next = TiffMovie.open(files.get(file));
            open.set(0, next).close();
            current = file;
        }
        return open.getFirst();
    }

    @Override
    public void close() throws IOException {
        for (TiffMovie movie : open) {
            movie.close();
        }
    }
}
