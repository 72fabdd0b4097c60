package org.loopscope.acquisition.activity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * Takes out of each cell's light what comes from the cells that overlap it: non-negative least squares on the footprints.
 * With weights w (sum 1), light F and surround N, it minimizes {@code 1/2 c' H c - q' c} over {@code c >= 0}, where
 * {@code H(i, j) = sum of w_i w_j} over the pixels and {@code q = F - N}; a few sweeps of projected coordinate descent
 * (Franc et al. 2005), begun at the frame before's answer. The demixed light is {@code N + H(i, i) c_i}: a cell that
 * overlaps none keeps its F. One thread; allocates nothing per frame.
 */
public final class Demixing {
    /** Cells that overlap another. */
    private final int[] mixed;
    /** Per mixed cell: the cells that it overlaps and what they share. */
    private final int[][] neighbors;

    private final double[][] shared;
    private final double[] own;
    private final double[] brightness;
    private final int sweeps;

    /** @param sweeps over all overlapping cells per frame, at least 1; five leave less than a percent */
    public Demixing(RoiSet rois, int sweeps) {
        if (sweeps < 1) {
            throw new IllegalArgumentException("demixing takes at least 1 sweep a frame, not " + sweeps);
        }
        this.sweeps = sweeps;
        this.brightness = new double[rois.size()];
        this.own = new double[rois.size()];
        List<Map<Integer, Double>> overlaps = overlaps(rois);
        int[] found = new int[rois.size()];
        int count = 0;
        this.neighbors = new int[rois.size()][];
        this.shared = new double[rois.size()][];
        for (int cell = 0; cell < rois.size(); cell++) {
            Map<Integer, Double> others = overlaps.get(cell);
            neighbors[cell] = others.keySet().stream()
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray();
            shared[cell] = Arrays.stream(neighbors[cell])
                    .mapToDouble(other -> others.getOrDefault(other, 0.0))
                    .toArray();
            if (!others.isEmpty()) {
                found[count++] = cell;
            }
        }
        this.mixed = Arrays.copyOf(found, count);
    }

    private List<Map<Integer, Double>> overlaps(RoiSet rois) {
        Map<Integer, List<double[]>> byPixel = new HashMap<>();
        List<Map<Integer, Double>> overlaps = new ArrayList<>();
        for (int cell = 0; cell < rois.size(); cell++) {
            Roi roi = rois.rois().get(cell);
            overlaps.add(new HashMap<>());
            for (int i = 0; i < roi.pixels().length; i++) {
                double weight = roi.weights()[i];
                own[cell] += weight * weight;
                List<double[]> here = byPixel.computeIfAbsent(roi.pixels()[i], pixel -> new ArrayList<>());
                for (double[] other : here) {
                    overlaps.get(cell).merge((int) other[0], weight * other[1], Double::sum);
                    overlaps.get((int) other[0]).merge(cell, weight * other[1], Double::sum);
                }
                here.add(new double[] {cell, weight});
            }
        }
        return overlaps;
    }

    /** How many cells overlap another; the rest is left alone. */
    public int mixedCells() {
        return mixed.length;
    }

    /** Replaces each overlapping cell's light by its own share. Raw units. */
    public void demix(float[] fluorescence, float[] neuropil) {
        for (int sweep = 0; sweep < sweeps; sweep++) {
            for (int cell : mixed) {
                double rest = fluorescence[cell] - neuropil[cell];
                int[] others = neighbors[cell];
                for (int i = 0; i < others.length; i++) {
                    rest -= shared[cell][i] * brightness[others[i]];
                }
                brightness[cell] = Math.max(0, rest / own[cell]);
            }
        }
        for (int cell : mixed) {
            fluorescence[cell] = (float) (neuropil[cell] + own[cell] * brightness[cell]);
        }
    }
}
