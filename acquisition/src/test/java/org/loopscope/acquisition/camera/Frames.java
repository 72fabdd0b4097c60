package org.loopscope.acquisition.camera;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.locks.LockSupport;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource.Poll;

/** Waits for frames of a camera that runs by itself. */
final class Frames {
    private static final long PATIENCE_NS = 5_000_000_000L;

    private Frames() {}

    /** Polls until the next frame is there. */
    static void next(GenicamCamera camera, Frame frame) {
        long untilNs = System.nanoTime() + PATIENCE_NS;
        while (camera.poll(System.nanoTime(), frame) != Poll.FRAME) {
            assertTrue(System.nanoTime() < untilNs, "no frame came for 5 s");
            LockSupport.parkNanos(200_000);
        }
    }
}
