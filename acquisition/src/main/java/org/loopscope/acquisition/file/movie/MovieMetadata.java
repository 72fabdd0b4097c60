package org.loopscope.acquisition.file.movie;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loopscope.acquisition.FrameFormat;

/**
 * What a recording says of itself, with what the user said where it is silent.
 *
 * @param format such as "ScanImage BigTIFF"
 * @param frames how many it holds, flyback left out; of a growing recording, how many it held when it was opened, or -1
 * @param rateHz exposures a second that become frames, over all planes; 0 when not known
 * @param pixelOffset the frames' value of a stored 0, or of the 0 that the recording itself states
 * @param pixelSizeUm side of a pixel in the tissue, micrometres; 0 when not known
 * @param deviceTimes whether frames carry the device's time
 * @param remarks what the user should know, a line each
 */
public record MovieMetadata(
        String format,
        int widthPx,
        int heightPx,
        long frames,
        double rateHz,
        FrameOrder order,
        PixelKind pixels,
        int pixelOffset,
        double pixelSizeUm,
        boolean deviceTimes,
        List<String> remarks) {
    public MovieMetadata {
        remarks = List.copyOf(remarks);
    }

    /** @throws IllegalArgumentException when the rate is not known, or such frames are not supported */
    public FrameFormat frameFormat() {
        if (!(rateHz > 0)) {
            throw new IllegalArgumentException("does not say its frame rate; give it as rate");
        }
        return new FrameFormat(widthPx, heightPx, rateHz, order.planes(), order.channels(), pixelOffset);
    }

    /** The same, for a reader: the first line is the recording, the others are what should be known. */
    public List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %dx%d px, %s, %s, %d plane(s), %d channel(s), %s, %s",
                format,
                widthPx,
                heightPx,
                frames < 0 ? "growing" : frames + " frames",
                rateHz > 0 ? String.format(Locale.ROOT, "%.4g Hz", rateHz) : "rate not known",
                order.planes(),
                order.channels(),
                pixelSizeUm > 0 ? String.format(Locale.ROOT, "%.3g um/px", pixelSizeUm) : "pixel size not known",
                deviceTimes ? "device times" : "no device times"));
        if (pixels.offset() != 0) {
            lines.add("signed pixels: " + pixels.offset() + " is added to each, so that none is negative");
        } else if (pixelOffset != 0) {
            lines.add("a pixel without light is " + pixelOffset + ", the recording says");
        }
        lines.addAll(remarks);
        return List.copyOf(lines);
    }
}
