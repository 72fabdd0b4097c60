package org.loopscope.controller.session;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.ImagedFrame;

/**
 * Activity on its way from the imaging thread to the experiment thread, in reused buffers. Activity is never shed: when
 * the experiment thread is so far behind that no buffer is free, the session ends.
 */
public final class ActivityExchange {
    private final BlockingQueue<ImagedFrame> free;
    private final BlockingQueue<ImagedFrame> ready;

    public ActivityExchange(int buffers) {
        free = new ArrayBlockingQueue<>(buffers);
        ready = new ArrayBlockingQueue<>(buffers);
        for (int i = 0; i < buffers; i++) {
            free.add(new ImagedFrame());
        }
    }

    /** Imaging thread: a buffer to fill. */
    ImagedFrame free() {
        ImagedFrame buffer = free.poll();
        if (buffer == null) {
            throw new IllegalStateException("the experiment thread is behind by " + ready.size()
                    + " frames of activity; no decision can be on time");
        }
        return buffer;
    }

    /** Imaging thread: the buffer is the experiment thread's now. */
    void publish(ImagedFrame frame) {
        ready.add(frame);
    }

    /** Experiment thread. */
    @Nullable ImagedFrame poll() {
        return ready.poll();
    }

    /** Experiment thread: done with the buffer. */
    void giveBack(ImagedFrame frame) {
        free.add(frame);
    }
}
