package org.loopscope.acquisition.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.live.SourceFailure;

/** We call the sender, again and again until it answers. */
final class Calling implements Meeting {
    static final long AGAIN_AFTER_NS = 200_000_000L;

    private final String host;
    private final int port;
    private @Nullable SocketChannel attempt;
    private long nextAttemptNs = Long.MIN_VALUE;

    Calling(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public @Nullable SocketChannel arrival(long nowNs) {
        try {
            if (attempt == null) {
                if (nowNs < nextAttemptNs) {
                    return null;
                }
                nextAttemptNs = nowNs + AGAIN_AFTER_NS;
                call();
            }
            if (attempt != null && attempt.finishConnect()) {
                SocketChannel sender = attempt;
                attempt = null;
                return sender;
            }
            return null;
        } catch (IOException e) {
            // Nobody there yet: that is what we wait for.
            close();
            return null;
        }
    }

    private void call() throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new SourceFailure("source.connect: no computer is called '" + host + "'; check the name");
        }
        SocketChannel channel = SocketChannel.open();
        attempt = channel;
        channel.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER_BYTES);
        channel.configureBlocking(false);
        channel.connect(address);
    }

    @Override
    public String awaited() {
        return "a sender that answers on " + host + ":" + port;
    }

    @Override
    public void close() {
        SocketChannel open = attempt;
        attempt = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException e) {
            throw new SourceFailure("the socket could not be closed: " + e.getMessage(), e);
        }
    }
}
