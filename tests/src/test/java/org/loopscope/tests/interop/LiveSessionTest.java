package org.loopscope.tests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.Main;
import org.loopscope.controller.log.nwb.NwbLayout;
import org.loopscope.tests.scenario.RunningSession;
import org.loopscope.tests.scenario.SmallSession;

/** A session in real time whose file PyNWB and h5py read while it grows, when it was killed, and when it was recovered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LiveSessionTest {
    private static final int WATCHED_S = 4;
    private static final int RATE_HZ = 30;
    private static final List<String> GROW = List.of(
            NwbLayout.RAW_FRAMES,
            NwbLayout.FLUORESCENCE,
            NwbLayout.DF_OVER_F,
            NwbLayout.MOTION_SHIFT,
            NwbLayout.LATENCY);

    private Map<String, WatchedSeries> watched = Map.of();
    /** While it ran, when it was killed, when it was recovered. */
    private final ReaderReport[] reports = new ReaderReport[3];

    private Path journal = Path.of("");

    @BeforeAll
    void session(@TempDir Path folder) throws IOException, InterruptedException {
        PythonReaders readers = PythonReaders.required();
        RunningSession running = RunningSession.start(
                folder,
                "--set",
                "log.live_reading=true",
                "--set",
                "subject.description=a made-up animal",
                "--set",
                "subject.weight=25 g");
        Path session;
        try {
            journal = running.awaitFrames(1);
            session = Objects.requireNonNull(journal.getParent());
            Path nwb = SmallSession.nwbIn(session);
            watched = readers.watch(nwb, WATCHED_S);
            reports[0] = readers.readLive(nwb);
        } finally {
            running.kill();
        }
        reports[1] = readers.readLive(SmallSession.nwbIn(session));
        assertEquals(0, SmallSession.replay(session), "what is there replays");
        assertEquals(0, Main.run("recover", session.toString()));
        reports[2] = readers.read(List.of(SmallSession.nwbIn(session))).getFirst();
        assertEquals(0, SmallSession.replay(session), "what was recovered replays");
    }

    @Test
    void shouldGrowInTheSightOfAReaderAndNeverChangeARow() {
        for (String series : GROW) {
            WatchedSeries seen = Objects.requireNonNull(watched.get(series + "/data"), series);
            assertTrue(seen.grownBy() > RATE_HZ * WATCHED_S / 2, series + " had rows " + seen.rows());
        }
        watched.forEach((path, seen) -> assertFalse(seen.changed(), path));
    }

    @Test
    void shouldBeValidToPyNwbWhileItGrowsWhenItWasKilledAndWhenItWasRecovered() {
        for (int i = 0; i < reports.length; i++) {
            boolean running = i == 0;
            assertEquals(List.of(), reports[i].validation());
            assertEquals(
                    List.of(),
                    reports[i].inspection().stream()
                            .filter(complaint -> !complaint.isSuggestion() && !(running && isOfGrowing(complaint)))
                            .toList());
        }
    }

    /** Rows come between a look at a series' values and one at its times. */
    private static boolean isOfGrowing(ReaderReport.Complaint complaint) {
        return complaint.check().equals("check_timestamps_match_first_dimension");
    }

    @Test
    void shouldHoldTheFramesThatCame() throws IOException {
        Map<String, List<Long>> logged = LoggedSession.read(journal).frameCrcs();
        List<Long> all = Objects.requireNonNull(logged.get(NwbLayout.RAW_FRAMES + "/data"));
        int before = 0;
        for (ReaderReport report : reports) {
            List<Long> read = Objects.requireNonNull(report.frames().get(NwbLayout.RAW_FRAMES + "/data"));
            assertTrue(read.size() >= before && read.size() > RATE_HZ * WATCHED_S, read.size() + " frames");
            assertEquals(all.subList(0, read.size()), read);
            before = read.size();
        }
        assertEquals(all, reports[2].frames().get(NwbLayout.RAW_FRAMES + "/data"));
    }

    @Test
    void shouldHoldTheArraysThatWereLoggedWhenItWasRecovered() throws IOException {
        Map<String, ArrayDigest> logged = LoggedSession.read(journal).arrays();
        assertTrue(logged.size() > 10, () -> "the journal says too little: " + logged.keySet());
        logged.forEach((path, digest) -> assertEquals(digest, reports[2].pynwb().get(path), path));
    }
}
