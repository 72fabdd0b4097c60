package org.loopscope.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loopscope.controller.log.SessionEvent.StimulusDecided;
import org.loopscope.controller.mqtt.BrokerLogin;
import org.loopscope.controller.mqtt.EmbeddedBroker;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.TimingDevice;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.tests.scenario.LitDevice;
import org.loopscope.tests.scenario.WatchedRig;

/** A session in real time does not wait for its broker, whatever that one does: the stream suffers, nothing else. */
@Timeout(300)
final class BrokerFaultsTest {
    private static final long AT_NS = 6_000_000_000L;
    private static final String TOLD = "does not answer; the session goes on";

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void shouldBeginWithoutABrokerAndSayThatItsStreamComesLater() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String said = unharmed(new FaultRun(folder), "tcp://127.0.0.1:" + port);
        assertTold(said, 1);
    }

    /** Half a minute each. */
    @ParameterizedTest
    @EnumSource(BadBroker.Manner.class)
    @Tag("slow")
    void shouldGoOnBesideABrokerThatBehavesBadly(BadBroker.Manner manner) throws IOException {
        try (BadBroker broker = new BadBroker(manner)) {
            String said = unharmed(new FaultRun(folder), broker.url());
            assertTold(said, manner == BadBroker.Manner.IS_SLOW ? 0 : 1);
            if (manner == BadBroker.Manner.FLAPS) {
                assertTrue(broker.welcomed() > 2, "it was tried again: " + broker.welcomed());
            }
        }
    }

    @Test
    void shouldGoOnWhenTheBrokerIsKilledUnderIt() throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        Thread killer = new Thread(broker::close);
        FaultRun run = new FaultRun(folder)
                .rig(rig -> WatchedRig.with(rig, new DoingOnce(rig.device(), AT_NS, killer::start)));
        // From outside the broker, with the rig's own name and secret: nobody else may publish for it.
        BrokerLogin login = broker.login("test-rig");
        Path password = Files.writeString(
                folder.resolve("password"), login.password().orElseThrow().reveal());
        String said = unharmed(
                run, broker.url(), "mqtt.user=" + login.user().orElseThrow(), "mqtt.password_file=" + password);
        join(killer);
        assertTold(said, 1);
    }

    private static void join(Thread killer) {
        try {
            killer.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs, and says what the console was told. */
    private String unharmed(FaultRun run, String brokerUrl, String... more) throws IOException {
        PrintStream console = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            List<String> overrides =
                    new ArrayList<>(List.of("mqtt.broker=" + brokerUrl, "blocks.spontaneous.duration=2 s"));
            overrides.addAll(List.of(more));
            assertEquals(0, run.run("real", overrides.toArray(String[]::new)));
        } finally {
            System.setOut(console);
        }
        assertEquals("completed", run.outcome());
        assertTrue(run.outputsSafe());
        List<StimulusDecided> decisions = run.logged(StimulusDecided.class);
        assertTrue(decisions.size() > 30, "decisions: " + decisions.size());
        long late = decisions.stream()
                .filter(decided -> decided.decision().missedDeadline())
                .count();
        // A session that waited would be late at each; a machine with other work makes it late at a few.
        assertTrue(late < decisions.size() / 4, late + " late decisions, of " + decisions.size());
        List<String> faults = run.faults();
        assertTrue(faults.size() <= 1, "told once: " + faults);
        assertTrue(faults.stream().allMatch(fault -> fault.contains(TOLD)), faults::toString);
        assertEquals(0, run.replay(), "identical to the bit");
        return faults + said.toString(StandardCharsets.UTF_8);
    }

    private static void assertTold(String said, int times) {
        assertEquals(times > 0, said.startsWith("[the broker at tcp://127.0.0.1:"), said);
        assertTrue(
                said.matches(
                        "(?s).*Events: [1-9][0-9]* messages were not delivered, [0-9]+ of them events,.* not to be had: [0-9]+.*"),
                said);
    }

    /** A timing device that has something done at a session time. */
    private static final class DoingOnce extends LitDevice {
        private final long atNs;
        private final Runnable what;
        private final AtomicBoolean done = new AtomicBoolean();

        DoingOnce(TimingDevice real, long atNs, Runnable what) {
            super(real);
            this.atNs = atNs;
            this.what = what;
        }

        @Override
        public void poll(long nowNs, Consumer<TtlEdge> edges, Consumer<ExecutedPulse> pulses) {
            if (nowNs >= atNs && !done.getAndSet(true)) {
                what.run();
            }
            super.poll(nowNs, edges, pulses);
        }
    }
}
