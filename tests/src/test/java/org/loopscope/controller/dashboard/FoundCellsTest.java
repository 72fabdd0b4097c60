package org.loopscope.controller.dashboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalWriter;
import org.loopscope.controller.rig.Banks;
import org.loopscope.controller.session.LiveImage;
import org.loopscope.controller.session.TelemetryStream;
import org.loopscope.controller.telemetry.SessionFacts;
import org.loopscope.tests.scenario.SmallSession;

/** Cells that are found while a session runs, on a page that is open then, on one that is opened later, and in a review. */
class FoundCellsTest {
    private static final long PERIOD_NS = 50_000_000L;
    private static final int[] SELECTED = {1, 3};
    /** The frames from which on there are a third and a fourth cell, and a fifth. */
    private static final int FIRST_SEARCH = 30;

    private static final int SECOND_SEARCH = 60;
    private static final int FRAMES = 90;

    @TempDir
    Path folder;

    private ExperimentConfig config;
    private SessionFacts facts;

    @BeforeEach
    void configure() {
        config = ExperimentFile.read(SmallSession.experiment(folder), List.of());
        facts = SessionFacts.of(config, PERIOD_NS);
    }

    private static RoiSet cells(int first, int count) {
        List<Roi> cells = new ArrayList<>();
        for (int cell = first; cell < first + count; cell++) {
            cells.add(new Roi(cell, new int[] {2 * cell, 2 * cell + 1}, new float[] {0.5f, 0.5f}));
        }
        return new RoiSet(16, 16, cells, "made up");
    }

