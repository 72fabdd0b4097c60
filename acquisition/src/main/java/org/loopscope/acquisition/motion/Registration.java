package org.loopscope.acquisition.motion;

/**
 * Locates images relative to a template: the work that making a template and following it share. Looks where the tissue
 * was in the image before, pixel by pixel; when it is not found there as clearly as usual, searches all allowed shifts.
 * One thread; allocates nothing per image.
 */
final class Registration {
    /** How often the middle of the lags is moved before the search takes over. */
    private static final int MOST_MOVES = 3;
    /** Correlations beyond these shares of the usual one are doubted. */
    private static final double LEAST_SHARE = 0.6;

    private static final double MOST_SHARE = 1.6;
    private static final int LEVEL_ROW_STEP = 8;
    private static final double USUAL_WEIGHT = 1 / 16.0;

    private final int maxShiftPx;
    private final ShiftSearch search;
    private final FilteredTemplate filtered;
    private final LagCorrelation lags;
    private final LagPeak peak;
    private final PatchGrid patches;
    /** Correlations at the lags around the last place: of each patch, then of all together. */
    private final double[] sums;

    private final int whole;

    /** Where the template finds itself. */
    private final Displacement own = new Displacement();

    private final PatchPeaks patchPeaks;
    private final float[] ownOffsetX;
    private final float[] ownOffsetY;

    private int lastXPx;
    private int lastYPx;
    /** The last peak's distance from the middle of the lags. */
    private double wholeX;

    private double wholeY;
    /** Whether the last look ended at a maximum. */
    private boolean settled;
    /** Running mean of the correlations that were believed; 0 before the first. */
    private double usual;

    Registration(int widthPx, int heightPx, int maxShiftPx) {
        this(PatchGrid.whole(widthPx, heightPx), maxShiftPx);
    }

    Registration(PatchGrid patches, int maxShiftPx) {
        int widthPx = patches.widthPx();
        int heightPx = patches.heightPx();
        this.patches = patches;
        this.whole = patches.size() * LagCorrelation.LAGS;
        this.sums = new double[whole + LagCorrelation.LAGS];
        ImageTransform transform = new ImageTransform(widthPx, heightPx, FilteredTemplate.BAND_FRACTION);
        this.maxShiftPx = maxShiftPx;
        this.search = new ShiftSearch(transform, maxShiftPx);
        this.filtered = new FilteredTemplate(transform, maxShiftPx);
        this.lags = new LagCorrelation(maxShiftPx, patches);
        this.peak = new LagPeak(transform.periodXPx, transform.periodYPx);
        this.patchPeaks = new PatchPeaks(patches, peak);
        this.ownOffsetX = new float[patches.size()];
        this.ownOffsetY = new float[patches.size()];
    }

    /** Takes a copy of {@code pixels} as the template. */
    void template(float[] pixels) {
        prepare(pixels);
        adopt(pixels);
        usual = 0;
    }

    /** First half of taking a template that differs little from the one before, so that no image has to wait for all. */
    void prepare(float[] pixels) {
        filtered.transform(pixels);
    }

    /** Second half, of the same {@code pixels}. */
    void adopt(float[] pixels) {
        filtered.filter();
        lags.template(filtered.pixels());
        filtered.shape(peak);
        measureOwn(pixels);
    }

    /** Structure cut by the window pulls the peak a little to one side; without this the template would creep. */
    private void measureOwn(float[] pixels) {
        correlate(pixels, level(pixels), 0, 0);
        peak.climb(sums, whole, own);
        patchPeaks.locate(sums, own.xPx, own.yPx, ownOffsetX, ownOffsetY);
    }

    /** Mean of every eighth row: what counts as nothing. A patch's correlation leans where this is far off. */
    private float level(float[] pixels) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < patches.heightPx(); y += LEVEL_ROW_STEP) {
            float even = 0;
            float odd = 0;
            int end = (y + 1) * patches.widthPx();
            for (int i = y * patches.widthPx(); i < end - 1; i += 2) {
                even += pixels[i];
                odd += pixels[i + 1];
                count += 2;
            }
            sum += even + odd;
        }
        return (float) (sum / count);
    }

    /** Writes where the content of {@code pixels} lies. */
    void locate(float[] pixels, Displacement out) {
        float level = level(pixels);
        double value = look(pixels, level, lastXPx, lastYPx, out);
        if (!(settled && value > LEAST_SHARE * usual && value < MOST_SHARE * usual)) {
            search.search(pixels, level, filtered.spectrum());
            value = look(pixels, level, search.xPx(), search.yPx(), out);
        }
        wholeX = out.xPx - lastXPx;
        wholeY = out.yPx - lastYPx;
        usual = usual == 0 ? value : usual + USUAL_WEIGHT * (value - usual);
        out.xPx = Math.clamp(out.xPx - own.xPx, -maxShiftPx, maxShiftPx);
        out.yPx = Math.clamp(out.yPx - own.yPx, -maxShiftPx, maxShiftPx);
    }

    /** Of the image located last: how far each patch lies from the whole, pixels. */
    void locatePatches(float[] offsetX, float[] offsetY) {
        patchPeaks.locate(sums, wholeX, wholeY, offsetX, offsetY);
        for (int patch = 0; patch < patches.size(); patch++) {
            offsetX[patch] -= ownOffsetX[patch];
            offsetY[patch] -= ownOffsetY[patch];
        }
    }

    /** Climbs from a whole-pixel shift to the maximum near it and answers the correlation there. */
    private double look(float[] pixels, float level, int xPx, int yPx, Displacement out) {
        lastXPx = xPx;
        lastYPx = yPx;
        settled = false;
        for (int move = 0; move <= MOST_MOVES && !settled; move++) {
            correlate(pixels, level, lastXPx, lastYPx);
            int best = LagCorrelation.LAGS / 2;
            for (int lag = 0; lag < LagCorrelation.LAGS; lag++) {
                if (sums[whole + lag] > sums[whole + best]) {
                    best = lag;
                }
            }
            int nextX = clamp(lastXPx + best % LagCorrelation.SIDE - LagCorrelation.RADIUS);
            int nextY = clamp(lastYPx + best / LagCorrelation.SIDE - LagCorrelation.RADIUS);
            settled = nextX == lastXPx && nextY == lastYPx;
            if (move < MOST_MOVES) {
                lastXPx = nextX;
                lastYPx = nextY;
            }
        }
        double value = peak.climb(sums, whole, out);
        out.xPx += lastXPx;
        out.yPx += lastYPx;
        return value;
    }

    private void correlate(float[] pixels, float nothing, int lagXPx, int lagYPx) {
        lags.correlate(pixels, nothing, lagXPx, lagYPx, sums);
        for (int lag = 0; lag < LagCorrelation.LAGS; lag++) {
            double sum = 0;
            for (int patch = 0; patch < patches.size(); patch++) {
                sum += sums[patch * LagCorrelation.LAGS + lag];
            }
            sums[whole + lag] = sum;
        }
    }

    private int clamp(int shiftPx) {
        return Math.clamp(shiftPx, -maxShiftPx, maxShiftPx);
    }
}
