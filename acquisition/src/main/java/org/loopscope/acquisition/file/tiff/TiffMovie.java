package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.loopscope.acquisition.file.movie.FileWindow;
import org.loopscope.acquisition.file.movie.PixelKind;

/**
 * The images of a TIFF or BigTIFF file by page: 8-bit, 16-bit or signed 16-bit integers in strips, uncompressed or
 * deflate, in either byte order. Opening reads and checks every page's directory, so a truncated file is found before
 * the session starts. Signed pixels are raised by 32768 ({@link PixelKind}). A stack that ImageJ or tifffile wrote in
 * one piece behind a single directory, as they must beyond 4 GB, has all its images as pages. One thread; reading a
 * page allocates nothing.
 */
public final class TiffMovie implements AutoCloseable {
    private static final int MOST_DESCRIPTION_BYTES = 1 << 16;

    private final FileWindow in;
    private final List<TiffPage> pages;
    private final String description;
    private final double xResolution;
    private final int contiguousImages;
    private final TiffPixels pixels;

    private TiffMovie(FileWindow in, List<TiffPage> pages, double xResolution) throws IOException {
        this.in = in;
        this.pages = pages;
        this.xResolution = xResolution;
        this.description = text(in, pages.getFirst());
        this.contiguousImages = contiguousImages();
        this.pixels = new TiffPixels(in);
    }

    /** @throws IOException when the file is missing, truncated, or not a movie that can be read; one line says why */
    public static TiffMovie open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + ": no such file; give the path of a TIFF movie");
        }
        FileWindow in = FileWindow.open(path);
        try {
            TiffHeader header = TiffHeader.read(in);
            TiffDirectory directory = new TiffDirectory(header);
            List<TiffPage> pages = TiffChain.pages(in, header, directory);
            checkSameSize(in.file(), pages);
            return new TiffMovie(in, pages, directory.xResolution);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static void checkSameSize(String file, List<TiffPage> pages) throws IOException {
        TiffPage first = pages.getFirst();
        for (int page = 1; page < pages.size(); page++) {
            TiffPage other = pages.get(page);
            if (other.widthPx() != first.widthPx() || other.heightPx() != first.heightPx()) {
                throw new IOException(file + ", page " + page + ": " + other.widthPx() + "x" + other.heightPx()
                        + " pixels, page 0 has " + first.widthPx() + "x" + first.heightPx()
                        + "; all pages must have one size");
            }
            if (other.pixels() != first.pixels()) {
                throw new IOException(file + ", page " + page + ": " + other.pixels() + " pixels, page 0 has "
                        + first.pixels() + "; all pages must have one kind");
            }
        }
    }

    private static String text(FileWindow in, TiffPage page) throws IOException {
        int bytes = (int) Math.min(MOST_DESCRIPTION_BYTES, page.descriptionBytes());
        ByteBuffer text = ByteBuffer.allocate(bytes);
        in.read(page.descriptionAt(), text);
        return new String(text.array(), StandardCharsets.UTF_8);
    }

    /** How many images lie one after the other behind a single directory; 0 where each page has its own. */
    private int contiguousImages() throws IOException {
        TiffPage page = pages.getFirst();
        long images = pages.size() > 1 || page.deflated() ? 0 : StackDescription.contiguousImages(description);
        if (images <= 1) {
            return 0;
        }
        long imageBytes =
                (long) page.widthPx() * page.heightPx() * page.pixels().bytes();
        long rest = in.size() - page.stripOffsets()[0];
        if (images > rest / imageBytes) {
            throw new IOException(in.file() + ": truncated, it says " + images + " images but has room for "
                    + rest / imageBytes + "; copy the file again");
        }
        return Math.toIntExact(images);
    }

    public int widthPx() {
        return pages.getFirst().widthPx();
    }

    public int heightPx() {
        return pages.getFirst().heightPx();
    }

    public int pageCount() {
        return Math.max(pages.size(), contiguousImages);
    }

    /** How the pixels are stored, and what becomes of them. */
    public PixelKind pixelKind() {
        return pages.getFirst().pixels();
    }

    /** The first page's description (TIFF tag 270), at most its first 64 KB. */
    String description() {
        return description;
    }

    /** Pixels per unit, whatever the unit is; 0 when not known. */
    double xResolution() {
        return xResolution;
    }

    FileWindow window() {
        return in;
    }

    TiffPage page(int index) {
        return pages.get(contiguousImages > 0 ? 0 : index);
    }

    /**
     * Reads page {@code index}, row-major unsigned 16 bit.
     *
     * @param into receives {@code widthPx * heightPx} pixels
     */
    public void read(int index, short[] into) throws IOException {
        if (contiguousImages > 0) {
            TiffPage page = pages.getFirst();
            int count = page.widthPx() * page.heightPx();
            long at = page.stripOffsets()[0]
                    + (long) index * count * page.pixels().bytes();
            pixels.readPlain(at, page.pixels(), count, into);
        } else {
            pixels.read(pages.get(index), index, into);
        }
    }

    @Override
    public void close() throws IOException {
        pixels.close();
        in.close();
    }
}
