package org.loopscope.acquisition.camera.simulated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.camera.MonoFormat;

/**
 * The camera's side of GVSP, the GigE Vision stream protocol over UDP: a frame goes as a leader, packets of pixels and a
 * trailer. Frame ids have 16 bits, count from 1 to 65535 and again from 1. The last frame is kept for packets that are asked
 * for once more.
 */
final class StreamChannel implements AutoCloseable {
    /** IPv4, UDP and GVSP headers, which the packet size of GigE Vision includes. */
    private static final int HEADERS = 20 + 8 + 8;

    private static final int IP_AND_UDP = 28;
    private static final int LEADER = 1;
    private static final int TRAILER = 2;
    private static final int PAYLOAD = 3;
    private static final short IMAGE = 1;
    private static final int LARGEST_PACKET = 65_535;
    private static final int IDS = 65_535;

    private final CameraRegisters registers;
    private final PacketLoss loss;
    private final DatagramChannel channel;
    private final ByteBuffer packet = ByteBuffer.allocate(LARGEST_PACKET);
    private ByteBuffer pixels;
    private final long firstId;
    private long frames;
    private long timestampNs;
    private int widthPx;
    private int heightPx;
    private int format;

    /**
     * @param sensorPixels room for the largest frame
     * @param firstId id of the first frame, 1 to 65535
     */
    StreamChannel(CameraRegisters registers, PacketLoss loss, InetAddress address, int sensorPixels, int firstId)
            throws IOException {
        this.registers = registers;
        this.loss = loss;
        this.firstId = firstId;
        pixels = roomFor(sensorPixels);
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.bind(new InetSocketAddress(address, 0));
    }

    private static ByteBuffer roomFor(int count) {
        return ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Sends the part of the frame that the registers ask for, in their pixel format; brighter pixels are clipped. */
    void send(Frame frame) throws IOException {
        timestampNs = frame.exposureEndNs;
        widthPx = registers.get(CameraRegisters.WIDTH);
        heightPx = registers.get(CameraRegisters.HEIGHT);
        MonoFormat mono = registers.pixelFormat();
        format = mono.code;
        if (pixels.capacity() < 2 * widthPx * heightPx) {
            pixels = roomFor(widthPx * heightPx);
        }
        pixels.clear();
        for (int y = 0; y < heightPx; y++) {
            for (int x = 0; x < widthPx; x++) {
                int value = Math.min(seen(frame, x, y), mono.most);
                if (mono.bytesPerPixel == 1) {
                    pixels.put((byte) value);
                } else {
                    pixels.putShort((short) value);
                }
            }
        }
        pixels.flip();
        frames++;
        send(0, lastPacket(), false);
    }

    /** A pixel of the region; dark beside the sensor. */
    private int seen(Frame frame, int x, int y) {
        int sensorX = x + registers.get(CameraRegisters.OFFSET_X);
        int sensorY = y + registers.get(CameraRegisters.OFFSET_Y);
        boolean onSensor = sensorX < frame.widthPx && sensorY < frame.heightPx;
        return onSensor ? Short.toUnsignedInt(frame.pixels[sensorY * frame.widthPx + sensorX]) : 0;
    }

    /** The packets once more, if they are of the last frame. */
    void resend(int frameId, int first, int last) throws IOException {
        if (frames > 0 && frameId == id()) {
            send(first, Math.min(last, lastPacket()), true);
        }
    }

    /** A packet of the size that is set and of no meaning, by which a host finds the largest that gets through. */
    void sendTest() throws IOException {
        packet.clear().limit(registers.packetBytes() - IP_AND_UDP);
        try {
            channel.send(packet, destination());
        } catch (IOException e) {
            // Too large for this network: it does not get through, which is what the host wants to know.
            packet.clear();
        }
    }

    private void send(int first, int last, boolean resent) throws IOException {
        for (int number = first; number <= last; number++) {
            if (!loss.loses(frames - 1, number, resent)) {
                fill(number);
                channel.send(packet.flip(), destination());
            }
        }
    }

    private int dataBytes() {
        return registers.packetBytes() - HEADERS;
    }

    private int lastPacket() {
        return (pixels.limit() + dataBytes() - 1) / dataBytes() + 1;
    }

    /** The id of the last frame. */
    private int id() {
        return (int) ((firstId - 1 + frames - 1) % IDS) + 1;
    }

    private void fill(int number) {
        packet.clear();
        int kind = number == 0 ? LEADER : number == lastPacket() ? TRAILER : PAYLOAD;
        packet.putShort((short) 0).putShort((short) id()).putInt(kind << 24 | number);
        switch (kind) {
            case LEADER ->
                packet.putShort((short) 0)
                        .putShort(IMAGE)
                        .putLong(timestampNs)
                        .putInt(format)
                        .putInt(widthPx)
                        .putInt(heightPx)
                        .putInt(registers.get(CameraRegisters.OFFSET_X))
                        .putInt(registers.get(CameraRegisters.OFFSET_Y))
                        .putInt(0); // no padding
            case TRAILER -> packet.putShort((short) 0).putShort(IMAGE).putInt(heightPx);
            default -> {
                int from = (number - 1) * dataBytes();
                packet.put(pixels.slice(from, Math.min(dataBytes(), pixels.limit() - from)));
            }
        }
    }

    private InetSocketAddress destination() throws IOException {
        byte[] address = new byte[4];
        registers.read(CameraRegisters.STREAM_ADDRESS, address.length, ByteBuffer.wrap(address));
        return new InetSocketAddress(
                InetAddress.getByAddress(address), registers.get(CameraRegisters.STREAM_PORT) & 0xffff);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
