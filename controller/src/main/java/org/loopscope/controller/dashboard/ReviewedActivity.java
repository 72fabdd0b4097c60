package org.loopscope.controller.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.NewCellsInferred;
import org.loopscope.controller.log.journal.JournalReader;

/** The activity of a session's frames, read anew from its journals when it is looked at. One thread. */
final class ReviewedActivity implements AutoCloseable {
    private final ReviewedSession session;
    private @Nullable JournalReader reader;
    private int part = -1;
    /** The activity that the reader comes to next. */
    private int next = -1;

    ReviewedActivity(ReviewedSession session) {
        this.session = session;
    }

    /**
     * One frame's activity, or that of cells found while the session ran; at once when it follows the one asked for last.
     *
     * @throws UncheckedIOException when the journal has been changed or has gone since it was opened
     */
    SessionEvent read(int activity) {
        try {
            JournalReader from = readerAt(activity);
            for (SessionEvent event = from.next(); event != null; event = from.next()) {
                if (event instanceof ActivityInferred || event instanceof NewCellsInferred) {
                    next = activity + 1;
                    return event;
                }
            }
            throw new IOException(session.journal(part) + " has become shorter while it was looked at");
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private JournalReader readerAt(int activity) throws IOException {
        int wanted = session.partOf(session.activityEvent(activity));
        JournalReader open = reader;
        if (open == null || wanted != part || activity != next) {
            close();
            open = JournalReader.open(session.journal(wanted), session.activityOffset(activity));
            reader = open;
            part = wanted;
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
