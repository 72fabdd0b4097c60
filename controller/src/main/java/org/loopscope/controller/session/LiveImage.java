package org.loopscope.controller.session;

import java.util.concurrent.atomic.AtomicReference;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.motion.MotionCorrectedFrame;

/**
 * The newest frame of one plane, for people to look at. One thread wants pictures, the imaging gives it a copy when it has
 * one, and is not held up otherwise: a frame that nobody wants costs it one read.
 */
public final class LiveImage {
    private static final int NO_PLANE = -1;

    private enum State {
        IDLE,
        WANTED,
        FULL
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private int plane = NO_PLANE;
    private float[] pixels = {};
    private long frameIndex;

    /** Asks for the next frame of a plane, unless one is on its way. The wanting thread. */
    public void want(int ofPlane, int pixelsOfFrame) {
        if (state.get() == State.IDLE) {
            plane = ofPlane;
            if (pixels.length != pixelsOfFrame) {
                pixels = new float[pixelsOfFrame];
            }
            state.set(State.WANTED);
        }
    }

    /** True when a frame has come: {@link #pixels} and the rest are valid until {@link #done}. The wanting thread. */
    public boolean hasCome() {
        return state.get() == State.FULL;
    }

    /** Row-major, raw units, on the template where there is one. */
    public float[] pixels() {
        return pixels;
    }

    public int plane() {
        return plane;
    }

    public long frameIndex() {
        return frameIndex;
    }

    /** The picture has been looked at. The wanting thread. */
    public void done() {
        state.set(State.IDLE);
    }

    /** A frame has been imaged. Imaging thread; allocates nothing. */
    void offer(Frame frame, MotionCorrectedFrame registered) {
        if (state.get() != State.WANTED || frame.plane != plane || frame.pixels.length != pixels.length) {
            return;
        }
        if (Float.isNaN(registered.shiftXPx)) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = frame.pixels[i] & 0xFFFF;
            }
        } else {
            System.arraycopy(registered.pixels, 0, pixels, 0, pixels.length);
        }
        frameIndex = frame.index;
        state.set(State.FULL);
    }
}