    /** A cell's dF/F is its number, plus a hundredth for each frame; its events are the half of that. */
    private static float[] values(int first, int count, long frame, float scale) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = scale * (0.1f * (first + i) + 0.01f * frame);
        }
        return values;
    }

    private static List<SessionEvent> session(String configuration) {
        List<SessionEvent> events = new ArrayList<>(List.of(
                new SessionEvent.SessionStarted("s", configuration, "2026-01-01T00:00:00Z", "1", "java", true),
                new SessionEvent.SourceOpened("made up", new FrameFormat(16, 16, 20, 1, 1, 0)),
                new SessionEvent.RoisFixed(0, cells(0, 2), new float[256])));
        for (long frame = 0; frame < FRAMES; frame++) {
            long endNs = frame * PERIOD_NS;
            events.add(new SessionEvent.FrameArrived(frame, endNs, endNs, 0));
            if (frame == FIRST_SEARCH) {
                events.add(new SessionEvent.NewCellsAdopted(1, frame, cells(2, 2), new long[2]));
            } else if (frame == SECOND_SEARCH) {
                events.add(new SessionEvent.NewCellsAdopted(2, frame, cells(9, 0), new long[0]));
                events.add(new SessionEvent.NewCellsAdopted(3, frame, cells(4, 1), new long[1]));
            }
            float[] known = values(0, 2, frame, 1);
            float[] halves = values(0, 2, frame, 0.5f);
            events.add(new SessionEvent.ActivityInferred(
                    frame, endNs, endNs, 0, 0, 1, frame, known, known, known, halves, halves));
            if (frame >= FIRST_SEARCH) {
                events.add(found(1, 2, 2, frame));
            }
            if (frame >= SECOND_SEARCH) {
                events.add(found(3, 4, 1, frame));
            }
        }
        return events;
    }

    private static SessionEvent found(int search, int first, int count, long frame) {
        float[] values = values(first, count, frame, 1);
        float[] halves = values(first, count, frame, 0.5f);
        return new SessionEvent.NewCellsInferred(search, frame, frame, values, values, values, halves, halves);
    }

    private static final class Live {
        private final TelemetryStream stream = new TelemetryStream(false);
        private final Pages pages = new Pages();
        private final LiveView view;

        Live(SessionFacts facts, ExperimentConfig config) {
            view = new LiveView(facts, Banks.of(config), stream, new LiveImage(), OptionalLong::empty);
            view.shownOn(pages);
        }

        ToldPage open() {
            ToldPage page = new ToldPage();
            page.client().select(SELECTED);
            view.welcome(page.client());
            pages.add(page.client());
            return page;
        }

        void take(SessionEvent event) {
            stream.accept(event);
            view.work(0);
        }
    }

    private static List<String> heads(List<String> told, String type) {
        return told.stream()
                .filter(message -> message.startsWith("{\"type\":\"" + type + "\""))
                .toList();
    }

    @Test
    void shouldComeIntoTheRasterTheTracesAndTheLabelsOfAPageThatIsOpen() {
        Live live = new Live(facts, config);
        ToldPage page = live.open();
        page.take();
        session("name: x").forEach(live::take);
        List<String> told = page.take();
        List<String> rasters = heads(told, "raster");
        assertEquals(
                List.of("2", "4", "5"),
                rasters.stream()
                        .map(head -> head.replaceFirst(".*\"cells\":(\\d+).*", "$1"))
                        .distinct()
                        .toList());
        // One frame of 50 ms begins a batch, the third fills it.
        assertEquals(FRAMES / 3, rasters.size());
        assertEquals(FRAMES / 3, heads(told, "traces").size());
        List<String> labels = heads(told, "cells");
        assertEquals(3, labels.size());
        assertEquals(expectedLabels(2), labels.getFirst());
        assertEquals(expectedLabels(5), labels.getLast());
    }

    private static String expectedLabels(int cells) {
        PageMessage.Binary message = (PageMessage.Binary) new FieldPages(new PageMessage.Maker())
                .cells(0, List.of(new FieldPages.Numbered(cells(0, cells), 0)));
        return ToldPage.described(message.content());
    }

    @Test
    void shouldBeTheSameOnAPageThatIsOpenedLaterAndInAReview() throws IOException {
        List<SessionEvent> events = session(config.text());
        try (JournalWriter journal = JournalWriter.create(folder.resolve("session.journal"))) {
            for (SessionEvent event : events) {
                journal.append(event);
            }
        }
        try (ReviewView review = new ReviewView(ReviewedSession.read(folder, line -> {}), facts, Banks.of(config))) {
            review.shownOn(new Pages());
            for (int frame : new int[] {FRAMES - 1, FIRST_SEARCH - 1, FIRST_SEARCH, SECOND_SEARCH + 2, 1, FRAMES - 2}) {
                Live live = new Live(facts, config);
                for (SessionEvent event : events) {
                    if (ReviewedEvents.timeNs(event) > frame * PERIOD_NS) {
                        break;
                    }
                    live.take(event);
                }
                ToldPage back = new ToldPage();
                review.does(back.client(), new PageRequest.Seek(frame * PERIOD_NS));
                review.work(frame);
                back.client().select(SELECTED);
                review.welcome(back.client());
                List<String> expected = live.open().take();
                List<String> told = back.take();
                for (String type : List.of("raster", "traces", "cells")) {
                    assertEquals(heads(expected, type), heads(told, type), type + " at frame " + frame);
                }
            }
        }
    }

    @Test
    void shouldKnowNothingOfACellBeforeItWasFound() {
        ActivityRing ring = new ActivityRing(1, 20);
        ring.add(0, 0, new float[] {0.5f}, new float[] {1});
        ActivityRing wider = ring.withCells(2);
        wider.add(1, PERIOD_NS, new float[] {0.6f}, new float[] {2});
        wider.complete(1, new float[] {0.7f}, new float[] {3});
        ByteBuffer traces = wider.traces(new int[] {0, 1}, 0, 2).order(ByteOrder.LITTLE_ENDIAN);
        float[] told = new float[8];
        traces.asFloatBuffer().get(told);
        assertArrayEquals(new float[] {0.5f, 0.6f, Float.NaN, 0.7f, 1, 2, Float.NaN, 3}, told);
        ByteBuffer columns = ByteBuffer.allocate(4);
        wider.column(0, 1, columns);
        wider.column(0, 2, columns);
        assertArrayEquals(new byte[] {50, 0, 60, 70}, columns.array());
    }
}
