package org.loopscope.tests.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A line to a broker on a port of its own, which can be cut, mended and made slow. */
final class Wire implements AutoCloseable {
    private static final int SLOW_BYTES = 256;
    private static final long SLOW_MS = 40;

    private final int brokerPort;
    private final int port;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile ServerSocket entry;
    private volatile boolean slow;

    Wire(int brokerPort) throws IOException {
        this.brokerPort = brokerPort;
        entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = entry.getLocalPort();
        take(entry);
    }

    int port() {
        return port;
    }

    /** Nobody answers any more, and who was connected is not. */
    void cut() throws IOException {
        entry.close();
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    void mend() throws IOException {
        entry = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        take(entry);
    }

    /** From now on some kilobytes a second, each byte late. */
    void slowDown() {
        slow = true;
    }

    private void take(ServerSocket from) {
        Thread.ofVirtual().start(() -> {
            while (!from.isClosed()) {
                try {
                    Socket near = from.accept();
                    Socket far = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
                    open.addAll(List.of(near, far));
                    Thread.ofVirtual().start(() -> pass(near, far));
                    Thread.ofVirtual().start(() -> pass(far, near));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private void pass(Socket from, Socket to) {
        byte[] some = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int count = in.read(some, 0, slow ? SLOW_BYTES : some.length);
            while (count >= 0) {
                if (slow) {
                    TimeUnit.MILLISECONDS.sleep(SLOW_MS);
                }
                out.write(some, 0, count);
                count = in.read(some, 0, slow ? SLOW_BYTES : some.length);
            }
        } catch (IOException e) {
            // Cut.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
