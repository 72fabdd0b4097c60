package org.loopscope.controller.dashboard;

import java.util.concurrent.BlockingQueue;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.dashboard.PageGate.Visitor;

/** One page's connection, on Jetty's threads: passes on what the page says, and leaves the rest to the dashboard's thread. */
public final class PageSocket implements Session.Listener.AutoDemanding {
    private final Visitor visitor;
    private final BlockingQueue<PageCall> calls;
    private @Nullable PageClient page;

    PageSocket(Visitor visitor, BlockingQueue<PageCall> calls) {
        this.visitor = visitor;
        this.calls = calls;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        PageClient opened = new PageClient(session, visitor.person(), visitor.role());
        page = opened;
        pass(new PageCall.Opened(opened), session);
    }

    @Override
    public void onWebSocketText(String message) {
        PageClient from = page;
        if (from != null && !calls.offer(new PageCall.Said(from, message))) {
            from.close(StatusCode.TRY_AGAIN_LATER, "too many requests at once");
        }
    }

    @Override
    public void onWebSocketBinary(java.nio.ByteBuffer payload, Callback callback) {
        callback.succeed();
        PageClient from = page;
        if (from != null) {
            from.close(StatusCode.BAD_DATA, "requests are text");
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        // A page that goes without a word; that it is closed is told next.
    }

    @Override
    public void onWebSocketClose(int statusCode, @Nullable String reason, Callback callback) {
        PageClient gone = page;
        if (gone != null) {
            // What is sent to it until this is taken fails, and that is all.
            calls.offer(new PageCall.Closed(gone));
        }
        callback.succeed();
    }

    private void pass(PageCall call, Session session) {
        if (!calls.offer(call)) {
            session.close(StatusCode.TRY_AGAIN_LATER, "too many pages at once", Callback.NOOP);
        }
    }
}
