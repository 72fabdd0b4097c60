package org.loopscope.acquisition.roi;

/**
 * Registered frames averaged over consecutive groups of frames: what the calibration keeps of its movie. Memory is
 * bounded by the number of bins, whatever the calibration's length. One thread; adding allocates nothing.
 */
public final class BinnedMovie {
    /** More bins cost time and tell a detector of slow calcium signals nothing more. */
    private static final int MOST_BINS = 200;

    private static final long MOST_BYTES = 48L << 20;

    private final int widthPx;
    private final int heightPx;
    private final int framesPerBin;
    private final float[][] bins;
    private int started;
    private int inLast;

    /**
     * @param frames how many frames will come
     * @param leastFramesPerBin frames that are averaged at least; more where memory asks for it
     */
    public BinnedMovie(int widthPx, int heightPx, int frames, int leastFramesPerBin) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        int pixels = widthPx * heightPx;
        int mostBins = Math.clamp(MOST_BYTES / (4L * pixels), 8, MOST_BINS);
        this.framesPerBin = Math.max(leastFramesPerBin, Math.ceilDiv(frames, mostBins));
        this.bins = new float[Math.ceilDiv(frames, framesPerBin)][pixels];
    }

    /**
     * A movie that is complete.
     *
     * @param bins in the order of time, each of {@code framesPerBin} frames; not copied
     */
    BinnedMovie(int widthPx, int heightPx, int framesPerBin, float[][] bins) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.framesPerBin = framesPerBin;
        this.bins = bins;
        this.started = bins.length;
        this.inLast = framesPerBin;
    }

    /** @param pixels row-major, raw units; copied */
    public void add(float[] pixels) {
        if (started == 0 || inLast == framesPerBin) {
            if (started == bins.length) {
                throw new IllegalStateException(
                        "the binned movie is full after " + bins.length + " bins of " + framesPerBin + " frames");
            }
            System.arraycopy(pixels, 0, bins[started++], 0, pixels.length);
            inLast = 1;
            return;
        }
        float[] mean = bins[started - 1];
        float share = 1f / ++inLast;
        for (int i = 0; i < mean.length; i++) {
            mean[i] += share * (pixels[i] - mean[i]);
        }
    }

    public int widthPx() {
        return widthPx;
    }

    public int heightPx() {
        return heightPx;
    }

    /** Frames that each bin averages; the last bin may hold fewer. */
    public int framesPerBin() {
        return framesPerBin;
    }

    /** Bins that hold at least one frame. */
    public int size() {
        return started;
    }

    /** Mean of the bin's frames, row-major, raw units; the movie's own array. */
    public float[] bin(int index) {
        return bins[index];
    }

    /** Mean over all bins, row-major, raw units. */
    public float[] mean() {
        float[] mean = new float[widthPx * heightPx];
        for (int bin = 0; bin < started; bin++) {
            float[] from = bins[bin];
            for (int i = 0; i < mean.length; i++) {
                mean[i] += from[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= Math.max(1, started);
        }
        return mean;
    }
}
