package org.loopscope.controller.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.loopscope.controller.access.Secret;

/** MQTT 5.0 by hand, for what a well-behaved client does not do: it reads when it is told to. */
final class RawClient implements AutoCloseable {
    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int PUBLISH_ONCE_AT_LEAST = 0x32;
    private static final int PUBACK = 0x40;
    private static final int SUBSCRIBE = 0x82;
    private static final int SUBACK = 0x90;
    private static final int PING = 0xC0;
    private static final int PONG = 0xD0;

    private interface Content {
        void write(DataOutputStream to) throws IOException;
    }

    private final Socket socket = new Socket();

    RawClient(int port, BrokerLogin login, String clientId) throws IOException {
        socket.setReceiveBufferSize(64 * 1024);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        socket.setSoTimeout(10_000);
        boolean named = login.user().isPresent();
        send(CONNECT, to -> {
            to.writeUTF("MQTT");
            // Version 5, a clean start, no end of patience, no properties.
            to.write(new byte[] {5, (byte) (named ? 0xC2 : 2), 0, 0, 0});
            to.writeUTF(clientId);
            if (named) {
                to.writeUTF(login.user().orElseThrow());
                to.writeUTF(login.password().map(Secret::reveal).orElseThrow());
            }
        });
        receive(CONNACK);
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    void waitAtMost(int ms) throws IOException {
        socket.setSoTimeout(ms);
    }

    void subscribe(String filter, int qos) throws IOException {
        send(SUBSCRIBE, to -> {
            to.write(new byte[] {0, 1, 0});
            to.writeUTF(filter);
            to.write(qos);
        });
        receive(SUBACK);
    }

    /** Publishes and waits until the broker has taken it. */
    void publish(String topic, int payloadBytes) throws IOException {
        send(PUBLISH_ONCE_AT_LEAST, to -> {
            to.writeUTF(topic);
            to.write(new byte[] {0, 1, 0});
            to.write(new byte[payloadBytes]);
        });
        byte[] answer = receive(PUBACK);
        assertTrue(answer.length == 2 || (answer[2] & 0xFF) < 0x80, "refused: " + topic);
    }

    void ping() throws IOException {
        send(PING, to -> {});
        receive(PONG);
    }

    private void send(int kind, Content content) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        content.write(new DataOutputStream(body));
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(kind);
        int left = body.size();
        while (left > 0x7F) {
            packet.write((left & 0x7F) | 0x80);
            left >>= 7;
        }
        packet.write(left);
        body.writeTo(packet);
        socket.getOutputStream().write(packet.toByteArray());
    }

    /** A short packet of the kind. */
    private byte[] receive(int kind) throws IOException {
        assertEquals(kind, in().read());
        return in().readNBytes(in().read());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
