package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.loopscope.acquisition.file.movie.FileWindow;

/**
 * Finds a few {@code SI.key = value} lines in ScanImage's text, which can be tens of megabytes when a lab keeps its own
 * properties there. One line at a time is held, and only its first 4 KB; JSON text is searched for the keys' last words.
 */
final class ScanImageText {
    private static final int MOST_LINE = 4096;
    private static final Set<String> KEYS = Set.of(
            "hChannels.channelSave",
            "hRoiManager.scanFrameRate",
            "hRoiManager.imagingFovUm",
            "hRoiManager.pixelsPerLine",
            "hStackManager.enable",
            "hStackManager.actualNumSlices",
            "hStackManager.numSlices",
            "hStackManager.framesPerSlice",
            "hStackManager.numFramesPerVolume",
            "hStackManager.numFramesPerVolumeWithFlyback",
            "hFastZ.enable",
            "hFastZ.numFramesPerVolume",
            "hFastZ.numDiscardFlybackFrames",
            "hScan2D.logFramesPerFile",
            "objectiveResolution",
            "acqState");

    private final Map<String, String> values = new HashMap<>();

    private ScanImageText() {}

    static ScanImageText read(FileWindow in, long from, long bytes) throws IOException {
        ScanImageText text = new ScanImageText();
        StringBuilder line = new StringBuilder();
        long end = Math.min(in.size(), from + Math.max(0, bytes));
        for (long at = from; at < end; at++) {
            int c = in.u8(at);
            if (c == 0) {
                break;
            }
            if (c == '\n' || c == '\r') {
                text.take(line);
                line.setLength(0);
            } else if (line.length() < MOST_LINE) {
                line.append((char) c);
            }
        }
        text.take(line);
        return text;
    }

    private void take(StringBuilder line) {
        int equals = line.indexOf("=");
        int colon = line.indexOf(":");
        if (equals > 0) {
            String key = line.substring(0, equals).trim();
            int dot = key.indexOf("SI.");
            String known = dot >= 0 ? key.substring(dot + 3) : key;
            if (KEYS.contains(known)) {
                values.put(known, line.substring(equals + 1).trim());
            }
        } else if (colon > 0) {
            String key = line.substring(0, colon).trim().replace("\"", "");
            for (String known : KEYS) {
                // Several groups have an "enable": of JSON, only words that are clear alone are taken.
                if (known.endsWith("." + key) && !key.equals("enable") && !key.equals("numFramesPerVolume")) {
                    values.put(
                            known,
                            line.substring(colon + 1).replaceAll(",\\s*$", "").trim());
                }
            }
        }
    }

    String text(String key) {
        return values.getOrDefault(key, "");
    }

    boolean flag(String key) {
        String value = text(key);
        return value.equals("true") || value.equals("1");
    }

    /** The first of the keys that has a finite number; 0 when none has. */
    double number(String... keys) {
        for (String key : keys) {
            double value = parsed(text(key));
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return 0;
    }

    private static double parsed(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** How many numbers a MATLAB row or column, or a JSON list, has. */
    int count(String key) {
        String list = text(key).replaceAll("[\\[\\]{};,]", " ").trim();
        return list.isEmpty() ? 0 : list.split("\\s+", -1).length;
    }

    /** Width of the field over the pixels of a line: the field's corners are {@code [x0 y0;x1 y0;x1 y1;x0 y1]}. */
    double pixelSizeUm() {
        String[] corners = text("hRoiManager.imagingFovUm")
                .replaceAll("[\\[\\];,]", " ")
                .trim()
                .split("\\s+", -1);
        double pixels = number("hRoiManager.pixelsPerLine");
        if (corners.length < 4 || !(pixels > 0)) {
            return 0;
        }
        double width = Math.abs(parsed(corners[2]) - parsed(corners[0]));
        return width > 0 ? width / pixels : 0;
    }
}
