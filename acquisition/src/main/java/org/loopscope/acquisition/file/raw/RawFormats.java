package org.loopscope.acquisition.file.raw;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.loopscope.acquisition.file.movie.FileWindow;
import org.loopscope.acquisition.file.movie.FrameOrder;
import org.loopscope.acquisition.file.movie.PixelKind;
import org.loopscope.acquisition.file.movie.RecordingOptions;

/**
 * Which raw format a file is, by what lies beside it, its first bytes and its name.
 *
 * <ul>
 *   <li>ThorImage {@code Image_0001_0001.raw}: unsigned 16 bit, channels of an exposure one after the other, described
 *       by {@code Experiment.xml} beside it;
 *   <li>PrairieLink {@code .bin}: pixels per line and lines per frame as unsigned 16 bit, then unsigned 16-bit frames;
 *   <li>Suite2p {@code data.bin}: signed 16-bit frames ([Ly][Lx]), whose size must be given;
 *   <li>Scanbox {@code .sbx}: inverted unsigned 16 bit, channels of a pixel together, whose size must be given;
 *   <li>any other {@code .raw}: unsigned 16-bit frames, whose size must be given.
 * </ul>
 */
final class RawFormats {
    private static final int SMALLEST_SIDE = 16;
    private static final int LARGEST_SIDE = 4096;
    private static final int PRAIRIE_HEADER_BYTES = 4;

    private RawFormats() {}

    static RawLayout layout(Path path, FileWindow in, RecordingOptions options) throws IOException {
        in.order(ByteOrder.LITTLE_ENDIAN);
        String name = path.getFileName().toString();
        Path experiment = path.resolveSibling("Experiment.xml");
        try {
            if (name.endsWith(".raw") && Files.isRegularFile(experiment)) {
                return thor(in.file(), ThorExperiment.read(experiment), options);
            }
            if (name.endsWith(".bin") && isPrairieLink(in, options)) {
                return prairieLink(in, options);
            }
            return sized(name, in.file(), options);
        } catch (IllegalArgumentException e) {
            throw new IOException(in.file() + ": " + e.getMessage(), e);
        }
    }

    /** A header of a plausible size, whole frames of it (or a growing file), and no other size given. */
    private static boolean isPrairieLink(FileWindow in, RecordingOptions options) throws IOException {
        if (!in.holds(0, PRAIRIE_HEADER_BYTES)) {
            return false;
        }
        int width = in.u16(0);
        int height = in.u16(2);
        boolean plausible = Math.min(width, height) >= SMALLEST_SIDE && Math.max(width, height) <= LARGEST_SIDE;
        boolean whole = plausible && (in.size() - PRAIRIE_HEADER_BYTES) % (2L * width * height) == 0;
        if (options.widthPx() > 0) {
            return whole && options.widthPx() == width && options.heightPx() == height;
        }
        return whole || (plausible && options.follow());
    }

    private static RawLayout prairieLink(FileWindow in, RecordingOptions options) throws IOException {
        FrameOrder order = FrameOrder.of(options.channels(in.file(), 0), options.planes(in.file(), 0));
        return new RawLayout(
                "PrairieLink raw",
                in.u16(0),
                in.u16(2),
                PixelKind.UINT16,
                PRAIRIE_HEADER_BYTES,
                order,
                false,
                options.rateHz(in.file(), 0),
                0);
    }

    private static RawLayout thor(String file, ThorExperiment thor, RecordingOptions options) throws IOException {
        options.checkSize(file, thor.widthPx(), thor.heightPx());
        int planes = options.planes(file, thor.planes() > 1 ? thor.planes() : 0);
        int channels = options.channels(file, thor.channels());
        int flyback = planes == thor.planes() ? thor.flyback() : 0;
        FrameOrder order = new FrameOrder(channels, planes, 1, flyback, false);
        double rateHz = options.rateHz(file, order.keptRateHz(thor.exposureRateHz()));
        return new RawLayout(
                "ThorImage raw",
                thor.widthPx(),
                thor.heightPx(),
                PixelKind.UINT16,
                0,
                order,
                false,
                rateHz,
                thor.pixelSizeUm());
    }

    private static RawLayout sized(String name, String file, RecordingOptions options) throws IOException {
        if (options.widthPx() == 0 || options.heightPx() == 0) {
            throw new IOException(file + ": a raw file does not say the size of its frames; give width and height");
        }
        boolean scanbox = name.endsWith(".sbx");
        boolean suite2p = name.endsWith(".bin");
        FrameOrder order = FrameOrder.of(options.channels(file, 0), options.planes(file, 0));
        return new RawLayout(
                scanbox ? "Scanbox" : suite2p ? "Suite2p binary" : "raw",
                options.widthPx(),
                options.heightPx(),
                scanbox ? PixelKind.INVERTED_UINT16 : suite2p ? PixelKind.INT16 : PixelKind.UINT16,
                0,
                order,
                scanbox,
                options.rateHz(file, 0),
                0);
    }
}
