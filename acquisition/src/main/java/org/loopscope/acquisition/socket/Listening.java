package org.loopscope.acquisition.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.live.SourceFailure;

/** The sender calls us on a port. */
final class Listening implements Meeting {
    private final InetSocketAddress address;
    /** Null while no sender is let in. */
    private @Nullable ServerSocketChannel channel;

    /** @throws SourceFailure when the port cannot be listened on */
    Listening(InetSocketAddress wanted) {
        ServerSocketChannel open = bound(wanted);
        channel = open;
        try {
            address = (InetSocketAddress) open.getLocalAddress();
        } catch (IOException e) {
            close();
            throw refused(wanted, e);
        }
    }

    private static ServerSocketChannel bound(InetSocketAddress to) {
        ServerSocketChannel open;
        try {
            open = ServerSocketChannel.open();
        } catch (IOException e) {
            throw new SourceFailure("no socket can be opened: " + e.getMessage(), e);
        }
        try {
            open.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER_BYTES);
            open.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            open.bind(to, 1);
            open.configureBlocking(false);
            return open;
        } catch (IOException | UnresolvedAddressException e) {
            close(open);
            throw refused(to, e);
        }
    }

    private static SourceFailure refused(InetSocketAddress wanted, Exception why) {
        return new SourceFailure("frames cannot be listened for on " + wanted.getHostString() + ":" + wanted.getPort()
                + " (" + why.getMessage() + "); end what uses the port, or set source.port or source.address");
    }

    int port() {
        return address.getPort();
    }

    @Override
    public @Nullable SocketChannel arrival(long nowNs) {
        ServerSocketChannel open = channel == null ? bound(address) : channel;
        channel = open;
        try {
            SocketChannel sender = open.accept();
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
        if (channel != null) {
            close(channel);
        }
        channel = null;
    }

    private static void close(ServerSocketChannel open) {
        try {
            open.close();
        } catch (IOException e) {
            throw new SourceFailure("the port could not be closed: " + e.getMessage(), e);
        }
    }
}
