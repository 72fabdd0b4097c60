package org.loopscope.inference.synthesis;

/**
 * Where an ascent takes its steps: in the pixels themselves, or in a code that pictures are decoded from. Holds what the
 * steps need beside the pictures. Model thread.
 */
sealed interface AscentSpace permits PixelSteps, CodeSteps {
    /**
     * Begins a batch: one random picture for each seed, at the settings' contrast energy. A picture depends on its seed
     * alone.
     */
    void begin(long[] startSeeds, float[] images);

    /**
     * Moves one picture along a gradient and brings it back to the contrast energy.
     *
     * @param i the picture, from 0
     * @param gradients by the pixels of all pictures; this one's part is overwritten
     * @param progress 0 at the first step, 1 at the last
     */
    void step(int i, float[] gradients, double progress, float[] images);
}
