package org.loopscope.acquisition.motion;

/**
 * A template made ready to find images by: filtered, laid out for the lags, with the interpolation that its spectrum asks
 * for, and with what it finds when it looks for itself. Made in parts, so that no frame has to wait for all. One thread;
 * allocates nothing once made.
 */
final class PreparedTemplate {
    static final int PARTS = FilteredTemplate.PARTS + 2;

    private static final int LAGS = LagCorrelation.LAGS;

    private final PatchGrid patches;
    private final FilteredTemplate filtered;
    private final LagCorrelation lags;
    private final LagPeak peak;
    private final PatchPeaks patchPeaks;
    private final double[] sums;
    /** Where in the sums of the patches those of the whole begin. */
    private final int whole;

    /** Where the template finds itself: structure cut by the window pulls the peak a little to one side. */
    private final Displacement own = new Displacement();

    private final float[] ownOffsetX;
    private final float[] ownOffsetY;

    /** @param transform its work space may be shared by templates that are not made at the same time */
    PreparedTemplate(ImageTransform transform, PatchGrid patches, int maxShiftPx) {
        this.patches = patches;
        this.whole = patches.size() * LAGS;
        this.sums = new double[whole + LAGS];
        this.filtered = new FilteredTemplate(transform, maxShiftPx);
        this.lags = new LagCorrelation(maxShiftPx, patches);
        this.peak = new LagPeak(transform.periodXPx, transform.periodYPx);
        this.patchPeaks = new PatchPeaks(patches, peak);
        this.ownOffsetX = new float[patches.size()];
        this.ownOffsetY = new float[patches.size()];
    }

    /**
     * Does one of {@link #PARTS} parts, in order.
     *
     * @param pixels the same in every part; not kept
     * @param level what counts as nothing in them
     */
    void take(int part, float[] pixels, float level) {
        if (part < FilteredTemplate.PARTS) {
            filtered.take(part, pixels);
        } else if (part == FilteredTemplate.PARTS) {
            lags.template(filtered.pixels());
            filtered.shape(peak);
        } else {
            correlate(pixels, level, 0, 0, 1, sums);
            peak.climb(sums, whole, own);
            patchPeaks.locate(sums, own.xPx, own.yPx, ownOffsetX, ownOffsetY);
        }
    }

    BandSpectrum spectrum() {
        return filtered.spectrum();
    }

    double ownXPx() {
        return own.xPx;
    }

    double ownYPx() {
        return own.yPx;
    }

    /** Doubles that {@link #correlate} fills. */
    int sumCount() {
        return sums.length;
    }

    /**
     * Correlations at the lags around one place: of each patch, then of all together.
     *
     * @param blockStep 1 for all rows, more for a rough look
     */
    void correlate(float[] pixels, float level, int lagXPx, int lagYPx, int blockStep, double[] into) {
        lags.correlate(pixels, level, lagXPx, lagYPx, blockStep, into);
        for (int lag = 0; lag < LAGS; lag++) {
            double sum = 0;
            for (int patch = 0; patch < patches.size(); patch++) {
                sum += into[patch * LAGS + lag];
            }
            into[whole + lag] = sum;
        }
    }

    /** The lag at which all patches together correlate most. */
    int clearest(double[] correlated) {
        int best = LAGS / 2;
        for (int lag = 0; lag < LAGS; lag++) {
            if (correlated[whole + lag] > correlated[whole + best]) {
                best = lag;
            }
        }
        return best;
    }

    /** How well all patches together correlate at a lag. */
    double at(double[] correlated, int lag) {
        return correlated[whole + lag];
    }

    /** As {@link LagPeak#climb} for all patches together. */
    double climb(double[] correlated, Displacement out) {
        return peak.climb(correlated, whole, out);
    }

    /** As {@link PatchPeaks#locate}, less what the template finds of itself. */
    void locatePatches(double[] correlated, double wholeX, double wholeY, float[] offsetX, float[] offsetY) {
        patchPeaks.locate(correlated, wholeX, wholeY, offsetX, offsetY);
        for (int patch = 0; patch < patches.size(); patch++) {
            offsetX[patch] -= ownOffsetX[patch];
            offsetY[patch] -= ownOffsetY[patch];
        }
    }
}
