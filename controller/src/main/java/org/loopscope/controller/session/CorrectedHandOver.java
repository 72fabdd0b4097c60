package org.loopscope.controller.session;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.motion.MotionCorrectedFrame;
import org.loopscope.controller.log.CorrectedFrame;
import org.loopscope.controller.log.SessionEvent;

/**
 * Hands frames on their templates from the imaging to the log. As many may wait for the disk as there are buffers, made
 * once; at real-time speed a frame that finds none free is not kept, and the first of each such run is logged as a fault.
 * Imaging thread only.
 */
final class CorrectedHandOver {
    private static final long MOST_BYTES = 64L << 20;
    private static final int FEWEST = 8;

    private final BlockingQueue<CorrectedFrame> free;
    private final LogQueue log;
    private boolean shedding;

    /** @param most frames that may wait, fewer where they are large: 64 MiB in all */
    CorrectedHandOver(FrameFormat format, int most, LogQueue log) {
        this.log = log;
        long bytes = (long) Float.BYTES * format.widthPx() * format.heightPx();
        int buffers = (int) Math.max(FEWEST, Math.min(most, MOST_BYTES / bytes));
        free = new ArrayBlockingQueue<>(buffers);
        for (int i = 0; i < buffers; i++) {
            free.add(new CorrectedFrame(format.widthPx(), format.heightPx()));
        }
    }

    /** Copies a frame for the log, unless there was no template yet to lay it on. */
    void keep(Frame frame, MotionCorrectedFrame registered, Consumer<SessionEvent> events) {
        if (Float.isNaN(registered.shiftXPx)) {
            return;
        }
        CorrectedFrame buffer = log.take(free);
        if (buffer != null) {
            buffer.take(frame, registered);
            log.add(new LogEntry.Corrected(buffer, free));
        } else if (!shedding) {
            events.accept(new SessionEvent.FaultRaised(
                    frame.frameEndNs,
                    "corrected frames from " + frame.index + " on not kept: the disk was too slow",
                    false));
        }
        shedding = buffer == null;
    }
}
