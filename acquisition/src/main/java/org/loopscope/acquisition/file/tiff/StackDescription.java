package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopscope.acquisition.file.movie.FrameOrder;

/**
 * What a TIFF's first description says of the stack: ImageJ's key=value lines, OME-XML's Pixels element, or tifffile's
 * shape.
 *
 * @param format name of the format
 * @param channels stated channels; 0 where nothing is stated
 * @param planes stated planes of a volume; 0 where nothing is stated
 * @param planesFirst whether images go through the planes before the channels
 * @param volumeRateHz volumes a second; 0 where not stated
 * @param pixelSizeUm side of a pixel, micrometres; 0 where not stated
 */
record StackDescription(
        String format,
        int channels,
        int planes,
        boolean planesFirst,
        double volumeRateHz,
        double pixelSizeUm,
        List<String> remarks) {
    private static final int MOST_PLANES = 64;
    private static final Pattern SHAPE = Pattern.compile("\"shape\":\\s*\\[([0-9, ]{1,200})\\]");
    private static final Pattern PIXELS = Pattern.compile("<(?:\\w+:)?Pixels\\s([^>]{1,4000})>");

    /** @param pages how many images there are */
    static StackDescription of(TiffMovie movie, int pages) throws IOException {
        String text = movie.description();
        if (text.startsWith("ImageJ=")) {
            return imageJ(text, pages, movie.xResolution());
        }
        if (text.contains("<OME") || text.contains(":OME")) {
            Matcher element = PIXELS.matcher(text);
            if (element.find()) {
                return ome(movie.window().file(), element.group(1), pages);
            }
        }
        return new StackDescription("TIFF", 0, 0, false, 0, 0, List.of());
    }

    /** Images behind a single directory, 0 where the description says nothing of that. */
    static long contiguousImages(String text) {
        if (text.startsWith("ImageJ=")) {
            return (long) line(text, "images");
        }
        Matcher shape = SHAPE.matcher(text);
        if (text.startsWith("{") && text.contains("\"truncated\": true") && shape.find()) {
            String[] extents = shape.group(1).split(",", -1);
            double images = 1;
            for (int i = 0; i + 2 < extents.length; i++) {
                images *= number(extents[i]);
            }
            return images < 1e9 ? (long) images : 0;
        }
        return 0;
    }

    private static StackDescription imageJ(String text, int pages, double xResolution) {
        int channels = (int) Math.max(1, line(text, "channels"));
        int slices = (int) Math.max(1, line(text, "slices"));
        int frames = (int) Math.max(1, line(text, "frames"));
        List<String> remarks = new ArrayList<>();
        // A movie opened as a plain stack has its time in the slices.
        int planes = frames > 1 ? slices : 1;
        if ((long) channels * slices * frames != pages || channels > 8 || planes > MOST_PLANES) {
            remarks.add("ImageJ's " + channels + " channel(s) x " + slices + " slice(s) x " + frames
                    + " frame(s) are not the file's " + pages + " images; read as plain pages");
            channels = 1;
            planes = 1;
        }
        double interval = line(text, "finterval");
        double volumeHz = interval > 0 ? 1 / interval : Math.max(0, line(text, "fps"));
        boolean micrometres = Pattern.compile("(?m)^unit=(micron|um|\\\\u00B5m|µm)\\s*$")
                .matcher(text)
                .find();
        double pixelUm = micrometres && xResolution > 0 && xResolution < 1e9 ? 1 / xResolution : 0;
        return new StackDescription("ImageJ TIFF", channels, planes, false, volumeHz, pixelUm, remarks);
    }

    private static StackDescription ome(String file, String attributes, int pages) throws IOException {
        int sizeC = (int) Math.max(1, attribute(attributes, "SizeC"));
        int sizeZ = (int) Math.max(1, attribute(attributes, "SizeZ"));
        int sizeT = (int) Math.max(1, attribute(attributes, "SizeT"));
        double interval = seconds(attribute(attributes, "TimeIncrement"), text(attributes, "TimeIncrementUnit"));
        double rateHz = interval > 0 ? 1 / interval : 0;
        String unit = text(attributes, "PhysicalSizeXUnit");
        double pixelUm = unit.isEmpty() || unit.equals("µm") || unit.equals("um")
                ? Math.max(0, attribute(attributes, "PhysicalSizeX"))
                : 0;
        if ((long) sizeC * sizeZ * sizeT != pages) {
            String remark = "OME-XML describes " + sizeC + " channel(s) x " + sizeZ + " plane(s) x " + sizeT
                    + " time(s), the file has " + pages + " image(s); read as plain pages";
            return new StackDescription("OME-TIFF", 0, 0, false, 0, pixelUm, List.of(remark));
        }
        String order = text(attributes, "DimensionOrder");
        if (sizeT == 1 && sizeZ > 1) {
            // A movie saved as a stack, as ImageJ does.
            return new StackDescription("OME-TIFF", sizeC, 1, false, rateHz, pixelUm, List.of());
        }
        boolean timeWithin = sizeT > 1
                && ((sizeC > 1 && order.indexOf('T') < order.indexOf('C'))
                        || (sizeZ > 1 && order.indexOf('T') < order.indexOf('Z')));
        if (timeWithin || sizeC > 8 || sizeZ > MOST_PLANES) {
            throw new IOException(file + ": its images are stored in the order " + order + " with " + sizeC
                    + " channel(s) and " + sizeZ + " plane(s); save it as XYCZT or XYZCT");
        }
        boolean planesFirst = sizeC > 1 && sizeZ > 1 && order.indexOf('Z') < order.indexOf('C');
        return new StackDescription("OME-TIFF", sizeC, sizeZ, planesFirst, rateHz, pixelUm, List.of());
    }

    private static double seconds(double value, String unit) {
        return switch (unit) {
            case "ms" -> value / 1e3;
            case "µs" -> value / 1e6;
            case "min" -> value * 60;
            default -> value;
        };
    }

    /** The number on a {@code key=number} line; 0 when there is none. */
    private static double line(String text, String key) {
        Matcher found =
                Pattern.compile("(?m)^" + key + "=([-+0-9.eE]{1,30})\\s*$").matcher(text);
        return found.find() ? number(found.group(1)) : 0;
    }

    private static double attribute(String attributes, String name) {
        return number(text(attributes, name));
    }

    private static String text(String attributes, String name) {
        Matcher found = Pattern.compile("\\b" + name + "=\"([^\"]{0,60})\"").matcher(attributes);
        return found.find() ? found.group(1) : "";
    }

    private static double number(String text) {
        try {
            double value = Double.parseDouble(text.trim());
            return Double.isFinite(value) ? value : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The order of the images, with what the user said where the description is silent. */
    FrameOrder order(int agreedPlanes, int agreedChannels) {
        return new FrameOrder(agreedChannels, agreedPlanes, 1, 0, planesFirst);
    }
}
