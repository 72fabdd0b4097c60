package org.loopscope.acquisition.roi.imagej;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.loopscope.acquisition.roi.Fingerprint;
import org.loopscope.acquisition.roi.FootprintAssembly;
import org.loopscope.acquisition.roi.ImportedCells;

/**
 * Cells drawn in ImageJ: a single {@code .roi} file, or the zip that the RoiManager saves. All pixels of a cell weigh
 * the same; the position in a stack is not looked at. Selections without an area are left out and counted. A cell's
 * number is its place in the RoiManager's list, from 0.
 */
public final class ImageJCells {
    private static final long MOST_BYTES = 256L << 20;

    private final Path path;
    private final Rasterizer rasterizer;
    private final FootprintAssembly assembly;
    private final List<String> notes = new ArrayList<>();
    /** Of selections that cannot be cells, by kind. */
    private final TreeMap<String, Integer> leftOut = new TreeMap<>();

    private final int widthPx;
    private final int heightPx;
    private int selections;
    private int cut;
    private long readBytes;

    private ImageJCells(Path path, int widthPx, int heightPx) {
        this.path = path;
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.rasterizer = new Rasterizer(widthPx, heightPx);
        this.assembly = new FootprintAssembly(path.toString(), widthPx, heightPx);
    }

    /** Reads cells for frames of this size. */
    public static ImportedCells read(Path path, int widthPx, int heightPx) throws IOException {
        return new ImageJCells(path, widthPx, heightPx).read();
    }

    private ImportedCells read() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] start = in.readNBytes(4);
            if (RoiDecoder.isSelection(start)) {
                byte[] rest = in.readNBytes((int) MOST_BYTES);
                byte[] whole = java.util.Arrays.copyOf(start, start.length + rest.length);
                System.arraycopy(rest, 0, whole, start.length, rest.length);
                add(String.valueOf(path.getFileName()), whole);
            } else {
                readZip();
            }
        }
        if (selections == 0) {
            throw new IOException(path + ": holds no selection of ImageJ (an entry that ends in .roi), or is cut off");
        }
        leftOut.forEach((kind, count) ->
                notes.add(count + " of " + selections + " selections were left out: no area to fill (" + kind + ")"));
        if (cut > 0) {
            notes.add(cut + " of " + selections + " selections reach beyond the frame and were cut at its edge");
        }
        return new ImportedCells(assembly.rois("ImageJ, " + Fingerprint.of(path)), Optional.empty(), notes);
    }

    private void readZip() throws IOException {
        // Any byte is a character here; in UTF-8 a damaged name would be an error of another kind.
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(path), StandardCharsets.ISO_8859_1)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".roi")) {
                    byte[] bytes = zip.readNBytes((int) (MOST_BYTES - readBytes));
                    readBytes += bytes.length;
                    if (readBytes >= MOST_BYTES) {
                        throw new IOException("unpacks to more than " + MOST_BYTES + " bytes");
                    }
                    add(shown(entry.getName()), bytes);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(path.toString())
                    ? new IOException(message, e)
                    : new IOException(path + ": the zip is cut off or damaged: " + message, e);
        }
    }

    private void add(String name, byte[] bytes) throws IOException {
        int cell = selections++;
        Outline outline;
        try {
            outline = RoiDecoder.decode(bytes);
        } catch (IOException e) {
            throw new IOException(path + ": " + name + " " + e.getMessage(), e);
        }
        if (outline instanceof Outline.NoArea(String kind)) {
            leftOut.merge(kind, 1, Integer::sum);
            return;
        }
        int[] pixels = rasterizer.pixels(outline);
        if (pixels.length == 0) {
            throw new IOException(path + ": " + name + " covers no pixel of the frame of " + widthPx + "x" + heightPx
                    + " px; was it drawn in another image?");
        }
        cut += rasterizer.wasCut() ? 1 : 0;
        for (int pixel : pixels) {
            int row = pixel / widthPx;
            assembly.add(name, pixel % widthPx, row, 1);
        }
        assembly.finish(cell);
    }

    private static String shown(String name) {
        return name.substring(0, Math.min(name.length(), 80)).replaceAll("[^ -~]", "?");
    }
}
