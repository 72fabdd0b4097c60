package org.loopscope.controller.dashboard;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.loopscope.controller.access.Role;

/**
 * One open page. What it does not take in time is left out where the next message says the same anew; one that takes
 * nothing any more is closed, and told everything again when it comes back. The dashboard's thread sends; Jetty's report what has
 * left.
 */
final class PageClient {
    /** More than this under way, and what is expendable is left out. */
    private static final long SLOW_BYTES = 1L << 20;
    /** More than this, and the page has stopped reading. */
    private static final long STUCK_BYTES = 16L << 20;

    private final Session session;
    private final String person;
    private final Role role;
    private final AtomicLong underWay = new AtomicLong();
    private long seq;
    private int[] selection = {};
    private int livePlane = -1;
    private boolean closed;

    PageClient(Session session, String person, Role role) {
        this.session = session;
        this.person = person;
        this.role = role;
    }

    String person() {
        return person;
    }

    boolean mayCommand() {
        return role == Role.OPERATOR;
    }

    Role role() {
        return role;
    }

    void select(int[] cells) {
        selection = cells.clone();
    }

    int[] selection() {
        return selection;
    }

    boolean selects(int[] cells) {
        return Arrays.equals(selection, cells);
    }

    /** The plane whose live image it wants, -1 for none. */
    int livePlane() {
        return livePlane;
    }

    void watchPlane(int plane) {
        livePlane = plane;
    }

    /** Sends a message, or leaves it out. Never blocks. */
    void send(PageMessage message) {
        long waiting = underWay.get();
        if (closed || (message.expendable() && waiting > SLOW_BYTES)) {
            return;
        }
        if (waiting > STUCK_BYTES) {
            close(StatusCode.TRY_AGAIN_LATER, "the page does not read what it is sent");
            return;
        }
        int bytes = message.bytes();
        underWay.addAndGet(bytes);
        Callback left = Callback.from(() -> underWay.addAndGet(-bytes), failure -> underWay.addAndGet(-bytes));
        switch (message) {
            case PageMessage.Text text -> session.sendText(text.numbered(seq++), left);
            case PageMessage.Binary binary ->
                session.sendBinary(binary.content().duplicate(), left);
        }
    }

    /** Says goodbye as the protocol wants it. */
    void close(int code, String why) {
        closed = true;
        session.close(code, why, Callback.NOOP);
    }
}
