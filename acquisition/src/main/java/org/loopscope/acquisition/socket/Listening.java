package org.loopscope.acquisition.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.live.SourceFailure;

/** The sender calls us on a port. */
final class Listening implements Meeting {
    private final ServerSocketChannel channel;
    private final InetSocketAddress address;

    /** @throws SourceFailure when the port cannot be listened on */
    Listening(InetSocketAddress wanted) {
        try {
            channel = ServerSocketChannel.open();
        } catch (IOException e) {
            throw new SourceFailure("no socket can be opened: " + e.getMessage(), e);
        }
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(wanted, 1);
            channel.configureBlocking(false);
            address = (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException | java.nio.channels.UnresolvedAddressException e) {
            close();
            throw new SourceFailure("frames cannot be listened for on " + wanted.getHostString() + ":"
                    + wanted.getPort() + " (" + e.getMessage()
                    + "); end what uses the port, or set source.port or source.address");
        }
    }

    int port() {
        return address.getPort();
    }

    @Override
    public @Nullable SocketChannel arrival(long nowNs) {
        try {
            SocketChannel sender = channel.accept();
            if (sender != null) {
                sender.configureBlocking(false);
            }
            return sender;
        } catch (IOException e) {
            throw new SourceFailure("no sender can be let in on " + awaited() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String awaited() {
        return "a sender that calls " + address.getHostString() + ":" + address.getPort();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new SourceFailure("the port could not be closed: " + e.getMessage(), e);
        }
    }
}
