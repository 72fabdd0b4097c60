package org.loopscope.acquisition.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.live.StatedFormat;
import org.loopscope.firmware.clock.SystemSessionClock;

/** From the moment a sender begins to send a frame of 512x512 pixels to the poll that gives it, over loopback. */
@Tag("slow")
class SocketLatencyTest {
    private static final int SIDE = 512;
    /** As the acquisition thread rests. */
    private static final long IDLE_NS = 100_000;

    private final SystemSessionClock clock = new SystemSessionClock();

    @ParameterizedTest
    @ValueSource(ints = {30, 60, 200})
    void aFrameIsHereWithinAFewMilliseconds(int rateHz) {
        int frames = 10 * rateHz;
        double[] ms = new double[frames];
        long bufferBytes = run(frames, rateHz, ms);
        Arrays.sort(ms);
        System.out.printf(
                Locale.ROOT,
                "socket, 512x512 u16 at %d Hz, %d frames: p50 %.2f, p99 %.2f, max %.2f ms; kernel buffer %d KiB%n",
                rateHz,
                frames,
                ms[frames / 2],
                ms[frames * 99 / 100],
                ms[frames - 1],
                bufferBytes >> 10);
        assertTrue(ms[frames / 2] < 5, "p50 of " + ms[frames / 2] + " ms");
    }

    @Test
    void flatOut() {
        int frames = 2000;
        long startNs = clock.nowNs();
        run(frames, 0, new double[frames]);
        double seconds = (clock.nowNs() - startNs) / 1e9;
        System.out.printf(Locale.ROOT, "socket, 512x512 u16 flat out: %.0f frames a second%n", frames / seconds);
        assertTrue(frames / seconds > 200);
    }

    private long run(int frames, int rateHz, double[] ms) {
        try (SocketFrameSource source = SocketFrameSource.listening("127.0.0.1", 0, StatedFormat.NONE);
                SenderEnd sender = new SenderEnd(source.port())) {
            String hello = StreamBytes.helloText(SIDE, SIDE, Math.max(rateHz, 1), 1, 1, true);
            sender.send(new StreamBytes().hello(hello));
            while (!source.ready(clock.nowNs())) {
                Thread.onSpinWait();
            }
            source.startAt(clock.nowNs());
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(sender, frames, rateHz));
            Frame frame = new Frame(SIDE, SIDE);
            for (int got = 0; got < frames; ) {
                if (source.poll(clock.nowNs(), frame) == Poll.FRAME) {
                    assertEquals(got, frame.index, "TCP loses nothing");
                    ms[got++] = (clock.nowNs() - frame.deviceNs) / 1e6;
                } else {
                    LockSupport.parkNanos(IDLE_NS);
                }
            }
            sending.join();
            return source.kernelBufferBytes();
        }
    }

    private void send(SenderEnd sender, int frames, int rateHz) {
        long startNs = clock.nowNs();
        byte[] pixels = StreamBytes.countedPixels(SIDE * SIDE, 1);
        for (int i = 0; i < frames; i++) {
            if (rateHz > 0) {
                LockSupport.parkNanos(startNs + i * 1_000_000_000L / rateHz - clock.nowNs());
            }
            StreamBytes.Head head = StreamBytes.Head.plain(SIDE, SIDE, i, clock.nowNs() / 1e9);
            sender.send(new StreamBytes().frame(head, pixels));
        }
    }
}
