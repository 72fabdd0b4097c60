package org.loopscope.controller.session;

import java.util.concurrent.BlockingQueue;
import org.loopscope.acquisition.Frame;
import org.loopscope.controller.log.CorrectedFrame;
import org.loopscope.controller.log.SessionEvent;

/** What waits for the log thread. */
public sealed interface LogEntry {
    record Event(SessionEvent event) implements LogEntry {}

    /** Pixels to keep; the log thread gives the buffer back to its pool. */
    record RawFrame(Frame frame) implements LogEntry {}

    /** A frame on its template; the log thread puts the buffer back among the free ones. */
    record Corrected(CorrectedFrame frame, BlockingQueue<CorrectedFrame> free) implements LogEntry {}
}
