package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.days.CellMatch;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.controller.Main;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.log.journal.JournalWriter;

/** Two sessions of one field: the second finds the first one's cells among its own, as does the command beside it. */
final class CellsAcrossDaysTest {
    private static final long SEED = 41;

    @TempDir
    Path folder;

    @Test
    void shouldFindAnEarlierSessionsCellsAgainAndReplayWithoutIt() throws IOException {
        TwoDays days = new TwoDays(SEED);
        Path monday = session("monday", days.earlierMovie(folder), "imaging.rois=" + days.earlierCells(folder));
        Path friday = session(
                "friday",
                days.laterMovie(folder),
                "imaging.rois=" + days.laterCells(folder),
                "imaging.earlier=" + monday);
        SessionEvent.CellsMatched matched = matchedIn(friday);
        assertEquals(TwoDays.truth(), numbers(matched.matches()), "seed " + SEED);
        assertEquals(TwoDays.SHIFT_X_PX, matched.found().registration().shiftXPx(), 0.5);
        assertEquals(TwoDays.SHIFT_Y_PX, matched.found().registration().shiftYPx(), 0.5);
        JsonNode earlier = summary(friday).path("earlier");
        assertEquals(TwoDays.COMMON, earlier.path("matched").asInt());
        assertEquals(TwoDays.CELLS_A_DAY, earlier.path("cells").asInt());
        assertTrue(earlier.path("source").asText().contains(monday.getFileName() + ""), earlier.toString());
        assertTrue(summary(monday).path("earlier").isNull());
        assertTrue(Files.size(friday.resolve("pictures/cells-across-days.png")) > 10_000);

        command(monday, friday);
        command(SmallSession.nwbIn(monday), SmallSession.nwbIn(friday));
        Files.delete(monday.resolve("session.journal"));
        Files.delete(SmallSession.nwbIn(monday));
        assertEquals(0, SmallSession.replay(friday), "the log holds all that a replay needs");
        assertEquals(3, SmallSession.replay(withAnotherProbability(friday)));
    }

    /** Without pixels, the replay matches the cells and the picture that the session logged. */
    @Test
    void shouldMatchDetectedCellsWithoutKeepingFrames() throws IOException {
        TwoDays days = new TwoDays(SEED);
        Path monday = session("monday", days.earlierMovie(folder));
        Path friday = session(
                "friday",
                days.laterMovie(folder),
                "imaging.earlier=" + SmallSession.nwbIn(monday),
                "log.raw_frames=false");
        assertTrue(
                matchedIn(friday).matches().size() >= TwoDays.COMMON - 3,
                () -> "of " + TwoDays.COMMON + ", seed " + SEED);
        assertEquals(0, SmallSession.replay(friday));
    }

    @Test
    void shouldKeepTheNumbersOfCellsGivenByAnEarlierSession() throws IOException {
        TwoDays days = new TwoDays(SEED);
        Path monday = session("monday", days.earlierMovie(folder), "imaging.rois=" + days.earlierCells(folder));
        List<Integer> numbers = fixedIn(monday);
        assertTrue(numbers.containsAll(TwoDays.truth().keySet()), numbers.toString());
        Path movie = days.laterMovie(folder);
        assertEquals(numbers, fixedIn(session("folder", movie, "imaging.rois=" + monday)));
        assertEquals(numbers, fixedIn(session("file", movie, "imaging.rois=" + SmallSession.nwbIn(monday))));
    }

    @Test
    void shouldGoOnWithoutMatchesWhereTheFieldIsAnother() throws IOException {
        Path monday = session("monday", new TwoDays(SEED).earlierMovie(folder));
        Path other = session("other", new TwoDays(SEED + 1).laterMovie(folder), "imaging.earlier=" + monday);
        JsonNode summary = summary(other);
        assertEquals("completed", summary.path("outcome").asText());
        assertTrue(summary.path("earlier").isNull());
        assertTrue(summary.path("faults").toString().contains("do not show the same field"), summary.toString());
        assertEquals(0, SmallSession.replay(other));
        assertRefused("do not show the same field", "cells", "match", monday.toString(), other.toString());
    }

    @Test
    void shouldRefuseAnEarlierSessionThatCannotBeUsedBeforeAnythingIsMade() throws IOException {
        Path monday = session("monday", SmallMovie.movie(folder), "imaging.rois=" + SmallMovie.regions(folder));
        Path movie = new TwoDays(SEED).laterMovie(folder);
        for (Path[] wrong : new Path[][] {
            {folder.resolve("none"), Path.of("no such file")},
            {SmallMovie.regions(folder), Path.of("no picture of the field")},
            {monday, Path.of("64x64 px, this session's 128x128")}
        }) {
            assertRefused(wrong[1].toString(), arguments("refused", movie, "imaging.earlier=" + wrong[0]));
            assertFalse(Files.exists(folder.resolve("refused")), "a refused session must leave nothing behind");
        }
        assertRefused("no such file", "cells", "match", folder.resolve("none").toString(), monday.toString());
        String below = SmallMovie.regions(folder) + "/below-a-file";
        assertRefused("table cannot be written", "cells", "match", monday + "", monday + "", "--csv", below);
        assertRefused("picture cannot be written", "cells", "match", monday + "", monday + "", "--picture", below);
        assertEquals(2, Main.run("cells", "match", monday.toString()));
    }

