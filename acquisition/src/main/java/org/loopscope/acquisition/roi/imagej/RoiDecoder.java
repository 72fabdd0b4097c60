package org.loopscope.acquisition.roi.imagej;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads one selection in ImageJ's format: big-endian, 64 bytes of header, then coordinates. */
final class RoiDecoder {
    private static final int HEADER_BYTES = 64;
    private static final int SUB_PIXEL = 128;
    private static final int SPLINE_FIT = 1;
    private static final int FIRST_SUB_PIXEL_VERSION = 222;
    private static final int ELLIPSE = 3;
    private static final int ROTATED_RECTANGLE = 5;
    /** ImageJ draws its ellipses with so many corners. */
    private static final int ELLIPSE_CORNERS = 72;

    private final ByteBuffer in;
    private final int top;
    private final int left;
    private final int subtype;
    private final int options;
    private final boolean subPixel;

    private RoiDecoder(ByteBuffer in) {
        this.in = in;
        this.top = in.getShort(8);
        this.left = in.getShort(10);
        this.subtype = in.getShort(48);
        this.options = in.getShort(50);
        this.subPixel = in.getShort(4) >= FIRST_SUB_PIXEL_VERSION && (options & SUB_PIXEL) != 0;
    }

    static boolean isSelection(byte[] start) {
        return start.length >= 4 && new String(start, 0, 4, StandardCharsets.ISO_8859_1).equals("Iout");
    }

    /** @throws IOException where it is not a selection, or cut off; the message lacks the name of the file */
    static Outline decode(byte[] bytes) throws IOException {
        if (!isSelection(bytes) || bytes.length < HEADER_BYTES) {
            throw new IOException("is not a selection of ImageJ, or cut off");
        }
        try {
            return new RoiDecoder(ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN)).outline();
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IOException("is cut off: its coordinates go on beyond its end", e);
        }
    }

    private Outline outline() throws IOException {
        int type = in.get(6);
        int shapeFloats = in.getInt(36);
        if (type == 1 && shapeFloats > 0) {
            return composite(shapeFloats);
        }
        return switch (type) {
            case 0, 7, 8 -> polygon(type);
            case 1, 2 -> box(type);
            case 3, 4, 5, 9 -> new Outline.NoArea("line");
            case 10 -> new Outline.NoArea("point");
            case 6 -> new Outline.NoArea("empty selection");
            default -> throw new IOException("is a selection of the unknown type " + type);
        };
    }

    private Outline box(int type) {
        int roundedCorner = in.getShort(54);
        if (type == 1 && subtype == 0 && roundedCorner > 0) {
            return new Outline.NoArea("rectangle with rounded corners");
        }
        if (type == 1 && subtype != 0) {
            return new Outline.NoArea("text or image");
        }
        double x = left;
        double y = top;
        double width = in.getShort(14) - left;
        double height = in.getShort(12) - top;
        if (subPixel) {
            x = in.getFloat(18);
            y = in.getFloat(22);
            width = in.getFloat(26);
            height = in.getFloat(30);
        }
        return type == 1 ? new Outline.Rectangle(x, y, width, height) : new Outline.Oval(x, y, width, height);
    }

    private Outline polygon(int type) {
        if ((options & SPLINE_FIT) != 0) {
            return new Outline.NoArea("spline");
        }
        if (type == 7 && subtype == ELLIPSE) {
            return new Outline.Polygons(List.of(ellipse()));
        }
        if (type == 7 && subtype == ROTATED_RECTANGLE) {
            return new Outline.Polygons(List.of(rotatedRectangle()));
        }
        int points = in.getShort(16) & 0xFFFF;
        if (points == 0) {
            points = in.getInt(18);
        }
        if (points < 0 || points > in.capacity() / 4) {
            throw new IndexOutOfBoundsException();
        }
        double[] x = new double[points];
        double[] y = new double[points];
        for (int i = 0; i < points; i++) {
            if (subPixel) {
                x[i] = in.getFloat(HEADER_BYTES + 4 * points + 4 * i);
                y[i] = in.getFloat(HEADER_BYTES + 8 * points + 4 * i);
            } else {
                // As ImageJ has it: there is nothing left of the bounds or above them.
                x[i] = left + Math.max(0, in.getShort(HEADER_BYTES + 2 * i));
                y[i] = top + Math.max(0, in.getShort(HEADER_BYTES + 2 * points + 2 * i));
            }
        }
        return new Outline.Polygons(List.of(new Outline.Polygon(x, y)));
    }

    /** From the ends of the long axis and the ratio of the axes. */
    private Outline.Polygon ellipse() {
        double x1 = in.getFloat(18);
        double y1 = in.getFloat(22);
        double x2 = in.getFloat(26);
        double y2 = in.getFloat(30);
        double ratio = in.getFloat(52);
        double half = StrictMath.hypot(x2 - x1, y2 - y1) / 2;
        double tilt = StrictMath.atan2(y2 - y1, x2 - x1);
        double[] x = new double[ELLIPSE_CORNERS];
        double[] y = new double[ELLIPSE_CORNERS];
        for (int i = 0; i < ELLIPSE_CORNERS; i++) {
            double angle = 2 * Math.PI * i / ELLIPSE_CORNERS;
            double along = half * StrictMath.cos(angle);
            double across = half * ratio * StrictMath.sin(angle);
            x[i] = (x1 + x2) / 2 + along * StrictMath.cos(tilt) - across * StrictMath.sin(tilt);
            y[i] = (y1 + y2) / 2 + along * StrictMath.sin(tilt) + across * StrictMath.cos(tilt);
        }
        return new Outline.Polygon(x, y);
    }

    /** From the ends of the middle line and the width across it. */
    private Outline.Polygon rotatedRectangle() {
        double x1 = in.getFloat(18);
        double y1 = in.getFloat(22);
        double x2 = in.getFloat(26);
        double y2 = in.getFloat(30);
        double width = in.getFloat(52);
        double length = StrictMath.hypot(x2 - x1, y2 - y1);
        double dx = length == 0 ? 0 : (y1 - y2) / length * width / 2;
        double dy = length == 0 ? 0 : (x2 - x1) / length * width / 2;
        return new Outline.Polygon(
                new double[] {x1 + dx, x1 - dx, x2 - dx, x2 + dx}, new double[] {y1 + dy, y1 - dy, y2 - dy, y2 + dy});
    }

    /** Path segments, each a code and its points: 0 move, 1 line, 2 and 3 curves, 4 close. */
    private Outline composite(int floats) throws IOException {
        if (floats > in.capacity() / 4) {
            throw new IndexOutOfBoundsException();
        }
        in.position(HEADER_BYTES);
        int end = HEADER_BYTES + 4 * floats;
        List<Outline.Polygon> polygons = new ArrayList<>();
        CurvedPath path = new CurvedPath();
        while (in.position() < end) {
            switch ((int) in.getFloat()) {
                case 0 -> {
                    path.endInto(polygons);
                    path.lineTo(in.getFloat(), in.getFloat());
                }
                case 1 -> path.lineTo(in.getFloat(), in.getFloat());
                case 2 -> path.curveTo(in.getFloat(), in.getFloat(), in.getFloat(), in.getFloat());
                case 3 ->
                    path.curveTo(
                            in.getFloat(), in.getFloat(), in.getFloat(), in.getFloat(), in.getFloat(), in.getFloat());
                case 4 -> path.endInto(polygons);
                default -> throw new IOException("is a composite selection with an unknown segment");
            }
        }
        path.endInto(polygons);
        return new Outline.Polygons(polygons);
    }
}
