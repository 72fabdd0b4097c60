package org.loopscope.acquisition.camera.simulated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import org.loopscope.acquisition.Frame;

/**
 * The camera's side of GVSP, the GigE Vision stream protocol over UDP: a frame goes as a leader, packets of pixels and a
 * trailer. Frame ids have 16 bits, count from 1 to 65535 and again from 1. The last few frames are kept for packets that are
 * asked for once more.
 */
final class StreamChannel implements AutoCloseable {
    /** IPv4 and UDP headers, and GVSP's own, all of which the packet size of GigE Vision includes. */
    private static final int IP_AND_UDP_BYTES = 28;

    private static final int GVSP_BYTES = 8;
    private static final int LARGEST_PACKET = 65_535;
    private static final int IDS = 65_535;
    private static final int KEPT = 8;

    private final CameraRegisters registers;
    private final PacketLoss loss;
    private final DatagramChannel channel;
    private final ByteBuffer packet = ByteBuffer.allocate(LARGEST_PACKET);
    private final SentFrame[] kept = new SentFrame[KEPT];
    private final long firstId;
    private long frames;

    /** @param firstId id of the first frame, 1 to 65535 */
    StreamChannel(CameraRegisters registers, PacketLoss loss, InetAddress address, int firstId) throws IOException {
        this.registers = registers;
        this.loss = loss;
        this.firstId = firstId;
        Arrays.setAll(kept, i -> new SentFrame());
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.bind(new InetSocketAddress(address, 0));
    }

    void send(Frame frame) throws IOException {
        SentFrame sent = kept[(int) (frames % KEPT)];
        int id = (int) ((firstId - 1 + frames) % IDS) + 1;
        sent.take(frame, registers, frames++, id, registers.packetBytes() - IP_AND_UDP_BYTES - GVSP_BYTES);
        send(sent, 0, sent.lastPacket(), false);
    }

    /** The packets once more, if their frame is still kept. */
    void resend(int frameId, int first, int last) throws IOException {
        for (SentFrame sent : kept) {
            if (sent.number() >= 0 && sent.id() == frameId) {
                send(sent, first, Math.min(last, sent.lastPacket()), true);
            }
        }
    }

    private void send(SentFrame sent, int first, int last, boolean resent) throws IOException {
        for (int number = first; number <= last; number++) {
            if (!loss.loses(sent.number(), number, resent)) {
                sent.write(number, packet.clear());
                channel.send(packet.flip(), destination());
            }
        }
    }

    /** A packet of the size that is set and of no meaning, by which a host finds the largest that gets through. */
    void sendTest() throws IOException {
        packet.clear().limit(registers.packetBytes() - IP_AND_UDP_BYTES);
        try {
            channel.send(packet, destination());
        } catch (IOException e) {
            // Too large for this network: it does not get through, which is what the host wants to know.
            packet.clear();
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
