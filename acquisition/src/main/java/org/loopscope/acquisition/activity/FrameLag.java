package org.loopscope.acquisition.activity;

/** Which frame came a fixed number of frames ago, where indices may jump. */
final class FrameLag {
    private final long[] recent;
    private long frames;

    FrameLag(int lagFrames) {
        recent = new long[lagFrames + 1];
    }

    /**
     * Takes the next frame.
     *
     * @return the index of the frame that came the lag ago, -1 while there is none
     */
    long next(long frameIndex) {
        if (frames > 0 && frameIndex <= newest()) {
            throw new IllegalArgumentException("frame " + frameIndex + " came after frame " + newest());
        }
        recent[(int) (frames++ % recent.length)] = frameIndex;
        return frames < recent.length ? -1 : recent[(int) (frames % recent.length)];
    }

    /** The index of the last frame taken; to be asked only after one was. */
    long newest() {
        return recent[(int) ((frames - 1) % recent.length)];
    }

    boolean none() {
        return frames == 0;
    }
}
