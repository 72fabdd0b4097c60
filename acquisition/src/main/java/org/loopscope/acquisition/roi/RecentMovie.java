package org.loopscope.acquisition.roi;

/**
 * The last registered frames, summed over consecutive groups of frames in a ring of bounded memory, all of it allocated at
 * the start. Adding a frame costs one addition per pixel and allocates nothing. Bins last {@value #LEAST_BIN_S} s or
 * longer, up to {@value #MOST_BIN_S} s where memory asks for it, and the ring up to {@value #MOST_S} s.
 *
 * <p>One thread at a time: who adds may hand it to another thread that asks for {@link #movie}, and gets it back for
 * {@link #restart}.
 */
public final class RecentMovie {
    private static final double MOST_S = 60;
    private static final double LEAST_BIN_S = 0.5;
    private static final double MOST_BIN_S = 1;
    /** What a search for cells should see at least: as much as a usual calibration. */
    private static final double LEAST_S = 20;

    private static final int FEWEST_BINS = 8;
    private static final long MOST_BYTES = 96L << 20;

    private final int widthPx;
    private final int heightPx;
    private final int framesPerBin;
    private final int leastBins;
    private final float[][] sums;
    private final float[] largestShiftPx;
    private long complete;
    private int inNewest;

    public RecentMovie(int widthPx, int heightPx, double rateHz) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        int mostBins = Math.max(FEWEST_BINS, (int) (MOST_BYTES / (4L * widthPx * heightPx)));
        int shortest = Math.max(1, (int) Math.ceil(LEAST_BIN_S * rateHz));
        int longest = Math.max(shortest, (int) Math.ceil(MOST_BIN_S * rateHz));
        int wanted = (int) Math.ceil(MOST_S * rateHz / mostBins);
        this.framesPerBin = Math.clamp(wanted, shortest, longest);
        int bins = Math.clamp((long) Math.ceil(MOST_S * rateHz / framesPerBin), FEWEST_BINS, mostBins);
        this.leastBins = Math.clamp((long) Math.ceil(LEAST_S * rateHz / framesPerBin), FEWEST_BINS, bins);
        this.sums = new float[bins][widthPx * heightPx];
        this.largestShiftPx = new float[bins];
    }

    /**
     * Takes one more frame; the oldest goes with its bin.
     *
     * @param pixels row-major, raw units
     * @param shiftPx how far the frame had moved
     */
    public void add(float[] pixels, float shiftPx) {
        int slot = (int) (complete % sums.length);
        float[] sum = sums[slot];
        if (inNewest == 0) {
            System.arraycopy(pixels, 0, sum, 0, sum.length);
            largestShiftPx[slot] = shiftPx;
        } else {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += pixels[i];
            }
            largestShiftPx[slot] = Math.max(largestShiftPx[slot], shiftPx);
        }
        if (++inNewest == framesPerBin) {
            inNewest = 0;
            complete++;
        }
    }

    /** Whether there is enough for a search. */
    public boolean isLongEnough() {
        return bins() >= leastBins;
    }

    /** Forgets every frame. */
    public void restart() {
        complete = 0;
        inNewest = 0;
    }

    public int framesPerBin() {
        return framesPerBin;
    }

    /** Largest shift of the frames in {@link #movie}, pixels. */
    public float largestShiftPx() {
        float largest = 0;
        for (int bin = 0; bin < bins(); bin++) {
            largest = Math.max(largest, largestShiftPx[slot(bin)]);
        }
        return largest;
    }

    /** The complete bins, oldest first, as means in the ring's own memory: until {@link #restart} nothing may be added. */
    public BinnedMovie movie() {
        float[][] means = new float[bins()][];
        float share = 1f / framesPerBin;
        for (int bin = 0; bin < means.length; bin++) {
            float[] sum = sums[slot(bin)];
            for (int i = 0; i < sum.length; i++) {
                sum[i] *= share;
            }
            means[bin] = sum;
        }
        return new BinnedMovie(widthPx, heightPx, framesPerBin, means);
    }

    /** Bins that can be relied on: the one that is being filled has taken the oldest one's memory. */
    private int bins() {
        int overwritten = inNewest == 0 ? 0 : 1;
        return (int) Math.min(complete, sums.length - (long) overwritten);
    }

    private int slot(int bin) {
        return (int) ((complete - bins() + bin) % sums.length);
    }
}
