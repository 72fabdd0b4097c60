package org.loopscope.acquisition.motion;

/**
 * Locates images relative to a template: the work that making a template and following it share. Looks where the tissue
 * was in the image before, pixel by pixel; when it is not found there as clearly as usual, searches all allowed shifts.
 * One thread; allocates nothing per image.
 */
final class Registration {
    /** How often the middle of the lags is moved before the search takes over. */
    private static final int MOST_MOVES = 2;
    /** Correlations beyond these shares of the usual one are doubted. */
    private static final double LEAST_SHARE = 0.6;

    private static final double MOST_SHARE = 1.6;
    /** A rough look is noisier, and a needless search costs less than a needless close look. */
    private static final double LEAST_ROUGH_SHARE = 0.5;

    private static final double USUAL_WEIGHT = 1 / 16.0;
    private static final int LEVEL_ROW_STEP = 8;
    /** Frames of this height have rows enough for a rough look on a quarter of them. */
    private static final int ROUGH_FROM_PX = 256;

    private static final int ROUGH_BLOCK_STEP = 4;

    private final PatchGrid patches;
    private final int maxShiftPx;
    private final ShiftSearch search;
    private final double[] sums;
    private PreparedTemplate template;
    /** Becomes the template when all its parts are done. */
    private PreparedTemplate next;

    private int partsDone;
    private float nextLevel;

    private int lastXPx;
    private int lastYPx;
    /** The last peak's distance from the middle of the lags. */
    private double wholeX;

    private double wholeY;
    /** Whether the last look ended at a maximum. */
    private boolean settled;
    /** Running mean of the correlations that were believed; 0 before the first. */
    private double usual;
    /** What the last rough look found, and the running mean of what they found; 0 before the first. */
    private double rough;

    private double usualRough;

    Registration(int widthPx, int heightPx, int maxShiftPx) {
        this(PatchGrid.whole(widthPx, heightPx), maxShiftPx);
    }

    Registration(PatchGrid patches, int maxShiftPx) {
        this.patches = patches;
        this.maxShiftPx = maxShiftPx;
        ImageTransform ofTemplates =
                new ImageTransform(patches.widthPx(), patches.heightPx(), FilteredTemplate.BAND_FRACTION);
        // With a transform of its own: a search may come in between the parts of a template.
        this.search = new ShiftSearch(ofTemplates, maxShiftPx);
        this.template = new PreparedTemplate(ofTemplates, patches, maxShiftPx);
        this.next = new PreparedTemplate(ofTemplates, patches, maxShiftPx);
        this.sums = new double[template.sumCount()];
    }

    /** Takes a copy of {@code pixels} as the template. */
    void template(float[] pixels) {
        partsDone = 0;
        while (!renew(pixels)) {}
        usual = 0;
        usualRough = 0;
    }

    /**
     * Does the next part of taking a template that differs little from the one before, so that no image has to wait for
     * all; true when it has been taken.
     *
     * @param pixels the same until it has been taken; not kept
     */
    boolean renew(float[] pixels) {
        if (partsDone == 0) {
            nextLevel = level(pixels);
        }
        next.take(partsDone, pixels, nextLevel);
        if (++partsDone < PreparedTemplate.PARTS) {
            return false;
        }
        partsDone = 0;
        PreparedTemplate before = template;
        template = next;
        next = before;
        return true;
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
        double value = 0;
        if (near(pixels, level)) {
            value = look(pixels, level, out);
        }
        if (!(settled && value > LEAST_SHARE * usual && value < MOST_SHARE * usual)) {
            search.search(pixels, level, template.spectrum());
            lastXPx = search.xPx();
            lastYPx = search.yPx();
            near(pixels, level);
            value = look(pixels, level, out);
        }
        wholeX = out.xPx - lastXPx;
        wholeY = out.yPx - lastYPx;
        usual = usual == 0 ? value : usual + USUAL_WEIGHT * (value - usual);
        usualRough = usualRough == 0 ? rough : usualRough + USUAL_WEIGHT * (rough - usualRough);
        out.xPx = Math.clamp(out.xPx - template.ownXPx(), -maxShiftPx, maxShiftPx);
        out.yPx = Math.clamp(out.yPx - template.ownYPx(), -maxShiftPx, maxShiftPx);
    }

    /** Of the image located last: how far each patch lies from the whole, pixels. */
    void locatePatches(float[] offsetX, float[] offsetY) {
        template.locatePatches(sums, wholeX, wholeY, offsetX, offsetY);
    }

    /**
     * Looks roughly where the tissue lies around the last place, so that the close look need not be taken twice; false
     * when it lies as far off as that can see, or is not there as clearly as usual.
     */
    private boolean near(float[] pixels, float level) {
        settled = false;
        if (patches.heightPx() < ROUGH_FROM_PX) {
            return true;
        }
        template.correlate(pixels, level, lastXPx, lastYPx, ROUGH_BLOCK_STEP, sums);
        int best = template.clearest(sums);
        rough = template.at(sums, best);
        int moveX = best % LagCorrelation.SIDE - LagCorrelation.RADIUS;
        int moveY = best / LagCorrelation.SIDE - LagCorrelation.RADIUS;
        lastXPx = clamp(lastXPx + moveX);
        lastYPx = clamp(lastYPx + moveY);
        return Math.max(Math.abs(moveX), Math.abs(moveY)) < LagCorrelation.RADIUS
                && rough > LEAST_ROUGH_SHARE * usualRough;
    }

    /** Climbs from the last whole-pixel shift to the maximum near it and answers the correlation there. */
    private double look(float[] pixels, float level, Displacement out) {
        settled = false;
        for (int move = 0; move <= MOST_MOVES && !settled; move++) {
            template.correlate(pixels, level, lastXPx, lastYPx, 1, sums);
            int best = template.clearest(sums);
            int nextX = clamp(lastXPx + best % LagCorrelation.SIDE - LagCorrelation.RADIUS);
            int nextY = clamp(lastYPx + best / LagCorrelation.SIDE - LagCorrelation.RADIUS);
            settled = nextX == lastXPx && nextY == lastYPx;
            if (move < MOST_MOVES) {
                lastXPx = nextX;
                lastYPx = nextY;
            }
        }
        double value = template.climb(sums, out);
        out.xPx += lastXPx;
        out.yPx += lastYPx;
        return value;
    }

    private int clamp(int shiftPx) {
        return Math.clamp(shiftPx, -maxShiftPx, maxShiftPx);
    }
}
