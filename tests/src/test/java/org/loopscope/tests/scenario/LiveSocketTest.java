package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.Main;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;

/** A real session at real speed, whose frames come over TCP from a sender that does what senders do wrong. */
@Timeout(300)
final class LiveSocketTest {
    private static final double RATE_HZ = 30;
    /** A sender's clock has an origin of its own. */
    private static final double DEVICE_ORIGIN_S = 5000;

    @TempDir
    Path folder;

    /** The session's exit code; {@code sending} is done from another thread once the session has started. */
    private int run(Consumer<FrameWire> sending, String... more) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                Path.of("..", "config", "live-microscope.yaml").toString(),
                "--out",
                folder.resolve("out").toString()));
        List<String> overrides = new ArrayList<>(List.of(
                "mqtt.broker=off",
                "dashboard.serve=false",
                "source.port=" + port,
                "imaging.rois=" + SmallMovie.regions(folder),
                "imaging.calibration=1 s",
                "blocks.spontaneous.duration=1 s",
                "blocks.adapt.trigger.threshold=0.4",
                "blocks.adapt.trigger.hysteresis=0.2",
                "blocks.adapt.trigger.refractory=1 s"));
        overrides.addAll(List.of(more));
        overrides.forEach(override -> arguments.addAll(List.of("--set", override)));
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
            try (FrameWire wire = new FrameWire(port, SmallMovie.SIDE_PX, RATE_HZ)) {
                wire.awaitStart();
                sending.accept(wire);
            }
        });
        int exitCode = Main.run(arguments.toArray(String[]::new));
        sender.join();
        return exitCode;
    }

    /** Sends frames at the microscope's rate, in this order of numbers. */
    private static void play(FrameWire wire, List<Long> numbers) {
        List<short[]> pages = SmallMovie.pages();
        long startNs = System.nanoTime();
        for (int i = 0; i < numbers.size(); i++) {
            long number = numbers.get(i);
            LockSupport.parkNanos(startNs + Math.round((i + 1) * 1e9 / RATE_HZ) - System.nanoTime());
            wire.send(1000 + number, DEVICE_ORIGIN_S + (number + 1) / RATE_HZ, pages.get((int) number));
        }
    }

    private static List<Long> numbers(int count) {
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private JsonNode summary() throws IOException {
        return new ObjectMapper()
                .readTree(SmallSession.sessionIn(folder).resolve("summary.json").toFile());
    }

    private <T extends SessionEvent> List<T> events(Class<T> kind) throws IOException {
        List<T> found = new ArrayList<>();
        try (JournalReader reader =
                JournalReader.open(SmallSession.sessionIn(folder).resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (kind.isInstance(event)) {
                    found.add(kind.cast(event));
                }
            }
        }
        return found;
    }

    @Test
    void whatTheSenderLosesDoublesAndSwapsIsCountedAndTheSessionReplays() throws IOException {
        List<Long> numbers = numbers(SmallMovie.FRAMES);
        numbers.set(111, 110L);
        numbers.set(110, 111L);
        numbers.add(91, 90L);
        numbers.removeAll(List.of(80L, 81L));
        int exitCode = run(wire -> {
            play(wire, numbers);
            wire.goodbye();
        });
        assertEquals(0, exitCode);
        JsonNode summary = summary();
        assertEquals("completed", summary.path("outcome").asText(), summary.toString());
        JsonNode frames = summary.path("frames");
        assertEquals(2, frames.path("lost").asLong());
        assertEquals(1, frames.path("duplicated").asLong());
        assertEquals(1, frames.path("reordered").asLong());
        assertEquals(SmallMovie.FRAMES - 3, frames.path("acquired").asLong());
        List<String> lost = events(SessionEvent.FramesLost.class).stream()
                .map(gap -> gap.from() + "-" + gap.to())
                .toList();
        assertEquals(List.of("80-81", "110-110"), lost);
        List<String> refused = events(SessionEvent.FrameRefused.class).stream()
                .map(frame -> frame.index() + " " + frame.refusal())
                .toList();
        assertEquals(List.of("90 DUPLICATE", "110 OUT_OF_ORDER"), refused);
        assertEquals(
                List.of(100L, 150L),
                events(SessionEvent.PulseDecided.class).stream()
                        .map(SessionEvent.PulseDecided::frameIndex)
                        .toList(),
                "a pulse at each flash");
        assertTimes(events(SessionEvent.FrameArrived.class));
        assertEquals(0, SmallSession.replay(SmallSession.sessionIn(folder)));
    }

    private static void assertTimes(List<SessionEvent.FrameArrived> arrived) {
        for (SessionEvent.FrameArrived frame : arrived) {
            assertEquals(
                    DEVICE_ORIGIN_S + (frame.index() + 1) / RATE_HZ, frame.deviceNs() / 1e9, 1e-6, "the device's time");
            assertTrue(frame.exposureEndNs() <= frame.frameEndNs(), "exposed before it came");
        }
    }

    @Test
    void aSenderThatVanishesFailsTheSessionAndAllThatCameIsKept() throws IOException {
        assertEquals(1, run(wire -> play(wire, numbers(100)), "rig.stall_timeout=1 s"));
        JsonNode summary = summary();
        assertEquals("failed", summary.path("outcome").asText());
        assertTrue(summary.path("faults").toString().contains("closed the connection without a goodbye"));
        assertEquals(100, summary.path("frames").path("acquired").asLong());
        assertEquals(0, SmallSession.replay(SmallSession.sessionIn(folder)), "every frame that came is in the file");
    }

    @Test
    void aSenderThatComesBackInTimeGoesOn() throws IOException {
        int exitCode = run(wire -> {
            play(wire, numbers(95));
            wire.close();
            FrameWire again = wire.calledAgain();
            again.awaitStart();
            List<Long> rest = numbers(SmallMovie.FRAMES);
            rest.subList(0, 98).clear();
            play(again, rest);
            again.goodbye();
            again.close();
        });
        assertEquals(0, exitCode);
        JsonNode summary = summary();
        assertEquals("completed", summary.path("outcome").asText(), summary.toString());
        assertEquals(
                SmallMovie.FRAMES - 3, summary.path("frames").path("acquired").asLong());
        assertEquals(3, summary.path("frames").path("lost").asLong());
        String faults = summary.path("faults").toString();
        assertTrue(faults.contains("without a goodbye; it is waited for, 5.0 s at most"), faults);
        assertTrue(faults.contains("the sender is back after"), faults);
        assertEquals(0, SmallSession.replay(SmallSession.sessionIn(folder)));
    }

    @Test
    void aFrameOfTheWrongSizeFailsTheSessionAndAllBeforeItIsKept() throws IOException {
        int exitCode = run(wire -> {
            play(wire, numbers(100));
            wire.sendWrongSize(1100);
            wire.awaitEnd();
        });
        assertEquals(1, exitCode);
        JsonNode summary = summary();
        assertEquals("failed", summary.path("outcome").asText());
        assertTrue(
                summary.path("faults").toString().contains("from 64x64 to 65x65"),
                summary.path("faults").toString());
        assertEquals(100, summary.path("frames").path("acquired").asLong());
        assertEquals(0, SmallSession.replay(SmallSession.sessionIn(folder)), "every frame that came is in the file");
    }

    @Test
    void aSenderThatFallsSilentFailsTheSessionAfterTheStallTimeout() throws IOException {
        long[] silentFromNs = {0};
        int exitCode = run(
                wire -> {
                    play(wire, numbers(100));
                    silentFromNs[0] = System.nanoTime();
                    wire.awaitEnd();
                },
                "rig.stall_timeout=2 s");
        double silentSeconds = (System.nanoTime() - silentFromNs[0]) / 1e9;
        assertEquals(1, exitCode);
        String faults = summary().path("faults").toString();
        assertTrue(faults.matches(".*no frame has come for [2-9]\\.[0-9] s .*"), faults);
        assertEquals(100, summary().path("frames").path("acquired").asLong());
        assertTrue(silentSeconds > 2 && silentSeconds < 30, silentSeconds + " s to the end of the process");
        assertEquals(0, SmallSession.replay(SmallSession.sessionIn(folder)));
    }

    @Test
    void nobodyWhoSendsIsOneLineAndLeavesNothingBehind() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String yaml = Path.of("..", "config", "live-microscope.yaml").toString();
        String out = folder.resolve("out").toString();
        assertEquals(
                2,
                Main.run(
                        "run",
                        yaml,
                        "--out",
                        out,
                        "--set",
                        "mqtt.broker=off",
                        "--set",
                        "dashboard.serve=false",
                        "--set",
                        "source.wait=300 ms",
                        "--set",
                        "source.port=" + port));
        assertEquals(2, Main.run("run", yaml, "--out", out, "--set", "mqtt.broker=off", "--speed", "max"));
        assertFalse(Files.exists(folder.resolve("out")));
    }
}
