package org.loopscope.acquisition.days;

import java.util.Arrays;
import java.util.Optional;
import org.loopscope.acquisition.roi.Roi;

/** A footprint as a small image of its own, with a rim of zeros. */
final class FootprintPatch {
    private static final int RIM_PX = 2;

    private final int x0;
    private final int y0;
    private final int width;
    private final int height;
    private final float[] weights;
    /** Of the frame that it lies in. */
    private final int frameWidthPx;

    private FootprintPatch(int x0, int y0, int width, int height, int frameWidthPx) {
        this.x0 = x0;
        this.y0 = y0;
        this.width = width;
        this.height = height;
        this.weights = new float[width * height];
        this.frameWidthPx = frameWidthPx;
    }

    static FootprintPatch of(Roi roi, int frameWidthPx) {
        int left = Integer.MAX_VALUE;
        int right = 0;
        for (int pixel : roi.pixels()) {
            left = Math.min(left, pixel % frameWidthPx);
            right = Math.max(right, pixel % frameWidthPx);
        }
        int top = roi.pixels()[0] / frameWidthPx;
        int bottom = roi.pixels()[roi.pixels().length - 1] / frameWidthPx;
        FootprintPatch patch = new FootprintPatch(
                left - RIM_PX,
                top - RIM_PX,
                right - left + 1 + 2 * RIM_PX,
                bottom - top + 1 + 2 * RIM_PX,
                frameWidthPx);
        for (int i = 0; i < roi.pixels().length; i++) {
            int pixel = roi.pixels()[i];
            int row = pixel / frameWidthPx - patch.y0;
            patch.weights[row * patch.width + pixel % frameWidthPx - patch.x0] = roi.weights()[i];
        }
        return patch;
    }

    /** Centre of mass: x, y. */
    double[] center() {
        double total = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < weights.length; i++) {
            int row = i / width;
            total += weights[i];
            x += weights[i] * (x0 + i % width);
            y += weights[i] * (double) (y0 + row);
        }
        return new double[] {x / total, y / total};
    }

    /** Diameter of a disc with as many pixels as weigh in, pixels. */
    double diameterPx() {
        double sum = 0;
        double squares = 0;
        for (float weight : weights) {
            sum += weight;
            squares += (double) weight * weight;
        }
        return 2 * Math.sqrt(sum * sum / squares / Math.PI);
    }

    /** This footprint of today as it would have been on the earlier day. */
    FootprintPatch movedToEarlier(FieldDisplacement displacement) {
        double[] center = center();
        double[] to = displacement.inverse(center[0], center[1]);
        FootprintPatch moved = shiftedBox(to[0] - center[0], to[1] - center[1]);
        for (int i = 0; i < moved.weights.length; i++) {
            int row = i / moved.width;
            double x = moved.x0 + i % moved.width;
            double y = (double) moved.y0 + row;
            moved.weights[i] = sample(x + displacement.xPx(x, y), y + displacement.yPx(x, y));
        }
        return moved;
    }

    /** This footprint of the earlier day as it is today. */
    FootprintPatch movedToNow(FieldDisplacement displacement) {
        double[] center = center();
        FootprintPatch moved =
                shiftedBox(displacement.xPx(center[0], center[1]), displacement.yPx(center[0], center[1]));
        for (int i = 0; i < moved.weights.length; i++) {
            int row = i / moved.width;
            double[] from = displacement.inverse(moved.x0 + i % moved.width, (double) moved.y0 + row);
            moved.weights[i] = sample(from[0], from[1]);
        }
        return moved;
    }

    private FootprintPatch shiftedBox(double dx, double dy) {
        return new FootprintPatch(
                (int) Math.floor(x0 + dx) - RIM_PX,
                (int) Math.floor(y0 + dy) - RIM_PX,
                width + 2 * RIM_PX,
                height + 2 * RIM_PX,
                frameWidthPx);
    }

    /** Lightly blurred (1 2 1 in both directions), so that a pixel's jitter at an edge weighs less. */
    FootprintPatch blurred() {
        FootprintPatch rows = new FootprintPatch(x0, y0, width, height, frameWidthPx);
        FootprintPatch both = new FootprintPatch(x0, y0, width, height, frameWidthPx);
        for (int i = 1; i < weights.length - 1; i++) {
            rows.weights[i] = (weights[i - 1] + 2 * weights[i] + weights[i + 1]) / 4;
        }
        for (int i = width; i < weights.length - width; i++) {
            both.weights[i] = (rows.weights[i - width] + 2 * rows.weights[i] + rows.weights[i + width]) / 4;
        }
        return both;
    }

    /** Cosine of the angle between two footprints: 0 where they share no pixel, 1 where they are the same. */
    double correlation(FootprintPatch other) {
        double product = 0;
        for (int y = Math.max(y0, other.y0); y < Math.min(y0 + height, other.y0 + other.height); y++) {
            for (int x = Math.max(x0, other.x0); x < Math.min(x0 + width, other.x0 + other.width); x++) {
                product += (double) weights[(y - y0) * width + x - x0]
                        * other.weights[(y - other.y0) * other.width + x - other.x0];
            }
        }
        double norm = Math.sqrt(energy() * other.energy());
        return norm > 0 ? Math.min(1, product / norm) : 0;
    }

    private double energy() {
        double sum = 0;
        for (float weight : weights) {
            sum += (double) weight * weight;
        }
        return sum;
    }

    private float sample(double x, double y) {
        int column = (int) Math.floor(x) - x0;
        int row = (int) Math.floor(y) - y0;
        if (column < 0 || row < 0 || column + 1 >= width || row + 1 >= height) {
            return 0;
        }
        double fx = x - Math.floor(x);
        double fy = y - Math.floor(y);
        int at = row * width + column;
        double upper = weights[at] + fx * (weights[at + 1] - weights[at]);
        double lower = weights[at + width] + fx * (weights[at + width + 1] - weights[at + width]);
        return (float) (upper + fy * (lower - upper));
    }

    /** As a cell in a frame of this height; none where less than half of it lies in the frame. */
    Optional<Roi> asRoi(int id, int frameHeightPx) {
        int[] pixels = new int[weights.length];
        float[] kept = new float[weights.length];
        int count = 0;
        double inside = 0;
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            int row = i / width;
            int x = x0 + i % width;
            int y = y0 + row;
            total += weights[i];
            if (weights[i] > 0 && x >= 0 && x < frameWidthPx && y >= 0 && y < frameHeightPx) {
                pixels[count] = y * frameWidthPx + x;
                kept[count++] = weights[i];
                inside += weights[i];
            }
        }
        if (!(inside > 0.5 * total)) {
            return Optional.empty();
        }
        for (int i = 0; i < count; i++) {
            kept[i] = (float) (kept[i] / inside);
        }
        return Optional.of(new Roi(id, Arrays.copyOf(pixels, count), Arrays.copyOf(kept, count)));
    }
}