    private void command(Path earlier, Path later) throws IOException {
        Path csv = folder.resolve("tables/matches.csv");
        Path png = folder.resolve("drawn/matches.png");
        assertEquals(0, Main.run("cells", "match", earlier + "", later + "", "--csv", csv + "", "--picture", png + ""));
        List<String> rows = Files.readAllLines(csv);
        assertEquals("earlier_id,later_id,probability,overlap,centroid_distance_px", rows.removeFirst());
        Map<Integer, Integer> found = new HashMap<>();
        for (String row : rows) {
            List<String> fields = List.of(row.split(",", -1));
            found.put(Integer.valueOf(fields.get(0)), Integer.valueOf(fields.get(1)));
            assertTrue(Double.parseDouble(fields.get(2)) > 0.5, row);
            assertTrue(Double.parseDouble(fields.get(3)) > 0.5, row);
            assertTrue(Double.parseDouble(fields.get(4)) < 2, row);
        }
        assertEquals(TwoDays.truth(), found);
        assertTrue(Files.size(png) > 10_000);
        Files.delete(png);
    }

    private static void assertRefused(String reason, String... arguments) {
        PrintStream console = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            assertEquals(2, Main.run(arguments));
        } finally {
            System.setErr(console);
        }
        List<String> lines = said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("loopscope: "))
                .toList();
        assertEquals(1, lines.size(), said.toString(StandardCharsets.UTF_8));
        assertTrue(lines.getFirst().contains(reason), lines.getFirst());
    }

    private Path session(String name, Path movie, String... overrides) {
        assertEquals(0, Main.run(arguments(name, movie, overrides)));
        return SmallSession.sessionIn(folder.resolve(name));
    }

    private String[] arguments(String name, Path movie, String... overrides) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                Path.of("..", "config", "recorded-movie.yaml").toString(),
                "--speed",
                "max",
                "--out",
                folder.resolve(name).resolve("out").toString()));
        List<String> settings = new ArrayList<>(List.of(
                "mqtt.broker=off",
                "dashboard.serve=false",
                "source.file=" + movie,
                "imaging.calibration=6 s",
                "imaging.baseline_window=5 s",
                "blocks.spontaneous.duration=1 s"));
        settings.addAll(List.of(overrides));
        for (String setting : settings) {
            arguments.add("--set");
            arguments.add(setting);
        }
        return arguments.toArray(String[]::new);
    }

    private static SessionEvent.CellsMatched matchedIn(Path session) throws IOException {
        return firstIn(session, SessionEvent.CellsMatched.class);
    }

    private static List<Integer> fixedIn(Path session) throws IOException {
        return firstIn(session, SessionEvent.RoisFixed.class).rois().rois().stream()
                .map(Roi::id)
                .toList();
    }

    private static <E extends SessionEvent> E firstIn(Path session, Class<E> kind) throws IOException {
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (kind.isInstance(event)) {
                    return kind.cast(event);
                }
            }
        }
        throw new AssertionError("no " + kind.getSimpleName() + " in " + session);
    }

    private static Map<Integer, Integer> numbers(List<CellMatch> matches) {
        return matches.stream().collect(Collectors.toMap(CellMatch::earlierId, CellMatch::nowId));
    }

    private static JsonNode summary(Path session) throws IOException {
        return new ObjectMapper().readTree(session.resolve("summary.json").toFile());
    }

    /** The session once more, but for the probability of one match. */
    private Path withAnotherProbability(Path session) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("another"));
        Files.copy(SmallSession.nwbIn(session), copy.resolve("session.nwb"));
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"));
                JournalWriter writer = JournalWriter.create(copy.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                writer.append(event instanceof SessionEvent.CellsMatched matched ? another(matched) : event);
            }
        }
        return copy;
    }

    private static SessionEvent another(SessionEvent.CellsMatched matched) {
        List<CellMatch> matches = new ArrayList<>(matched.matches());
        CellMatch first = matches.removeFirst();
        double probability = Math.nextDown(first.probability());
        matches.addFirst(
                new CellMatch(first.earlierId(), first.nowId(), probability, first.overlap(), first.distancePx()));
        return new SessionEvent.CellsMatched(
                matched.frameIndex(),
                matched.earlier(),
                matched.earlierImage(),
                matches,
                matched.xNodesPx(),
                matched.yNodesPx(),
                matched.correlation());
    }
}
