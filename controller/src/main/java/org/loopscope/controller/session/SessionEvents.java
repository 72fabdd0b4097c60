package org.loopscope.controller.session;

import java.util.function.Consumer;
import org.loopscope.controller.log.SessionEvent;

/** Where every event goes: to the log, which keeps all, and to the stream, which keeps what it can. Any thread. */
final class SessionEvents implements Consumer<SessionEvent> {
    private final LogQueue log;
    private final Consumer<SessionEvent> stream;

    /** @param stream never blocks; drops its oldest when it is full */
    SessionEvents(LogQueue log, Consumer<SessionEvent> stream) {
        this.log = log;
        this.stream = stream;
    }

    @Override
    public void accept(SessionEvent event) {
        log.add(event);
        stream.accept(event);
    }
}
