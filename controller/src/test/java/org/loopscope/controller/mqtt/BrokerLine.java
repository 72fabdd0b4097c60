package org.loopscope.controller.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to a broker that can be cut: a port of its own, whose bytes go to the broker's and back. */
final class BrokerLine implements AutoCloseable {
    private final ServerSocket entry;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** @param port to listen on, or 0 for a free one */
    BrokerLine(int port, int brokerPort) throws IOException {
        entry = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> takeConnections(brokerPort));
    }

    int port() {
        return entry.getLocalPort();
    }

    private void takeConnections(int brokerPort) {
        while (!entry.isClosed()) {
            try {
                Socket near = entry.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
                open.addAll(List.of(near, far));
                Thread.ofVirtual().start(() -> pass(near, far));
                Thread.ofVirtual().start(() -> pass(far, near));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Cut.
            return;
        }
    }

    /** Cuts it. */
    @Override
    public void close() throws IOException {
        entry.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
