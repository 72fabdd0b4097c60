package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.controller.Main;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.inference.Response;

/** A recording in which the shutter closes, the stage jumps and the focus is lost, through a mapping session. */
final class BadFramesTest {
    private static final long WINDOW_FROM_NS = 100_000_000L;
    private static final long WINDOW_TO_NS = 600_000_000L;

    @TempDir
    Path folder;

    private final TreeMap<Long, Long> frameByEndNs = new TreeMap<>();
    private final TreeMap<Long, Integer> flagsOfFrame = new TreeMap<>();

    @Test
    void shouldMarkExactlyTheBadFramesAndTheTrialsTheySpoil() throws IOException {
        Path session = run("");
        Set<Long> shown = new TreeSet<>();
        Set<Long> spoilt = new HashSet<>();
        Set<Long> good = new HashSet<>();
        int again = 0;
        int spoiltAgain = 0;
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                switch (event) {
                    case SessionEvent.FrameArrived frame -> frameByEndNs.put(frame.exposureEndNs(), frame.index());
                    case SessionEvent.FrameQualityMeasured quality ->
                        flagsOfFrame.put(quality.frameIndex(), quality.flags());
                    case SessionEvent.StimulusDecided decided -> {
                        shown.add(decided.decision().index());
                        again += decided.decision().policy().endsWith("-again") ? 1 : 0;
                    }
                    case SessionEvent.ResponseMeasured measured -> {
                        assertFalse(holdsBadFrame(measured.response()), measured.toString());
                        good.add(measured.response().presentation().decision().index());
                    }
                    case SessionEvent.ResponseInvalidated invalid -> {
                        assertTrue(holdsBadFrame(invalid.response()), invalid.toString());
                        spoilt.add(invalid.response().presentation().decision().index());
                        spoiltAgain += invalid.response()
                                        .presentation()
                                        .decision()
                                        .policy()
                                        .endsWith("-again")
                                ? 1
                                : 0;
                    }
                    default -> {}
                }
            }
        }
        assertEquals(frameByEndNs.size(), flagsOfFrame.size(), "the calibration's frames are measured too");
        assertEquals(FaultyMovie.dark(), flagged(QualityFlag.DARK));
        // Frames of another plane may be placed anywhere.
        assertEquals(FaultyMovie.jumps(), flagged(QualityFlag.MOTION).headSet((long) FaultyMovie.OTHER_PLANE_FROM));
        assertEquals(Set.of(), flagged(QualityFlag.SATURATED));
        NavigableSet<Long> focus = flagged(QualityFlag.FOCUS);
        assertTrue(
                focus.first() > FaultyMovie.OTHER_PLANE_FROM && focus.first() < FaultyMovie.OTHER_PLANE_FROM + 240,
                focus.toString());
        assertTrue(spoilt.size() >= 2, "both faults fell into a window: " + spoilt);
        assertEquals(spoilt.size() - spoiltAgain, again, "each is made up for once");
        good.addAll(spoilt);
        assertEquals(shown, good);
        check(session, spoilt.size());
        assertEquals(0, SmallSession.replay(session));
    }

    @Test
    void shouldInvalidateTheSameTrialsInAReplayWithoutFrames() throws IOException {
        Path session = run("log: { raw_frames: false }\n");
        assertTrue(
                summary(session).path("quality").path("invalid_presentations").asInt() >= 2);
        assertEquals(0, SmallSession.replay(session));
    }

    private void check(Path session, int invalid) throws IOException {
        JsonNode quality = summary(session).path("quality");
        assertEquals(FaultyMovie.dark().size(), quality.path("dark_frames").asInt());
        assertEquals(
                flagged(QualityFlag.MOTION).size(),
                quality.path("motion_frames").asInt());
        assertEquals(0, quality.path("saturated_frames").asInt());
        assertEquals(
                flagged(QualityFlag.FOCUS).size(), quality.path("focus_frames").asInt());
        assertEquals(1, quality.path("brightness_left").asDouble(), 0.3);
        assertEquals(invalid, quality.path("invalid_presentations").asInt());
        assertTrue(Files.size(session.resolve("pictures/frame-quality.png")) > 5_000);
        String faults = summary(session).path("faults").toString();
        assertTrue(faults.contains("out of focus"), faults);
    }

    private static JsonNode summary(Path session) throws IOException {
        return new ObjectMapper().readTree(session.resolve("summary.json").toFile());
    }

    private boolean holdsBadFrame(Response response) {
        long onsetNs = response.presentation().measuredOnsetNs();
        return frameByEndNs.subMap(onsetNs + WINDOW_FROM_NS, false, onsetNs + WINDOW_TO_NS, true).values().stream()
                .anyMatch(frame -> FaultyMovie.dark().contains(frame)
                        || FaultyMovie.jumps().contains(frame)
                        || (frame >= FaultyMovie.OTHER_PLANE_FROM
                                && QualityFlag.MOTION.in(flagsOfFrame.getOrDefault(frame, 0))));
    }

    private NavigableSet<Long> flagged(QualityFlag flag) {
        NavigableSet<Long> frames = new TreeSet<>();
        flagsOfFrame.forEach((frame, flags) -> {
            if (flag.in(flags)) {
                frames.add(frame);
            }
        });
        return frames;
    }

    private Path run(String more) throws IOException {
        Path movie = FaultyMovie.write(folder);
        String experiment = """
                name: bad-frames
                seed: 3
                subject: { subject_id: bad-frames, species: Mus musculus, sex: U, age: P90D }
                rig: { name: test-rig }
                mqtt: { broker: off }
                dashboard: { serve: false }
                source: { kind: movie, file: %s, rate: 30 Hz }
                imaging: { calibration: 6 s, detector_offset: 600, scan_time: 0 ms }
                stimuli: { size: 16 px, choosable: 40, held_out: 2 }
                model: { device: java, channels: [16, 16], kernels: [5, 3], batch: 16, scale_from: 16 }
                learning: { steps_per_presentation: 1, polish_steps: 3, evaluate_every: 20, targets: 2 }
                blocks:
                  - { kind: map, presentation: 500 ms, held_out_repeats: 3, stop: { presentations: 52 } }
                """.formatted(movie) + more;
        Path file = Files.writeString(folder.resolve("bad-frames.yaml"), experiment);
        Path out = folder.resolve("out");
        assertEquals(0, Main.run("run", file.toString(), "--speed", "max", "--out", out.toString()));
        return SmallSession.sessionIn(folder);
    }
}
