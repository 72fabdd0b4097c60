package org.loopscope.acquisition.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.live.SourceFailure;
import org.loopscope.acquisition.live.StatedFormat;

@Timeout(60)
class SocketFrameSourceTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 24;
    private static final long MS = 1_000_000L;

    private final SocketFrameSource source = SocketFrameSource.listening("127.0.0.1", 0, new StatedFormat(30, 1, 600));
    private final Frame frame = new Frame(WIDTH, HEIGHT);
    private long nowNs = 1_000 * MS;

    @AfterEach
    void close() {
        source.close();
    }

    private SenderEnd sender() {
        return new SenderEnd(source.port());
    }

    private SenderEnd greetedSender() {
        SenderEnd sender = sender().send(new StreamBytes().hello(WIDTH, HEIGHT, 30));
        awaitReady(source);
        return sender;
    }

    private void start() {
        source.startAt(nowNs);
        nowNs += SocketFrameSource.SETTLING_NS;
    }

    private void awaitReady(SocketFrameSource of) {
        while (!of.ready(nowNs)) {
            nowNs += MS;
            Thread.onSpinWait();
        }
    }

    /** Bytes take a moment through the kernel. */
    private Poll next() {
        Poll poll = source.poll(nowNs, frame);
        while (poll == Poll.NOT_YET) {
            Thread.onSpinWait();
            poll = source.poll(nowNs, frame);
        }
        return poll;
    }

    private static StreamBytes counted(long number, double seconds) {
        return new StreamBytes().counted(WIDTH, HEIGHT, number, seconds);
    }

    private void assertPixels(long number) {
        ByteBuffer bytes = ByteBuffer.wrap(StreamBytes.countedPixels(WIDTH * HEIGHT, number))
                .order(ByteOrder.LITTLE_ENDIAN);
        short[] expected = new short[WIDTH * HEIGHT];
        bytes.asShortBuffer().get(expected);
        assertArrayEquals(expected, frame.pixels);
    }

    @Test
    void framesComeAsTheyWereSentUpToTheGoodbye() {
        assertFalse(source.ready(nowNs));
        try (SenderEnd sender = greetedSender()) {
            assertEquals(WIDTH, source.format().widthPx());
            assertEquals(30, source.format().rateHz());
            assertTrue(source.description().startsWith("golden at 127.0.0.1:"), source.description());
            start();
            assertEquals(Poll.NOT_YET, source.poll(nowNs, frame), "silence is no end");
            for (long number : new long[] {100, 101, 104, 104, 103}) {
                sender.send(counted(number, number / 30.0));
                assertEquals(Poll.FRAME, next());
                assertEquals(number - 100, frame.index, "numbered from the first, gaps and all");
                assertEquals(Math.round(number / 30.0 * 1e9), frame.deviceNs);
                assertTrue(frame.exposureEndNs <= nowNs);
                assertPixels(number);
                nowNs += 33 * MS;
            }
            sender.send(new StreamBytes().goodbye());
            assertEquals(Poll.ENDED, next());
            assertEquals(Poll.ENDED, source.poll(nowNs, frame));
        }
    }

    @Test
    void theLastFrameMaySayGoodbyeItself() {
        try (SenderEnd sender = greetedSender()) {
            start();
            StreamBytes.Head last = new StreamBytes.Head(
                    LoopscopeProtocol.LAST,
                    WIDTH,
                    HEIGHT,
                    org.loopscope.acquisition.live.PixelType.U16,
                    0,
                    0,
                    0,
                    Double.NaN);
            sender.send(new StreamBytes().frame(last, StreamBytes.countedPixels(WIDTH * HEIGHT, 0)));
            assertEquals(Poll.FRAME, next());
            assertEquals(Frame.NO_DEVICE_TIME, frame.deviceNs);
            assertEquals(nowNs, frame.exposureEndNs, "without a device time the arrival stands in");
            assertEquals(Poll.ENDED, next());
        }
    }

    /** Its first two frames have come, and it has gone in the middle of the third. */
    private void begunAndGone() {
        try (SenderEnd sender = greetedSender()) {
            start();
            byte[] third = counted(12, 12 / 30.0).bytes();
            sender.send(counted(10, 10 / 30.0))
                    .send(counted(11, 11 / 30.0))
                    .send(java.util.Arrays.copyOf(third, third.length / 2));
            assertEquals(Poll.FRAME, next());
            assertEquals(Poll.FRAME, next());
        }
        while (source.interruption().isEmpty()) {
            assertEquals(Poll.NOT_YET, source.poll(nowNs, frame));
        }
        assertTrue(source.interruption().contains("without a goodbye"), source.interruption());
        assertEquals(Poll.NOT_YET, source.poll(nowNs, frame), "from here on somebody may call");
        nowNs += 1_000 * MS;
    }

    @Test
    void aSenderThatComesBackGoesOnWhereItsNumbersSay() {
        begunAndGone();
        try (SenderEnd again = sender().send(new StreamBytes().hello(WIDTH, HEIGHT, 30))) {
            again.send(counted(41, 41 / 30.0));
            assertEquals(Poll.FRAME, next());
            assertEquals(31, frame.index);
            assertPixels(41);
            assertEquals("", source.interruption());
            again.send(new StreamBytes().goodbye());
            assertEquals(Poll.ENDED, next());
        }
    }

    @Test
    void aSenderThatCountsAnewIsAFailure() {
        begunAndGone();
        try (SenderEnd again = sender().send(new StreamBytes().hello(WIDTH, HEIGHT, 30))) {
            again.send(counted(10, 41 / 30.0));
            SourceFailure failure = assertThrows(SourceFailure.class, this::next);
            assertTrue(String.valueOf(failure.getMessage()).contains("from 11 to 10"), failure.getMessage());
        }
    }

    @Test
    void aSenderThatComesBackWithOtherFramesIsAFailure() {
        begunAndGone();
        try (SenderEnd again = sender()) {
            again.send(new StreamBytes().hello(HEIGHT, WIDTH, 30));
            SourceFailure failure = assertThrows(SourceFailure.class, this::next);
            assertTrue(
                    String.valueOf(failure.getMessage()).contains("came back with other frames"), failure.getMessage());
        }
    }

    @Test
    void aStrangerWhoCallsMeanwhileIsHungUpOn() {
        begunAndGone();
        try (SenderEnd stranger = sender().send("GET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII))) {
            while (!source.interruption().contains("is not it")) {
                assertEquals(Poll.NOT_YET, source.poll(nowNs, frame));
            }
            assertTrue(stranger.isHungUpOn());
        }
        try (SenderEnd again = sender().send(new StreamBytes().hello(WIDTH, HEIGHT, 30))) {
            again.send(counted(13, 13 / 30.0));
            assertEquals(Poll.FRAME, next());
            assertEquals(3, frame.index);
        }
    }

    private void strangerCalls(String saying) {
        try (SenderEnd _ = sender().send(saying.getBytes(StandardCharsets.US_ASCII))) {
            String firstBytes = HexFormat.of().formatHex(saying.getBytes(StandardCharsets.US_ASCII), 0, 8);
            while (!source.interruption().contains(firstBytes)) {
                assertEquals(Poll.NOT_YET, source.poll(nowNs, frame));
            }
        }
    }

    @Test
    void ofManyStrangersTheLastOneIsTold() {
        begunAndGone();
        String departure = source.interruption();
        strangerCalls("GET / HTTP/1.1");
        int length = source.interruption().length();
        strangerCalls("POST / HTTP/1.1");
        assertTrue(source.interruption().startsWith(departure + "; what called since"), source.interruption());
        assertEquals(length, source.interruption().length(), source.interruption());
    }

    @Test
    void aPortThatIsTakenMeanwhileIsAFailure() throws IOException {
        int port = source.port();
        try (ServerSocketChannel other = ServerSocketChannel.open()) {
            try (SenderEnd _ = greetedSender()) {
                start();
                other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            }
            while (source.interruption().isEmpty()) {
                assertEquals(Poll.NOT_YET, source.poll(nowNs, frame));
            }
            SourceFailure failure = assertThrows(SourceFailure.class, () -> source.poll(nowNs, frame));
            assertTrue(String.valueOf(failure.getMessage()).contains("source.port"), failure.getMessage());
        }
    }

    @Test
    void aChangedFrameSizeIsAFailure() {
        try (SenderEnd sender = greetedSender()) {
            start();
            sender.send(new StreamBytes().counted(WIDTH + 1, HEIGHT, 0, 0));
            SourceFailure failure = assertThrows(SourceFailure.class, this::next);
            assertTrue(String.valueOf(failure.getMessage()).contains("from 40x24 to 41x24"), failure.getMessage());
        }
    }

    @Test
    void framesBeforeTheStartAreDiscardedAndCounted() {
        try (SenderEnd sender = greetedSender()) {
            byte[] half = counted(3, 3 / 30.0).bytes();
            int cut = half.length / 2;
            sender.send(counted(1, 1 / 30.0)).send(counted(2, 2 / 30.0)).send(java.util.Arrays.copyOf(half, cut));
            awaitArrival();
            start();
            assertEquals(2, source.discarded());
            assertEquals(Poll.NOT_YET, source.poll(nowNs, frame));
            sender.send(java.util.Arrays.copyOfRange(half, cut, half.length)).send(counted(4, 4 / 30.0));
            assertEquals(Poll.FRAME, next());
            assertEquals(0, frame.index);
            assertPixels(4);
            assertEquals(3, source.discarded(), "the one that was half here was stale too");
        }
    }

    @Test
    void framesThatTheSenderHadQueuedBeforeTheStartAreDiscarded() {
        try (SenderEnd sender = greetedSender()) {
            source.startAt(nowNs);
            sender.send(counted(1, 1 / 30.0));
            awaitArrival();
            assertEquals(Poll.NOT_YET, source.poll(nowNs + SocketFrameSource.SETTLING_NS - 1, frame));
            assertEquals(1, source.discarded());
            nowNs += SocketFrameSource.SETTLING_NS;
            sender.send(counted(2, 2 / 30.0));
            assertEquals(Poll.FRAME, next());
            assertEquals(0, frame.index);
        }
    }

    /** What was sent over loopback is in the receiver's kernel when send returns; other sockets need a moment more. */
    private static void awaitArrival() {
        java.util.concurrent.locks.LockSupport.parkNanos(50 * MS);
    }

    @Test
    void aSenderThatAsksIsToldOfTheStart() {
        try (SenderEnd sender =
                sender().send(new StreamBytes().hello(StreamBytes.helloText(WIDTH, HEIGHT, 30, 1, 1, true)))) {
            awaitReady(source);
            start();
            byte[] word = sender.hear(LoopscopeProtocol.HEADER_BYTES);
            assertEquals(LoopscopeProtocol.KIND_START, word[8]);
            assertEquals('L', word[0]);
        }
    }

    @Test
    void aSenderThatLeavesBeforeItsHelloIsReplaced() {
        sender().close();
        for (int i = 0; i < 100; i++) {
            assertFalse(source.ready(nowNs));
        }
        greetedSender().close();
    }

    @Test
    void scanImagesAddOnIsUnderstoodOnTheSamePort() throws IOException {
        Frame small = new Frame(20, 16);
        try (SenderEnd sender = sender()) {
            byte[] golden = FrameStreamTest.golden("scanimage.stream");
            // An acquisition of two frames ends before the start: it was the focus.
            sender.send(java.util.Arrays.copyOf(golden, golden.length - 16));
            awaitReady(source);
            awaitArrival();
            start();
            assertEquals(2, source.discarded());
            sender.send(golden);
            Poll poll = source.poll(nowNs, small);
            for (; poll == Poll.NOT_YET; poll = source.poll(nowNs, small)) {
                Thread.onSpinWait();
            }
            assertEquals(Poll.FRAME, poll);
            assertEquals(0, small.index);
            assertEquals(Math.round((0.03325 + 1 / 30.0) * 1e9), small.deviceNs, "a frame's time is its start there");
            assertEquals(700, small.pixels[0]);
        }
    }

    @Test
    void aSenderThatListensIsCalledUntilItAnswers() throws IOException {
        int port;
        try (ServerSocketChannel free =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            port = ((InetSocketAddress) free.getLocalAddress()).getPort();
        }
        try (SocketFrameSource calling = SocketFrameSource.calling("127.0.0.1", port, StatedFormat.NONE)) {
            for (int i = 0; i < 20; i++) {
                assertFalse(calling.ready(nowNs));
                nowNs += 100 * MS;
            }
            try (ServerSocketChannel server =
                    ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                CompletableFuture<SenderEnd> answered = CompletableFuture.supplyAsync(() -> {
                    try {
                        return new SenderEnd(server.accept()).send(new StreamBytes().hello(WIDTH, HEIGHT, 30));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
                awaitReady(calling);
                answered.join().close();
            }
        }
    }

    @Test
    void aTakenPortIsOneLine() {
        SourceFailure failure = assertThrows(
                SourceFailure.class,
                () -> SocketFrameSource.listening("127.0.0.1", source.port(), StatedFormat.NONE)
                        .close());
        assertTrue(String.valueOf(failure.getMessage()).contains("source.port"), failure.getMessage());
    }

    @Test
    void readingAFrameAllocatesNothing() throws IOException {
        try (SenderEnd sender = greetedSender()) {
            start();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 60_000; i++) {
                    sender.send(counted(i, i / 30.0));
                }
            });
            long bytes = Allocation.bytesPerWarmRound(() -> {
                for (int i = 0; i < 200; i++) {
                    assertEquals(Poll.FRAME, next());
                    nowNs += 33 * MS;
                }
            });
            assertEquals(0, bytes, "bytes per 200 frames");
            source.close();
            assertThrows(java.util.concurrent.CompletionException.class, sending::join, "the sender met a closed door");
        }
    }
}
