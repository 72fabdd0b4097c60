package org.loopscope.controller.session;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;

/** The session's frame buffers, made once. Taken by the acquisition thread, given back by whoever used one last. */
public final class FramePool {
    private final BlockingQueue<Frame> free;

    public FramePool(FrameFormat format, int frames) {
        free = new ArrayBlockingQueue<>(frames);
        for (int i = 0; i < frames; i++) {
            free.add(new Frame(format.widthPx(), format.heightPx()));
        }
    }

    @Nullable Frame take() {
        return free.poll();
    }

    void giveBack(Frame frame) {
        free.add(frame);
    }
}
