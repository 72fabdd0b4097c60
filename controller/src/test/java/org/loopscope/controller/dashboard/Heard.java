package org.loopscope.controller.dashboard;

import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The texts that come over a socket. */
final class Heard implements WebSocket.Listener {
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        texts.add(text.toString());
        from.request(1);
        return null;
    }

    /** The next of a type; {@code null} as text when none comes within ten seconds. */
    String next(String type) throws InterruptedException {
        String text = next();
        while (text != null && !text.contains("\"type\":\"" + type + "\"")) {
            text = next();
        }
        return String.valueOf(text);
    }

    /** The next, whatever it is. */
    @Nullable String next() throws InterruptedException {
        return texts.poll(10, TimeUnit.SECONDS);
    }
}
