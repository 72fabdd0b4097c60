package org.loopscope.tests.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.camera.simulated.PacketLoss;
import org.loopscope.acquisition.camera.simulated.SimulatedCamera;
import org.loopscope.acquisition.live.LiveFrameSource;
import org.loopscope.acquisition.live.SourceFailure;
import org.loopscope.acquisition.live.StatedFormat;
import org.loopscope.acquisition.ring.RingFrameSource;
import org.loopscope.acquisition.ring.ScanboxFrameSource;
import org.loopscope.acquisition.socket.ReceivedBytes;
import org.loopscope.controller.dashboard.ReceivedRequests;
import org.loopscope.controller.mqtt.ReceivedCommands;
import org.loopscope.tests.scenario.SmallSession;

/** What comes in while a session runs: frames over a socket or shared memory, commands over MQTT, what pages ask. */
record LiveTargets(Path scratch) {
    /** The largest frame, 4096 x 4096 pixels of 16 bits, in the decoder, turned, and for the caller; and its stream. */
    private static final long FOUR_FRAMES = 128 << 20;

    /** MQTT's longest packet; the client's library makes room for what a packet's header states before it reads on. */
    private static final long LONGEST_MQTT_PACKET = 260 << 20;

    private static final int SIDE_PX = 16;
    private static final int POLLS = 8;

    Stream<FuzzTarget> all() {
        return Stream.of(
                FuzzTarget.of("Loopscope's frame stream", Seeds.streams("loopscope.stream"), LiveTargets::stream)
                        .refusing(SourceFailure.class)
                        .within(FOUR_FRAMES)
                        .few(600),
                FuzzTarget.of("ScanImage's frame stream", Seeds.streams("scanimage.stream"), LiveTargets::stream)
                        .refusing(SourceFailure.class)
                        .within(FOUR_FRAMES)
                        .few(600),
                FuzzTarget.of("shared-memory ring", List.of(ring()), this::ring)
                        .refusing(SourceFailure.class)
                        .within(FOUR_FRAMES),
                FuzzTarget.of("Scanbox's mapped file", List.of(scanbox()), this::scanbox)
                        .refusing(SourceFailure.class)
                        .within(FOUR_FRAMES)
                        .naming("scanbox.mmap"),
                FuzzTarget.of("GigE Vision control", gvcp(), LiveTargets::control)
                        .few(600),
                FuzzTarget.of("MQTT commands", ReceivedCommands.packets(), ReceivedCommands::read)
                        .within(LONGEST_MQTT_PACKET)
                        .few(800),
                FuzzTarget.of(
                                "pages' requests",
                                ReceivedRequests.requests(),
                                new ReceivedRequests(SmallSession.experiment(scratch))::read)
                        .text()
                        .refusing(IllegalArgumentException.class)
                        .few(800));
    }

    /** In packets whose length the bytes themselves settle. */
    private static void stream(byte[] bytes) {
        ReceivedBytes.read(bytes, bytes.length == 0 ? 1 : 1 + 8 * (bytes[bytes.length / 2] & 0xFF));
    }

    /** A message to the simulated camera from who controls it: one that asks for control comes first. */
    private static void control(byte[] bytes) throws IOException {
        InetAddress address = InetAddress.ofLiteral("127.0.0.9");
        try (SimulatedCamera camera = new SimulatedCamera(new DarkScene(SIDE_PX), address, "1", 1, PacketLoss.NONE);
                DatagramSocket client = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            for (byte[] message : new byte[][] {gvcp(0x82, 0x0a00, 2), bytes}) {
                client.send(new DatagramPacket(message, message.length, address, 3956));
                camera.doWork(1_000_000);
            }
            client.setSoTimeout(1);
            DatagramPacket answer = new DatagramPacket(new byte[576], 576);
            client.receive(answer);
            client.receive(answer);
        } catch (SocketTimeoutException e) {
            throw new IOException("the camera did not answer", e);
        }
    }

    private static List<byte[]> gvcp() {
        return List.of(
                gvcp(0x02),
                gvcp(0x80, 0x0938, 0xa008),
                gvcp(0x84, 0x10000, 512),
                gvcp(0x82, 0xa008, 12, 0xa00c, 10),
                gvcp(0x86, 0xa028, 5000));
    }

    /** A message that wants an answer. */
    private static byte[] gvcp(int command, int... words) {
        ByteBuffer message = ByteBuffer.allocate(8 + 4 * words.length);
        message.put((byte) 0x42).put((byte) 1).putShort((short) command);
        message.putShort((short) (4 * words.length)).putShort((short) 7);
        message.asIntBuffer().put(words);
        return message.array();
    }

    private void ring(byte[] bytes) throws IOException {
        Path file = Files.write(scratch.resolve("a.ring"), bytes);
        try (RingFrameSource source = new RingFrameSource(file, 600)) {
            source.ready(0);
            // The writer lives: its heartbeat goes on.
            put(file, 136, bytes.length > 136 ? (byte) (bytes[136] + 1) : 1);
            poll(source, () -> {});
        }
    }

    private void scanbox(byte[] bytes) throws IOException {
        Path file = Files.write(scratch.resolve("scanbox.mmap"), bytes);
        try (ScanboxFrameSource source = new ScanboxFrameSource(file, new StatedFormat(15.5, 1, 0))) {
            // Taken for the start, and then put there once more.
            poll(source, () -> {
                for (int at = 0; at < 2; at++) {
                    put(file, at, bytes[at]);
                }
            });
        }
    }

    private static void poll(LiveFrameSource source, Runnable begun) throws IOException {
        if (!source.ready(1)) {
            throw new IOException(source.awaited() + " is waited for");
        }
        Frame frame = new Frame(source.format().widthPx(), source.format().heightPx());
        source.description();
        source.startAt(1_000);
        begun.run();
        for (int n = 1; n < POLLS; n++) {
            source.poll(1_000 + n * 40_000_000L, frame);
        }
    }

    private static void put(Path file, long at, byte value) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (at < channel.size()) {
                channel.write(ByteBuffer.wrap(new byte[] {value}), at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of four slots; two frames have been written, and two more come as soon as it is looked at. */
    private static byte[] ring() {
        int slotBytes = 64 + 2 * SIDE_PX * SIDE_PX;
        ByteBuffer ring = ByteBuffer.allocate(4096 + 4 * slotBytes).order(ByteOrder.LITTLE_ENDIAN);
        ring.put("LSRING01".getBytes(StandardCharsets.US_ASCII))
                .putInt(1)
                .putInt(4096)
                .putInt(4)
                .putInt(64);
        ring.putLong(slotBytes)
                .putInt(SIDE_PX)
                .putInt(SIDE_PX)
                .putInt(2)
                .putInt(0)
                .putInt(1)
                .putInt(1);
        ring.putDouble(30).put("test ring".getBytes(StandardCharsets.US_ASCII));
        ring.putLong(128, 2).putLong(136, 2).putInt(144, 1);
        for (int slot = 0; slot < 4; slot++) {
            int at = 4096 + slot * slotBytes;
            ring.putLong(at, 2L * slot + 2).putLong(at + 8, slot).putDouble(at + 16, slot / 30.0);
        }
        return ring.array();
    }

    private static byte[] scanbox() {
        ByteBuffer file = ByteBuffer.allocate(32 + 2 * SIDE_PX * SIDE_PX).order(ByteOrder.LITTLE_ENDIAN);
        return file.putShort((short) 3)
                .putShort((short) SIDE_PX)
                .putShort((short) SIDE_PX)
                .array();
    }
}
