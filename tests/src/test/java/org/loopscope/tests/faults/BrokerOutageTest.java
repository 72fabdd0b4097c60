package org.loopscope.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.LatencyMeasured;
import org.loopscope.controller.mqtt.BrokerLogin;
import org.loopscope.controller.mqtt.EmbeddedBroker;

/**
 * One session in real time whose broker is there, then cut off for a minute, then slow, while a watcher has stopped reading all
 * the time: the frames' latency in each part beside the first, and every event to another watcher, once.
 */
@Tag("slow")
@Timeout(600)
final class BrokerOutageTest {
    private static final long CALM_S = 30;
    private static final long CUT_S = 60;
    private static final long SLOW_S = 30;

    /** MQTT 5.0, section 3.1: a greeting; and 3.8: everything of all rigs, at most once. */
    private static final byte[] CONNECT = {
        0x10, 18, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 0, 0, 0, 5, 's', 't', 'u', 'c', 'k'
    };

    @TempDir
    Path folder;

    private record Part(String name, long fromNs, long toNs) {}

    @Test
    void shouldNotTouchTheLoopNorLoseAnEventWhenTheBrokerIsAwayOrSlow() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                Wire wire = new Wire(broker.port());
                Socket stuck = stuckWatcher(broker.port());
                StreamWatcher watcher = new StreamWatcher(broker.url(), "loopscope/v1/#")) {
            FaultRun run = new FaultRun(folder);
            FutureTask<Integer> session = start(run, broker, wire);
            List<Part> parts = disturb(session, wire, watcher);
            assertEquals(0, session.get());
            assertTrue(stuck.isConnected());
            assertEquals("completed", run.outcome());
            report(run, parts, firstFrameNs(watcher));
            assertEveryEventOnce(watcher.got());
        }
    }

    private FutureTask<Integer> start(FaultRun run, EmbeddedBroker broker, Wire wire) throws IOException {
        BrokerLogin login = broker.login("test-rig");
        Path password = Files.writeString(
                folder.resolve("password"), login.password().orElseThrow().reveal());
        FutureTask<Integer> session = new FutureTask<>(() -> run.run(
                "real",
                "mqtt.broker=tcp://127.0.0.1:" + wire.port(),
                "mqtt.user=" + login.user().orElseThrow(),
                "mqtt.password_file=" + password,
                "blocks.map.stop.presentations=" + (CALM_S + CUT_S + SLOW_S) * 5));
        new Thread(session).start();
        return session;
    }

    private static List<Part> disturb(FutureTask<Integer> session, Wire wire, StreamWatcher watcher)
            throws IOException, InterruptedException {
        while (watcher.got().stream().noneMatch(got -> got.level().equals("decision"))) {
            assertTrue(!session.isDone(), "the session has ended early");
            TimeUnit.MILLISECONDS.sleep(100);
        }
        long calmNs = System.nanoTime();
        TimeUnit.SECONDS.sleep(CALM_S);
        wire.cut();
        long cutNs = System.nanoTime();
        TimeUnit.SECONDS.sleep(CUT_S);
        wire.mend();
        long mendedNs = System.nanoTime();
        TimeUnit.SECONDS.sleep(SLOW_S / 3);
        wire.slowDown();
        long slowNs = System.nanoTime();
        TimeUnit.SECONDS.sleep(SLOW_S);
        return List.of(
                new Part("broker there", calmNs, cutNs),
                new Part("cut off", cutNs, mendedNs),
                new Part("slow", slowNs, System.nanoTime()));
    }

    /** It subscribes to everything and never reads. */
    private static Socket stuckWatcher(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        OutputStream out = socket.getOutputStream();
        out.write(CONNECT);
        byte[] filter = "loopscope/v1/#".getBytes(StandardCharsets.UTF_8);
        out.write(new byte[] {(byte) 0x82, (byte) (filter.length + 6), 0, 1, 0, 0, (byte) filter.length});
        out.write(filter);
        out.write(0);
        out.flush();
        return socket;
    }

    /** When the first frame's summary came, on the test's clock. */
    private static long firstFrameNs(StreamWatcher watcher) {
        return watcher.got().stream()
                .filter(got -> got.level().equals("frame"))
                .findFirst()
                .orElseThrow()
                .atNs();
    }

    /** A frame's way to its activity. */
    private record Timed(long endNs, double activityMs) {}

    private static List<Timed> timed(FaultRun run) throws IOException {
        SortedMap<Long, Long> endsNs = new TreeMap<>();
        for (ActivityInferred activity : run.logged(ActivityInferred.class)) {
            endsNs.put(activity.frameIndex(), activity.frameEndNs());
        }
        List<Timed> all = new ArrayList<>();
        for (LatencyMeasured latency : run.logged(LatencyMeasured.class)) {
            Long endNs = endsNs.get(latency.frameIndex());
            if (endNs != null) {
                all.add(new Timed(endNs, latency.activityNs() / 1e6));
            }
        }
        return all;
    }

    /** @param firstSummaryNs when the summary of the first frame with activity came, on the clock of the parts */
    private static void report(FaultRun run, List<Part> parts, long firstSummaryNs) throws IOException {
        List<Timed> all = timed(run);
        long offsetNs = firstSummaryNs - all.getFirst().endNs();
        double[] calm = {};
        for (Part part : parts) {
            double[] own = all.stream()
                    .filter(frame ->
                            frame.endNs() + offsetNs >= part.fromNs() && frame.endNs() + offsetNs < part.toNs())
                    .mapToDouble(Timed::activityMs)
                    .sorted()
                    .toArray();
            calm = calm.length == 0 ? own : calm;
            assertTrue(own.length > 300, part.name() + ": " + own.length + " frames");
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %5d frames, activity p50 %.3f ms (%.2f of the first), p99 %.3f ms (%.2f), max %.1f ms%n",
                    part.name(),
                    own.length,
                    at(own, 0.5),
                    at(own, 0.5) / at(calm, 0.5),
                    at(own, 0.99),
                    at(own, 0.99) / at(calm, 0.99),
                    at(own, 1));
            // A loop that waited for the network would be late by a frame or by seconds.
            assertTrue(at(own, 0.5) < 2 * at(calm, 0.5) + 1, part.name());
        }
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static void assertEveryEventOnce(List<StreamWatcher.Got> got) {
        long[] numbers = got.stream()
                .filter(message -> !message.retained())
                .mapToLong(StreamWatcher.Got::seq)
                .filter(seq -> seq >= 0)
                .toArray();
        long[] distinct = Arrays.stream(numbers).sorted().distinct().toArray();
        List<Long> missing = new ArrayList<>();
        for (long seq = 0, i = 0; i < distinct.length; seq++) {
            if (distinct[(int) i] == seq) {
                i++;
            } else {
                missing.add(seq);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d events, %d missing, %d told twice since the line was cut before the acknowledgement came%n",
                distinct.length,
                missing.size(),
                numbers.length - distinct.length);
        assertEquals(List.of(), missing);
        assertTrue(distinct.length > 1000, "events: " + distinct.length);
        assertTrue(numbers.length - distinct.length <= 16, "no more than were under way at a cut");
    }
}
