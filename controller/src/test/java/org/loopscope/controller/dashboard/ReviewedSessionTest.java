package org.loopscope.controller.dashboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.FrameArrived;
import org.loopscope.controller.log.SessionEvent.SessionEnded;
import org.loopscope.controller.log.journal.JournalCorrupt;
import org.loopscope.controller.log.journal.JournalWriter;

/** Where in its journals a session's events and activity lie. */
class ReviewedSessionTest {
    private static final int FRAMES = 20;
    private static final long PERIOD_NS = 100;

    @TempDir
    Path folder;

    private static SessionEvent started() {
        return new SessionEvent.SessionStarted("s", "name: x", "2026-01-01T00:00:00Z", "1", "java", true);
    }

    private static ActivityInferred activity(long frame) {
        float[] values = {frame, -frame, 0.5f * frame};
        return new ActivityInferred(
                frame,
                frame * PERIOD_NS,
                frame * PERIOD_NS + 7,
                1,
                2,
                0.9f,
                frame,
                values,
                values,
                values,
                values,
                values);
    }

    /** Frames from a number on, each with its activity, 20 of them. */
    private static void write(Path part, long firstFrame, SessionEvent... first) throws IOException {
        Files.createDirectories(part);
        try (JournalWriter journal = JournalWriter.create(part.resolve("session.journal"))) {
            for (SessionEvent event : first) {
                journal.append(event);
            }
            for (long frame = firstFrame; frame < firstFrame + FRAMES; frame++) {
                journal.append(new FrameArrived(frame, frame * PERIOD_NS - 5, frame * PERIOD_NS, 0));
                journal.append(activity(frame));
                journal.append(new SessionEvent.ModelSnapshot(1, new float[50]));
            }
        }
    }

    private ReviewedSession twoParts() throws IOException {
        write(folder, 0, started());
        write(folder.resolve("part-2"), 100, started(), new SessionEvent.SessionContinued(2, FRAMES * PERIOD_NS));
        return ReviewedSession.read(folder, line -> {});
    }

    @Test
    void shouldFindWhatHadHappenedUpToAMoment() throws IOException {
        ReviewedSession session = twoParts();
        assertEquals(3 + 4 * FRAMES + 1, session.count(), "the snapshots are told to nobody");
        assertEquals(3, session.eventsUpTo(0), "the start, and the first frame with its activity");
        assertEquals(3, session.eventsUpTo(PERIOD_NS - 1));
        assertEquals(5, session.eventsUpTo(PERIOD_NS));
        assertEquals(1 + 2 * FRAMES + 2, session.eventsUpTo(50 * PERIOD_NS), "all of the first part");
        assertEquals((100 + FRAMES - 1) * PERIOD_NS, session.endNs());
        assertEquals(session.count(), session.eventsUpTo(session.endNs()));
        for (int place = 1; place < session.count(); place++) {
            assertTrue(session.timeNs(place) >= session.timeNs(place - 1), "time never goes back");
        }
    }

    @Test
    void shouldReadActivityAnewInAnyOrderOverAllParts() throws IOException {
        ReviewedSession session = twoParts();
        assertEquals(0, session.activityBefore(2));
        assertEquals(1, session.activityBefore(3));
        assertEquals(2 * FRAMES, session.activityBefore(session.count()));
        try (ReviewedActivity activity = new ReviewedActivity(session)) {
            for (int number : List.of(0, 1, 2, 25, 26, 3, 19, 20, 39, 0)) {
                long frame = number < FRAMES ? number : 100 + number - FRAMES;
                ActivityInferred read = assertInstanceOf(ActivityInferred.class, activity.read(number));
                assertEquals(frame, read.frameIndex());
                assertArrayEquals(activity(frame).dfOverF(), read.dfOverF());
                assertEquals(number < FRAMES ? 0 : 1, session.partOf(session.activityEvent(number)));
                ActivityInferred kept =
                        assertInstanceOf(ActivityInferred.class, session.event(session.activityEvent(number)));
                assertEquals(frame, kept.frameIndex());
                assertEquals(0, kept.dfOverF().length, "its values are not in memory");
            }
        }
    }

    @Test
    void shouldSayThatASessionWasCutOffWhichNeverEnded() throws IOException {
        ReviewedSession session = twoParts();
        assertEquals(new SessionEnded(SessionEnded.CUT_OFF, session.endNs()), session.event(session.count() - 1));
    }

    @Test
    void shouldEndWithTheBaselinesOfItsLastPartsSummary() throws IOException {
        twoParts();
        Path summary = folder.resolve("part-2").resolve("summary.json");
        String text = """
                {"session_id": "s", "model": {"presentations": 44, "baselines": [
                  {"name": "pixel ridge", "test": {"test_correlation": {"value": 0.25, "low": 0, "high": 1}}},
                  {"name": "Gabor energies", "test": {"test_correlation": {"value": null}}}]}}
                """;
        Files.writeString(folder.resolve("summary.json"), text.replace("0.25", "0.125"));
        Files.writeString(summary, text);
        ReviewedSession session = ReviewedSession.read(folder, line -> {});
        assertEquals(new SessionEvent.BaselineMeasured("pixel ridge", 44, 0.25f), session.event(session.count() - 1));
        assertEquals(new SessionEnded(SessionEnded.CUT_OFF, session.endNs()), session.event(session.count() - 2));
        assertEquals(session.endNs(), session.timeNs(session.count() - 1));
        for (String other : List.of("", "{", "[]", text.replace("\"s\"", "\"another\""))) {
            Files.writeString(summary, other);
            ReviewedSession without = ReviewedSession.read(folder, line -> {});
            assertInstanceOf(SessionEnded.class, without.event(without.count() - 1), other);
        }
    }

    @Test
    void shouldRefuseALaterPartAloneAndAJournalThatWasChanged() throws IOException {
        twoParts();
        IOException later =
                assertThrows(IOException.class, () -> ReviewedSession.read(folder.resolve("part-2"), line -> {}));
        assertTrue(String.valueOf(later.getMessage()).contains("is part 2 of a session; give the session's folder"));
        try (RandomAccessFile journal =
                new RandomAccessFile(folder.resolve("session.journal").toFile(), "rw")) {
            journal.seek(journal.length() / 2);
            int was = journal.read();
            journal.seek(journal.length() / 2);
            journal.write(was ^ 1);
        }
        assertThrows(JournalCorrupt.class, () -> ReviewedSession.read(folder, line -> {}));
    }

    @Test
    void shouldTellHowFarItHasComeInALongJournal() throws IOException {
        try (JournalWriter journal = JournalWriter.create(folder.resolve("session.journal"))) {
            journal.append(started());
            for (int i = 0; i < 3; i++) {
                journal.append(new SessionEvent.ModelSnapshot(i, new float[3300]));
            }
        }
        List<String> told = new ArrayList<>();
        ReviewedSession.read(folder, 25_000, told::add);
        assertEquals(List.of("Reading the session: 66 %"), told);
    }
}
