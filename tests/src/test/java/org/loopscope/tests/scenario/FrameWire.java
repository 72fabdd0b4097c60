package org.loopscope.tests.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** A microscope's end of the frame stream: says hello, waits for the start, sends frames of 16 bit. */
final class FrameWire implements AutoCloseable {
    private static final int HEADER_BYTES = 64;
    private static final int HELLO = 1;
    private static final int FRAME = 2;
    private static final int GOODBYE = 3;
    private static final long AGAIN_AFTER_NS = 20_000_000L;

    private final int port;
    private final int sidePx;
    private final double rateHz;
    private final SocketChannel channel;

    /** Calls until somebody answers. */
    FrameWire(int port, int sidePx, double rateHz) {
        this.port = port;
        this.sidePx = sidePx;
        this.rateHz = rateHz;
        this.channel = called(port);
        byte[] said = ("{\"width\": " + sidePx + ", \"height\": " + sidePx + ", \"rate_hz\": " + rateHz
                        + ", \"microscope\": \"small movie\", \"wants_start\": true}")
                .getBytes(StandardCharsets.UTF_8);
        write(message(HELLO, said.length, 0, Double.NaN).put(said));
    }

    /** The same sender, started once more. */
    FrameWire calledAgain() {
        return new FrameWire(port, sidePx, rateHz);
    }

    private static SocketChannel called(int port) {
        while (true) {
            try {
                return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                LockSupport.parkNanos(AGAIN_AFTER_NS);
            }
        }
    }

    void awaitStart() {
        ByteBuffer word = ByteBuffer.allocate(HEADER_BYTES);
        try {
            while (word.hasRemaining()) {
                if (channel.read(word) < 0) {
                    throw new IllegalStateException("the session never started");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(long number, double seconds, short[] pixels) {
        ByteBuffer message = message(FRAME, 2 * pixels.length, number, seconds);
        for (short pixel : pixels) {
            message.putShort(pixel);
        }
        write(message);
    }

    /** A frame with a row and a column more than was agreed. */
    void sendWrongSize(long number) {
        int side = sidePx + 1;
        write(message(FRAME, 2 * side * side, number, Double.NaN)
                .putInt(16, side)
                .putInt(20, side)
                .position(HEADER_BYTES + 2 * side * side));
    }

    /** Says nothing until the other end hangs up. */
    void awaitEnd() {
        ByteBuffer word = ByteBuffer.allocate(HEADER_BYTES);
        try {
            while (channel.read(word.clear()) >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            // Hung up on: that is an end too.
            return;
        }
    }

    void goodbye() {
        write(message(GOODBYE, 0, 0, Double.NaN));
    }

    private ByteBuffer message(int kind, int payloadBytes, long number, double seconds) {
        ByteBuffer message = ByteBuffer.allocate(HEADER_BYTES + payloadBytes).order(ByteOrder.LITTLE_ENDIAN);
        message.put("LSF1".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 1)
                .putShort((short) HEADER_BYTES);
        message.putShort((short) kind)
                .putShort((short) 0)
                .putInt(payloadBytes)
                .putInt(sidePx)
                .putInt(sidePx);
        message.putShort((short) 2).position(32);
        return message.putLong(number).putDouble(seconds).position(HEADER_BYTES);
    }

    private void write(ByteBuffer message) {
        message.flip();
        try {
            while (message.hasRemaining()) {
                channel.write(message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
