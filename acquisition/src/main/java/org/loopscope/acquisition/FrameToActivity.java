package org.loopscope.acquisition;

/**
 * The imaging path behind one call: motion correction, traces, baseline, spikes. Activity comes once for each volume, with
 * its last frame; of a single plane every frame is a volume. One thread; deterministic: the same frames in the same order
 * give the same activity to the bit. Allocates nothing per frame once calibrated.
 */
public interface FrameToActivity {
    /**
     * Takes the next frame.
     *
     * @param out the volume's activity, where this frame completes one; untouched otherwise
     * @return whether it does
     */
    boolean process(Frame in, ImagedFrame out);
}
