package org.loopscope.controller.pictures;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Text as outlines of our own. Java's text drawing throws on a machine without fontconfig and fonts, which a fresh
 * server is, and looks different on each machine that has them.
 */
final class Lettering {
    private static final String RESOURCE = "sans.glyphs";
    private static final double UNITS_PER_EM = 1000;
    private static final char REPLACEMENT = '?';

    enum Weight {
        REGULAR,
        BOLD
    }

    private record Glyph(double advance, Path2D outline) {}

    private final Map<Character, Glyph> regular = new HashMap<>();
    private final Map<Character, Glyph> bold = new HashMap<>();

    Lettering() {
        InputStream resource = Lettering.class.getResourceAsStream(RESOURCE);
        if (resource == null) {
            throw new IllegalStateException(RESOURCE + " is not on the class path; build Loopscope anew");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    double width(String text, double sizePx, Weight weight) {
        double width = 0;
        for (int i = 0; i < text.length(); i++) {
            width += glyph(text.charAt(i), weight).advance();
        }
        return width * sizePx / UNITS_PER_EM;
    }

    /** The outline of a line of text with its baseline starting at the origin. A character without glyph is a "?". */
    Path2D outline(String text, double sizePx, Weight weight) {
        double scale = sizePx / UNITS_PER_EM;
        Path2D outline = new Path2D.Double();
        double x = 0;
        for (int i = 0; i < text.length(); i++) {
            Glyph glyph = glyph(text.charAt(i), weight);
            AffineTransform place = new AffineTransform(scale, 0, 0, scale, x, 0);
            outline.append(glyph.outline().getPathIterator(place), false);
            x += glyph.advance() * scale;
        }
        return outline;
    }

    private Glyph glyph(char c, Weight weight) {
        Map<Character, Glyph> glyphs = weight == Weight.BOLD ? bold : regular;
        Glyph glyph = glyphs.getOrDefault(c, glyphs.get(REPLACEMENT));
        if (glyph == null) {
            throw new IllegalStateException(RESOURCE + " is damaged; build Loopscope anew");
        }
        return glyph;
    }

    private void read(String line) {
        String[] words = line.split(" ", -1);
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        int at = 3;
        while (at < words.length) {
            switch (words[at]) {
                case "M" -> path.moveTo(number(words, at + 1), number(words, at + 2));
                case "L" -> path.lineTo(number(words, at + 1), number(words, at + 2));
                case "Q" ->
                    path.quadTo(
                            number(words, at + 1), number(words, at + 2), number(words, at + 3), number(words, at + 4));
                default -> path.closePath();
            }
            at += 1 + coordinates(words[at]);
        }
        Map<Character, Glyph> glyphs = words[0].equals("b") ? bold : regular;
        glyphs.put((char) Integer.parseInt(words[1]), new Glyph(number(words, 2), path));
    }

    private static int coordinates(String segment) {
        return switch (segment) {
            case "M", "L" -> 2;
            case "Q" -> 4;
            default -> 0;
        };
    }

    private static double number(String[] words, int at) {
        return Integer.parseInt(words[at]);
    }
}
