package org.loopscope.acquisition;

/**
 * The imaging path behind one call: motion correction, traces, baseline, spikes. One thread; deterministic: the same
 * frames in the same order give the same activity to the bit. Allocates nothing per frame once calibrated.
 */
public interface FrameToActivity {
    void process(Frame in, ImagedFrame out);
}
