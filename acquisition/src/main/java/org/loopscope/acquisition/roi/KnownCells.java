package org.loopscope.acquisition.roi;

import java.util.List;

/** The cells that a search need not find again, and what of the movie is theirs. */
final class KnownCells {
    /** A footprint whose centre is nearer to a known one's, in soma diameters, is the rest of that cell. */
    private static final double REST_WITHIN_SOMA = 0.5;

    private final RoiSet known;
    private final DetectionSettings settings;
    private final double[] centersX;
    private final double[] centersY;

    KnownCells(RoiSet known, DetectionSettings settings) {
        this.known = known;
        this.settings = settings;
        this.centersX = new double[known.size()];
        this.centersY = new double[known.size()];
        for (int cell = 0; cell < centersX.length; cell++) {
            centersX[cell] = centerX(known.rois().get(cell));
            centersY[cell] = centerY(known.rois().get(cell));
        }
    }

    /** True for the pixels of all cells; a new array. */
    boolean[] pixels() {
        boolean[] taken = new boolean[known.widthPx() * known.heightPx()];
        for (Roi roi : known.rois()) {
            for (int pixel : roi.pixels()) {
                taken[pixel] = true;
            }
        }
        return taken;
    }

    /** Subtracts each cell that is active in the movie, also where its light falls outside its footprint. */
    void takeOff(FluctuationMovie movie) {
        float[] trace = new float[movie.bins];
        double least = movie.leastPower(settings);
        for (int cell = 0; cell < centersX.length; cell++) {
            Roi roi = known.rois().get(cell);
            movie.trace(roi.pixels(), roi.weights(), roi.pixels().length, trace);
            // The trace of a silent cell is noise, and what resembles it would not be the cell's.
            if (movie.powerOf(trace) >= least) {
                int center = (int) Math.round(centersY[cell]) * movie.width + (int) Math.round(centersX[cell]);
                movie.takeOff(center, settings.somaDiameterPx(), trace);
            }
        }
    }

    /** Those of some footprints that are not the rest of a known cell. */
    List<Roi> others(List<Roi> found) {
        return found.stream().filter(this::isOther).toList();
    }

    private boolean isOther(Roi roi) {
        double x = centerX(roi);
        double y = centerY(roi);
        double leastPx = REST_WITHIN_SOMA * settings.somaDiameterPx();
        for (int cell = 0; cell < centersX.length; cell++) {
            double dx = x - centersX[cell];
            double dy = y - centersY[cell];
            if (dx * dx + dy * dy < leastPx * leastPx) {
                return false;
            }
        }
        return true;
    }

    private double centerX(Roi roi) {
        double sum = 0;
        for (int pixel : roi.pixels()) {
            sum += pixel % known.widthPx();
        }
        return sum / roi.pixels().length;
    }

    private double centerY(Roi roi) {
        double sum = 0;
        for (int pixel : roi.pixels()) {
            int row = pixel / known.widthPx();
            sum += row;
        }
        return sum / roi.pixels().length;
    }
}
