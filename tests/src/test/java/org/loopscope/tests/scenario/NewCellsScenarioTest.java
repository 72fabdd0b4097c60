package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiFile;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.acquisition.roi.imported.RoiImport;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.log.journal.JournalWriter;

/** A session that is given every second cell and finds the others, and its replay. */
final class NewCellsScenarioTest {
    private static final int SIDE_PX = 128;
    private static final double LEAST_OVERLAP = 0.3;

    @TempDir
    static Path folder;

    private static Path session = Path.of("");
    private static List<Roi> truth = List.of();

    @BeforeAll
    static void runTheSession() throws IOException {
        Path experiment = folder.resolve("newcells.yaml");
        try (InputStream file =
                Objects.requireNonNull(NewCellsScenarioTest.class.getResourceAsStream("newcells.yaml"))) {
            Files.write(experiment, file.readAllBytes());
        }
        truth = SimulatedField.cells(experiment, folder);
        Path given = folder.resolve("given.json");
        RoiFile.write(given, new RoiSet(SIDE_PX, SIDE_PX, every(0), "every second cell"));
        assertEquals(0, SmallSession.run(folder, experiment, List.of("imaging.rois=" + given)));
        session = SmallSession.sessionIn(folder);
    }

    @Test
    void shouldFindMostOfTheOtherCellsAndLoseNoFrame() throws IOException {
        JsonNode summary =
                new ObjectMapper().readTree(session.resolve("summary.json").toFile());
        assertEquals("completed", summary.path("outcome").asText());
        assertEquals(0, summary.path("frames").path("lost").asLong());
        assertEquals(12, summary.path("cells").asInt(), "the session keeps to the cells it began with");
        List<Roi> found = adopted().rois().rois();
        assertEquals(found.size(), summary.path("new_cells").path("found").asInt());
        assertEquals(1, summary.path("new_cells").path("searches_adopted").asInt());
        long hits = every(1).stream()
                .filter(cell -> found.stream().anyMatch(other -> overlap(cell, other) > LEAST_OVERLAP))
                .count();
        System.out.println("new cells of a session: " + hits + " of 12 found, " + found.size() + " in all");
        assertTrue(hits >= 9, hits + " of 12");
        assertTrue(found.size() - hits <= 3, found.size() + " found, " + hits + " of them true");
        assertTrue(
                summary.path("faults").toString().contains("a search for new cells was refused"),
                summary.path("faults").toString());
    }

    @Test
    void shouldHandOldAndNewCellsToTheNextSession() throws IOException {
        RoiSet all =
                RoiImport.read(SmallSession.nwbIn(session), SIDE_PX, SIDE_PX).rois();
        assertEquals(12 + adopted().rois().size(), all.size());
        assertTrue(Files.size(session.resolve("pictures/mean-image.png")) > 5_000);
    }

    @Test
    void shouldReplayIdenticallyToTheBit() {
        assertEquals(0, SmallSession.replay(session));
    }

    @Test
    void shouldNoticeAnotherCellAndAnotherActivity(@TempDir Path spoilt) throws IOException {
        copy(spoilt);
        rewrite(spoilt, event -> event instanceof SessionEvent.NewCellsAdopted adopted ? moved(adopted) : event);
        assertEquals(3, SmallSession.replay(spoilt));
        rewrite(
                spoilt,
                event -> event instanceof SessionEvent.NewCellsInferred activity && activity.frameIndex() % 50 == 0
                        ? brightened(activity)
                        : event);
        assertEquals(3, SmallSession.replay(spoilt));
    }

    private static List<Roi> every(int second) {
        return truth.stream().filter(cell -> cell.id() % 2 == second).toList();
    }

    private static SessionEvent.NewCellsAdopted adopted() throws IOException {
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (event instanceof SessionEvent.NewCellsAdopted adopted) {
                    return adopted;
                }
            }
        }
        throw new AssertionError("no search has ended");
    }

    private static double overlap(Roi one, Roi other) {
        BitSet pixels = new BitSet();
        Arrays.stream(one.pixels()).forEach(pixels::set);
        long shared = Arrays.stream(other.pixels()).filter(pixels::get).count();
        return (double) shared / (one.pixels().length + other.pixels().length - shared);
    }

    private static void copy(Path to) throws IOException {
        try (var files = Files.list(session)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** The session's journal with some events changed, in place of the copy's. */
    private static void rewrite(Path copy, UnaryOperator<SessionEvent> change) throws IOException {
        Path rewritten = copy.resolve("rewritten");
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"));
                JournalWriter writer = JournalWriter.create(rewritten)) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                writer.append(change.apply(event));
            }
        }
        Files.move(rewritten, copy.resolve("session.journal"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static SessionEvent moved(SessionEvent.NewCellsAdopted adopted) {
        List<Roi> cells = new ArrayList<>(adopted.rois().rois());
        int[] pixels = cells.getFirst().pixels().clone();
        pixels[0]--;
        cells.set(0, new Roi(cells.getFirst().id(), pixels, cells.getFirst().weights()));
        RoiSet rois = new RoiSet(SIDE_PX, SIDE_PX, cells, adopted.rois().provenance());
        return new SessionEvent.NewCellsAdopted(adopted.search(), adopted.frameIndex(), rois, adopted.offsetsNs());
    }

    private static SessionEvent brightened(SessionEvent.NewCellsInferred activity) {
        float[] dfOverF = activity.dfOverF().clone();
        dfOverF[0] = Math.nextUp(dfOverF[0]);
        return new SessionEvent.NewCellsInferred(
                activity.search(),
                activity.frameIndex(),
                activity.settledFrameIndex(),
                activity.fluorescence(),
                activity.neuropil(),
                dfOverF,
                activity.events(),
                activity.settledEvents());
    }
}
