package org.loopscope.acquisition.roi;

/** The cells that a search need not find again, and what of the movie is theirs. */
final class KnownCells {
    /** A footprint whose centre is nearer to a known one's, in soma diameters, is the rest of that cell. */
    private static final double REST_WITHIN_SOMA = 0.5;

    /** A disc has 1, an ellipse of 2:1 has 1.25, a patch of neuropil between cells most often more. */
    private static final double MOST_SPREAD = 1.25;

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

    /** Whether a footprint is round enough for a cell, and not the rest of a known one. */
    boolean isAnother(Roi roi) {
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
        return spread(roi, x, y) <= MOST_SPREAD;
    }

    /** Mean squared distance of the pixels from their centre, over that of a disc of as many pixels. */
    private double spread(Roi roi, double x, double y) {
        double sum = 0;
        for (int pixel : roi.pixels()) {
            double dx = pixel % known.widthPx() - x;
            int row = pixel / known.widthPx();
            sum += dx * dx + (row - y) * (row - y);
        }
        double area = roi.pixels().length;
        return sum / area * 2 * Math.PI / area;
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
