package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.loopscope.acquisition.file.movie.FileWindow;

/** Walks the chain of image directories of a complete file. */
final class TiffChain {
    private TiffChain() {}

    static List<TiffPage> pages(FileWindow in, TiffHeader header, TiffDirectory directory) throws IOException {
        List<TiffPage> pages = new ArrayList<>();
        long at = header.link(in, header.linkAt());
        // Brent's way to find a circle: remember a place at each power of two.
        long remembered = 0;
        while (at != 0) {
            if (at == remembered) {
                throw new IOException(in.file() + ": the page list runs in a circle after page " + pages.size());
            }
            if (Integer.bitCount(pages.size()) <= 1) {
                remembered = at;
            }
            if (!directory.read(in, at, pages.size())) {
                throw directory.truncated(in, pages.size());
            }
            pages.add(directory.page());
            at = header.link(in, directory.linkAt);
        }
        if (pages.isEmpty()) {
            throw new IOException(in.file() + ": the TIFF file holds no page");
        }
        return pages;
    }
}
