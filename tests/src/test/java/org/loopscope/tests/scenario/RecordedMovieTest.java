package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.log.nwb.NwbLayout;

/** A recorded movie with given cells, through the trigger policy. */
final class RecordedMovieTest {
    @TempDir
    Path folder;

    private Path play(Path movie, Path regions, String... more) {
        List<String> overrides = new ArrayList<>(List.of(
                "source.file=" + movie,
                "imaging.rois=" + regions,
                "imaging.calibration=5 s",
                "blocks.spontaneous.duration=1 s",
                "blocks.adapt.trigger.threshold=0.4",
                "blocks.adapt.trigger.hysteresis=0.2"));
        overrides.addAll(List.of(more));
        assertEquals(0, SmallSession.runExample(folder, "recorded-movie.yaml", overrides));
        return SmallSession.sessionIn(folder);
    }

    @Test
    void shouldPulseAtEachFlashAndReplayWithoutTheRecording() throws IOException {
        Path movie = SmallMovie.movie(folder);
        Path regions = SmallMovie.regions(folder);
        Path session = play(movie, regions);
        JsonNode summary =
                new ObjectMapper().readTree(session.resolve("summary.json").toFile());
        assertEquals("completed", summary.path("outcome").asText());
        assertEquals(SmallMovie.FRAMES, summary.path("frames").path("acquired").asLong());
        assertEquals(List.of(100L, 150L), pulseFrames(session));

        Files.delete(movie);
        Files.delete(regions);
        assertEquals(0, SmallSession.replay(session), "the log holds all that a replay needs");
    }

    /** A calibration that is longer than the recording, or as long. */
    @ParameterizedTest
    @CsvSource({"60 s, 200 came", "28571 ms, none was left for activity"})
    void shouldFailWithItsReasonWhenTheRecordingEndsWithinTheCalibration(String calibration, String reason)
            throws IOException {
        List<String> overrides = List.of(
                "source.file=" + SmallMovie.movie(folder),
                "imaging.rois=" + SmallMovie.regions(folder),
                "imaging.calibration=" + calibration);
        assertEquals(1, SmallSession.runExample(folder, "recorded-movie.yaml", overrides));
        Path session = SmallSession.sessionIn(folder);
        assertEquals(0, SmallSession.replay(session), "what came is kept, and can be replayed");
        List<String> reasons = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (event instanceof SessionEvent.FaultRaised fault && fault.ended()) {
                    reasons.add(fault.what());
                }
            }
        }
        assertEquals(1, reasons.size(), reasons.toString());
        assertTrue(reasons.getFirst().contains(reason), reasons::toString);
    }

    @Test
    void shouldLogTheMotionOfEveryFrameTheCalibrationsIncluded() throws IOException {
        Path session = play(SmallMovie.movie(folder), SmallMovie.regions(folder));
        try (HdfFile nwb = new HdfFile(SmallSession.nwbIn(session))) {
            int[] extent =
                    nwb.getDatasetByPath(NwbLayout.MOTION_SHIFT + "/data").getDimensions();
            assertArrayEquals(new int[] {SmallMovie.FRAMES, 2}, extent);
        }
    }

    @Test
    void shouldReplayFromTheLoggedActivityWhereNoFramesWereKept() throws IOException {
        Path session = play(SmallMovie.movie(folder), SmallMovie.regions(folder), "log.raw_frames=false");
        assertTrue(Files.size(SmallSession.nwbIn(session)) < SmallMovie.FRAMES * 2L * 64 * 64);
        assertEquals(List.of(100L, 150L), pulseFrames(session));
        assertEquals(0, SmallSession.replay(session));
    }

    /** Signed pixels are raised by 32768, which must leave dF/F as it was, in the session, its replay and its own file. */
    @Test
    void shouldFindTheSameFlashesInSignedPixelsAndInTheSessionsOwnFile() throws IOException {
        Path regions = SmallMovie.regions(folder);
        Path first = play(SmallMovie.suite2p(folder), regions, "source.width=64 px", "source.height=64 px");
        assertEquals(List.of(100L, 150L), pulseFrames(first));
        assertEquals(0, SmallSession.replay(first));

        Path again = Files.createDirectory(folder.resolve("again"));
        List<String> overrides = new ArrayList<>(List.of(
                "source.file=" + SmallSession.nwbIn(first),
                "source.rate=null",
                "imaging.rois=" + regions,
                "imaging.calibration=5 s",
                "blocks.spontaneous.duration=1 s",
                "blocks.adapt.trigger.threshold=0.4",
                "blocks.adapt.trigger.hysteresis=0.2"));
        assertEquals(0, SmallSession.runExample(again, "recorded-movie.yaml", overrides));
        Path second = SmallSession.sessionIn(again);
        assertEquals(List.of(100L, 150L), pulseFrames(second));
        assertEquals(0, SmallSession.replay(second));
    }

    private static List<Long> pulseFrames(Path session) throws IOException {
        List<Long> frames = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (event instanceof SessionEvent.PulseDecided pulse) {
                    frames.add(pulse.frameIndex());
                }
            }
        }
        return frames;
    }
}
