package org.loopscope.tests.faults;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What an MQTT client may meet in the place of a broker, on a port of this computer. */
final class BadBroker implements AutoCloseable {
    /** What it does. */
    enum Manner {
        /** It takes connections, and neither reads nor answers. */
        IS_MUTE,
        /** It welcomes its client, and reads nothing more. */
        READS_NO_MORE,
        /** It hangs up after a third of a second, again and again. */
        FLAPS,
        /** It acknowledges each message a third of a second late. */
        IS_SLOW
    }

    private static final int CONNECT = 1;
    private static final int PUBLISH = 3;
    private static final int SUBSCRIBE = 8;
    /** Acknowledgement of a connection, MQTT 5.0 section 3.2: no session, success, no properties. */
    private static final byte[] WELCOME = {0x20, 3, 0, 0, 0};

    private static final long LATE_MS = 333;

    private final ServerSocket socket;
    private final Manner manner;
    private final AtomicInteger welcomed = new AtomicInteger();

    BadBroker(Manner manner) throws IOException {
        this.manner = manner;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        if (manner != Manner.IS_MUTE) {
            Thread.ofVirtual().start(this::takeConnections);
        }
    }

    String url() {
        return "tcp://127.0.0.1:" + socket.getLocalPort();
    }

    /** How many connections it has acknowledged. */
    int welcomed() {
        return welcomed.get();
    }

    private void takeConnections() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            while (answered(in, client.getOutputStream())) {
                if (manner == Manner.READS_NO_MORE) {
                    TimeUnit.DAYS.sleep(1);
                }
                if (manner == Manner.FLAPS) {
                    TimeUnit.MILLISECONDS.sleep(LATE_MS);
                    return;
                }
            }
        } catch (IOException e) {
            // The client has hung up.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes one packet, MQTT 5.0 section 2.1, and answers as a broker does; false when there are no more. */
    private boolean answered(DataInputStream in, OutputStream out) throws IOException, InterruptedException {
        int head = in.read();
        if (head < 0) {
            return false;
        }
        byte[] packet = in.readNBytes(variableLength(in));
        switch (head >> 4) {
            case CONNECT -> {
                out.write(WELCOME);
                welcomed.incrementAndGet();
            }
            case SUBSCRIBE -> out.write(new byte[] {(byte) 0x90, 4, packet[0], packet[1], 0, 1});
            case PUBLISH -> {
                int topicBytes = ((packet[0] & 0xFF) << 8) | (packet[1] & 0xFF);
                if ((head & 6) != 0) {
                    TimeUnit.MILLISECONDS.sleep(LATE_MS);
                    out.write(new byte[] {0x40, 2, packet[2 + topicBytes], packet[3 + topicBytes]});
                }
            }
            default -> {}
        }
        return true;
    }

    private static int variableLength(DataInputStream in) throws IOException {
        int length = 0;
        int shift = 0;
        int seven;
        do {
            seven = in.readUnsignedByte();
            length |= (seven & 0x7F) << shift;
            shift += 7;
        } while (seven > 0x7F);
        return length;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
