package org.loopscope.acquisition.file.raw;

import org.loopscope.acquisition.file.movie.FrameOrder;
import org.loopscope.acquisition.file.movie.MovieMetadata;
import org.loopscope.acquisition.file.movie.PixelKind;

/**
 * Where a raw file has which pixel; numbers are little-endian.
 *
 * @param headerBytes before the first image
 * @param interleaved whether the channels of a pixel follow each other; otherwise the images of an exposure do
 * @param rateHz kept exposures a second; 0 when not known
 * @param pixelSizeUm side of a pixel, micrometres; 0 when not known
 */
record RawLayout(
        String format,
        int widthPx,
        int heightPx,
        PixelKind pixels,
        int headerBytes,
        FrameOrder order,
        boolean interleaved,
        double rateHz,
        double pixelSizeUm) {
    RawLayout {
        if (widthPx < 1 || heightPx < 1 || widthPx > 4096 || heightPx > 4096) {
            throw new IllegalArgumentException("frames of " + widthPx + "x" + heightPx + " pixels are not supported");
        }
    }

    int imageBytes() {
        return widthPx * heightPx * pixels.bytes();
    }

    long exposureBytes() {
        return (long) imageBytes() * order.channels();
    }

    MovieMetadata metadata(long frames) {
        return new MovieMetadata(
                format,
                widthPx,
                heightPx,
                frames,
                rateHz,
                order,
                pixels,
                pixels.offset(),
                pixelSizeUm,
                false,
                java.util.List.of());
    }
}
