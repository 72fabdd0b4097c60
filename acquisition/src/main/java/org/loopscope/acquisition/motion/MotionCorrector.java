package org.loopscope.acquisition.motion;

import org.loopscope.acquisition.Frame;

/** Registers each frame to a template. Imaging thread only; allocates nothing per frame. */
public interface MotionCorrector {
    void correct(Frame in, MotionCorrectedFrame out);
}
