package org.loopscope.acquisition.camera.simulated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * The camera's side of GVCP, the GigE Vision control protocol over UDP: it answers discovery (of its address: Java
 * binds no socket to a broadcast address), and lets one controller at a
 * time write its registers for as long as that keeps its heartbeat. Every message starts with four 16-bit words: key and
 * flags, command, length, request id.
 */
final class ControlChannel implements AutoCloseable {
    private static final int PORT = 3956;
    private static final int KEY = 0x42;
    private static final int WANTS_ANSWER = 1;
    private static final int LONGEST_MESSAGE = 576;
    private static final long MS = 1_000_000L;

    private static final int DISCOVERY = 0x0002;
    private static final int RESEND = 0x0040;
    private static final int READ_REGISTER = 0x0080;
    private static final int WRITE_REGISTER = 0x0082;
    private static final int READ_MEMORY = 0x0084;
    private static final int WRITE_MEMORY = 0x0086;

    private static final int DONE = 0;
    private static final int NOT_IMPLEMENTED = 0x8001;
    private static final int INVALID_PARAMETER = 0x8002;
    private static final int INVALID_ADDRESS = 0x8003;
    private static final int ACCESS_DENIED = 0x8006;

    /** What the control channel has done to the camera that the stream must know of. */
    interface Listener {
        /** A test packet of the size that is set is wanted. */
        void testPacketWanted() throws IOException;

        /** Packets {@code first} to {@code last} of a frame are wanted once more. */
        void resendWanted(int frameId, int first, int last) throws IOException;
    }

    private final CameraRegisters registers;
    private final Listener listener;
    private final DatagramChannel channel;
    private final ByteBuffer message = ByteBuffer.allocate(LONGEST_MESSAGE);
    private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_MESSAGE);

    private @Nullable SocketAddress controller;

    private long heardNs;

    /** @throws IOException when something else has the address's port 3956 */
    ControlChannel(CameraRegisters registers, Listener listener, InetAddress address) throws IOException {
        this.registers = registers;
        this.listener = listener;
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(address, PORT));
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    "the simulated camera cannot have " + address.getHostAddress() + " port " + PORT + " ("
                            + e.getMessage() + "); give it an address that no other camera has, such as 127.0.0.2",
                    e);
        }
    }

    /** Answers all that has come; true when there was something. */
    boolean doWork(long nowNs) throws IOException {
        boolean worked = receive(nowNs);
        if (controller != null && nowNs - heardNs > registers.get(CameraRegisters.HEARTBEAT_TIMEOUT_MS) * MS) {
            controller = null;
            registers.release();
        }
        return worked;
    }

    private boolean receive(long nowNs) throws IOException {
        boolean any = false;
        for (SocketAddress from = next(); from != null; from = next()) {
            any = true;
            if (from.equals(controller)) {
                heardNs = nowNs;
            }
            if (message.remaining() >= 8 && message.get(0) == KEY) {
                handle(from, nowNs);
            }
        }
        return any;
    }

    private @Nullable SocketAddress next() throws IOException {
        message.clear();
        SocketAddress from = channel.receive(message);
        message.flip();
        return from;
    }

    private void handle(SocketAddress from, long nowNs) throws IOException {
        int flags = message.get(1);
        int command = Short.toUnsignedInt(message.getShort(2));
        int id = Short.toUnsignedInt(message.getShort(6));
        message.position(8);
        answer.clear().position(8);
        int status = switch (command) {
            case DISCOVERY -> {
                registers.read(0, CameraRegisters.DISCOVERY_BYTES, answer);
                yield DONE;
            }
            case READ_REGISTER -> readRegisters();
            case READ_MEMORY -> readMemory();
            case WRITE_REGISTER -> writeRegisters(from, nowNs);
            case WRITE_MEMORY -> writeMemory(from);
            case RESEND -> resend();
            default -> NOT_IMPLEMENTED;
        };
        if ((flags & WANTS_ANSWER) != 0) {
            int length = status == DONE ? answer.position() - 8 : 0;
            answer.putShort(0, (short) status)
                    .putShort(2, (short) (command + 1))
                    .putShort(4, (short) length)
                    .putShort(6, (short) id);
            channel.send(answer.position(8 + length).flip(), from);
        }
    }

    private int readRegisters() {
        while (message.remaining() >= 4) {
            int address = message.getInt();
            if (!registers.holds(address, Integer.BYTES)) {
                return INVALID_ADDRESS;
            }
            answer.putInt(registers.get(address));
        }
        return DONE;
    }

    private int readMemory() {
        if (message.remaining() < 2 * Integer.BYTES) {
            return INVALID_PARAMETER;
        }
        int address = message.getInt();
        int count = message.getInt() & 0xffff;
        if (!registers.holds(address, count) || count > answer.remaining() - 4) {
            return INVALID_ADDRESS;
        }
        answer.putInt(address);
        registers.read(address, count, answer);
        return DONE;
    }

    private int writeRegisters(SocketAddress from, long nowNs) throws IOException {
        int written = 0;
        while (message.remaining() >= 8) {
            int address = message.getInt();
            int value = message.getInt();
            if (!registers.holds(address, Integer.BYTES)) {
                return INVALID_ADDRESS;
            }
            boolean takesControl = address == CameraRegisters.CONTROL_PRIVILEGE && controller == null;
            if (!takesControl && !from.equals(controller)) {
                return ACCESS_DENIED;
            }
            if (!registers.write(address, value)) {
                return INVALID_PARAMETER;
            }
            if (address == CameraRegisters.CONTROL_PRIVILEGE) {
                control(value == 0 ? null : from, nowNs);
            } else if (address == CameraRegisters.STREAM_PACKET_SIZE && value < 0) {
                listener.testPacketWanted(); // bit 0 of the standard's count, the sign: fire one
            }
            written++;
        }
        answer.putInt(written);
        return DONE;
    }

    private void control(@Nullable SocketAddress by, long nowNs) {
        controller = by;
        heardNs = nowNs;
        if (by == null) {
            registers.release();
        }
    }

    private int writeMemory(SocketAddress from) {
        if (message.remaining() < Integer.BYTES) {
            return INVALID_PARAMETER;
        }
        int address = message.getInt();
        if (!from.equals(controller)) {
            return ACCESS_DENIED;
        }
        while (message.remaining() >= 4) {
            if (!registers.holds(address, Integer.BYTES)) {
                return INVALID_ADDRESS;
            }
            if (!registers.write(address, message.getInt())) {
                return INVALID_PARAMETER;
            }
            address += Integer.BYTES;
        }
        answer.putInt(message.position());
        return DONE;
    }

    /** Channel and frame in one word, then the first and the last packet. Never answered: the packets are the answer. */
    private int resend() throws IOException {
        if (message.remaining() >= 12) {
            int frameId = message.getInt() & 0xffff;
            listener.resendWanted(frameId, message.getInt() & 0xff_ffff, message.getInt() & 0xff_ffff);
        }
        return DONE;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
