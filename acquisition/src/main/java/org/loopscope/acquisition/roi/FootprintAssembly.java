package org.loopscope.acquisition.roi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes cells of what another program stored: pixels in any order, weights of any scale. Pixels of one cell that come
 * twice add up, weights of 0 are left out, the rest is scaled to a sum of 1.
 */
public final class FootprintAssembly {
    /** Of all cells together; more is no set of cells, and would not fit into memory. */
    private static final int MOST_PIXELS = 1 << 24;

    private final String file;
    private final int widthPx;
    private final int heightPx;
    private final List<Roi> cells = new ArrayList<>();
    private long[] order = new long[256];
    private double[] weights = new double[256];
    private int count;
    private int pixelsInAll;

    /** @param file what errors name */
    public FootprintAssembly(String file, int widthPx, int heightPx) {
        this.file = file;
        this.widthPx = widthPx;
        this.heightPx = heightPx;
    }

    /**
     * Adds a pixel to the cell that is being made.
     *
     * @param name of the cell, for the error
     * @throws IOException where the pixel is not in the frame, or the weight is below 0 or not a number
     */
    public void add(String name, double x, double y, double weight) throws IOException {
        if (!(x >= 0 && x < widthPx && y >= 0 && y < heightPx) || x != Math.rint(x) || y != Math.rint(y)) {
            throw new IOException(file + ": " + name + " has the pixel (" + number(x) + ", " + number(y)
                    + ") (column, row), outside the frame of " + widthPx + "x" + heightPx
                    + " px; are these the cells of another field, or of frames before cropping or binning?");
        }
        if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
            throw new IOException(file + ": " + name + " has the weight " + weight + "; weights must be 0 or more");
        }
        if (++pixelsInAll > MOST_PIXELS) {
            throw new IOException(file + ": the cells have more than " + MOST_PIXELS + " pixels together");
        }
        if (count == order.length) {
            order = Arrays.copyOf(order, 2 * count);
            weights = Arrays.copyOf(weights, 2 * count);
        }
        // Pixel above, place below: sorting brings a cell's pixels into order and leaves each with its weight.
        long pixel = (long) (y * widthPx + x);
        order[count] = pixel << 32 | count;
        weights[count++] = weight;
    }

    /** Ends the cell; false, and no cell, where no pixel had a weight above 0. */
    public boolean finish(int id) {
        Arrays.sort(order, 0, count);
        int[] pixels = new int[count];
        double[] sums = new double[count];
        int size = 0;
        double total = 0;
        for (int i = 0; i < count; i++) {
            int pixel = (int) (order[i] >>> 32);
            double weight = weights[(int) order[i]];
            if (weight > 0) {
                if (size == 0 || pixels[size - 1] != pixel) {
                    pixels[size++] = pixel;
                }
                sums[size - 1] += weight;
                total += weight;
            }
        }
        count = 0;
        return keep(id, Arrays.copyOf(pixels, size), sums, total);
    }

    private boolean keep(int id, int[] pixels, double[] sums, double total) {
        int[] kept = new int[pixels.length];
        float[] shares = new float[pixels.length];
        int size = 0;
        for (int i = 0; i < pixels.length; i++) {
            float share = (float) (sums[i] / total);
            // A weight so small that it vanishes beside the cell's sum.
            if (share > 0) {
                kept[size] = pixels[i];
                shares[size++] = share;
            }
        }
        if (size > 0) {
            cells.add(new Roi(id, Arrays.copyOf(kept, size), Arrays.copyOf(shares, size)));
        }
        return size > 0;
    }

    /**
     * The cells that were finished, in that order.
     *
     * @throws IOException where there is none
     */
    public RoiSet rois(String provenance) throws IOException {
        if (cells.isEmpty()) {
            throw new IOException(file + ": no cell is left to use; are all of them marked as not a cell?");
        }
        return new RoiSet(widthPx, heightPx, cells, provenance);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
