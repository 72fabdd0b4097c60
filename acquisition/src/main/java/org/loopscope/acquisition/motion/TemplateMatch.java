package org.loopscope.acquisition.motion;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How well a registered frame matches the template: the Pearson correlation of their pixels, on every fourth row and
 * without the rim that motion can empty. Falls when the focus drifts. One thread; allocates nothing per frame.
 */
final class TemplateMatch {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int ROW_STEP = 4;

    private final int widthPx;
    private final int heightPx;
    private final int marginPx;
    /** The template less its mean, 0 in the rim and beyond the last column. */
    private final float[] template;

    private final int stride;
    private final float[] row;
    /** Per column: sum of the frame, of its square, of its product with the template. */
    private final float[] sums;

    private final float[] squares;
    private final float[] products;
    private double templateSquares;
    private double level;

    TemplateMatch(int widthPx, int heightPx, int maxShiftPx) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.marginPx = Math.min(maxShiftPx, Math.min(widthPx, heightPx) / 8);
        this.stride = ColumnFft.alignedStride(widthPx);
        this.template = new float[Math.ceilDiv(heightPx, ROW_STEP) * stride];
        this.row = new float[stride];
        this.sums = new float[stride];
        this.squares = new float[stride];
        this.products = new float[stride];
    }

    /** @param pixels row-major, raw units; copied as far as needed */
    void template(float[] pixels) {
        level = 0;
        for (int y = marginPx; y < heightPx - marginPx; y += ROW_STEP) {
            for (int x = marginPx; x < widthPx - marginPx; x++) {
                level += pixels[y * widthPx + x];
            }
        }
        level /= count();
        templateSquares = 0;
        for (int y = marginPx; y < heightPx - marginPx; y += ROW_STEP) {
            for (int x = marginPx; x < widthPx - marginPx; x++) {
                double value = pixels[y * widthPx + x] - level;
                template[y / ROW_STEP * stride + x] = (float) value;
                templateSquares += value * value;
            }
        }
    }

    /** -1 to 1; 0 where the template or the frame is flat. */
    float correlation(float[] registered) {
        Arrays.fill(sums, 0);
        Arrays.fill(squares, 0);
        Arrays.fill(products, 0);
        for (int y = marginPx; y < heightPx - marginPx; y += ROW_STEP) {
            System.arraycopy(registered, y * widthPx + marginPx, row, marginPx, widthPx - 2 * marginPx);
            add(y / ROW_STEP * stride);
        }
        double sum = 0;
        double square = 0;
        double product = 0;
        for (int x = marginPx; x < widthPx - marginPx; x++) {
            sum += sums[x];
            square += squares[x];
            product += products[x];
        }
        double variation = square - sum * sum / count();
        double norm = Math.sqrt(Math.max(0, variation) * templateSquares);
        return norm > 0 ? (float) Math.clamp(product / norm, -1.0, 1.0) : 0;
    }

    private void add(int templateAt) {
        float from = (float) level;
        for (int x = 0; x < stride; x += SPECIES.length()) {
            FloatVector value = FloatVector.fromArray(SPECIES, row, x).sub(from);
            FloatVector wanted = FloatVector.fromArray(SPECIES, template, templateAt + x);
            value.add(FloatVector.fromArray(SPECIES, sums, x)).intoArray(sums, x);
            value.fma(value, FloatVector.fromArray(SPECIES, squares, x)).intoArray(squares, x);
            value.fma(wanted, FloatVector.fromArray(SPECIES, products, x)).intoArray(products, x);
        }
    }

    private double count() {
        return (double) (widthPx - 2 * marginPx) * Math.ceilDiv(heightPx - 2 * marginPx, ROW_STEP);
    }
}
