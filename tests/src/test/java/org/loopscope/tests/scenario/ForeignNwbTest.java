package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.roi.RoiFile;
import org.loopscope.controller.Main;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.log.nwb.NwbLayout;
import org.loopscope.controller.replay.ForeignTraces;
import org.loopscope.tests.scenario.ForeignNwb.Pixels;

/** Files that another lab wrote, through the loop. */
final class ForeignNwbTest {
    private static final Pattern MEDIAN = Pattern.compile("correlation of 2 cells.*median ([0-9.]+)");

    @TempDir
    Path folder;

    private int replay(Path file, String... more) {
        return replay(file, folder.resolve("out"), more);
    }

    private static int replay(Path file, Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("replay", file.toString(), "--out", out.toString()));
        arguments.addAll(ForeignNwb.settings());
        arguments.addAll(List.of(more));
        System.setProperty("loopscope.home", Path.of("..").toString());
        return Main.run(arguments.toArray(String[]::new));
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

    @Test
    void itsFramesRunThroughTheLoopWithItsOwnCells() throws IOException {
        Path file = folder.resolve("lab one.nwb");
        try (ForeignNwb nwb = new ForeignNwb(file)) {
            nwb.series("TwoPhotonSeries", "ImagingPlane", Pixels.COUNTS);
            nwb.cells("PlaneSegmentation", "ImagingPlane");
            nwb.traces();
        }
        assertEquals(0, replay(file));
        Path session = SmallSession.sessionIn(folder);
        assertEquals(List.of(100L, 150L), pulseFrames(session), "a pulse at each flash");
        String line = ForeignTraces.compare(file, session, SmallMovie.FRAMES).orElseThrow();
        Matcher median = MEDIAN.matcher(line);
        assertTrue(median.find(), line);
        assertTrue(Double.parseDouble(median.group(1)) > 0.95, line);
        Files.delete(file);
        assertEquals(0, SmallSession.replay(session), "the session has all that a replay needs");
    }

    /** The line that tells how the file's traces agree; empty where they were not looked at. */
    private String comparison(Path file, String... more) throws IOException {
        PrintStream console = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            // A folder of its own: a session's name has the second that it began in.
            assertEquals(0, replay(file, Files.createTempDirectory(folder, "out"), more));
        } finally {
            System.setOut(console);
        }
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("/processing/ophys/DfOverF"))
                .findFirst()
                .orElse("");
    }

    @Test
    void itsTracesAreComparedWithItsOwnCellsHoweverTheFileIsNamed() throws IOException {
        Path file = folder.resolve("lab.nwb");
        try (ForeignNwb nwb = new ForeignNwb(file)) {
            nwb.series("TwoPhotonSeries", "ImagingPlane", Pixels.COUNTS);
            nwb.cells("PlaneSegmentation", "ImagingPlane");
            nwb.traces();
        }
        Path relative = Path.of("").toAbsolutePath().relativize(file);
        String line = comparison(relative);
        assertTrue(line.startsWith("dF/F against ") && MEDIAN.matcher(line).find(), line);
        assertEquals(line, comparison(Path.of(".").resolve(relative)));
        assertEquals(line, comparison(relative, "--set", "imaging.rois=" + file + "#PlaneSegmentation"));
        assertEquals("", comparison(relative, "--set", "imaging.rois=detect"));
        Path others = folder.resolve("lab.nwb.json");
        RoiFile.write(others, SmallMovie.cells());
        assertEquals("", comparison(file, "--set", "imaging.rois=" + others));
    }

    @Test
    void fractionsAreFramesToo() throws IOException {
        Path file = folder.resolve("fractions.nwb");
        try (ForeignNwb nwb = new ForeignNwb(file)) {
            nwb.series("TwoPhotonSeries", "ImagingPlane", Pixels.FRACTIONS);
            nwb.cells("PlaneSegmentation", "ImagingPlane");
        }
        assertEquals(0, replay(file));
        Path session = SmallSession.sessionIn(folder);
        assertEquals(List.of(100L, 150L), pulseFrames(session));
        assertEquals(0, SmallSession.replay(session));
    }

    @Test
    void lightBelowZeroIsSaidToHaveNoScale() throws IOException {
        assertEquals(0, replay(belowZero()));
        String doubts = doubts(SmallSession.sessionIn(folder));
        assertTrue(doubts.startsWith("2 of 2 cells are at rest no brighter than imaging.detector_offset"), doubts);
    }

    @Test
    void lightBelowZeroHasAScaleWhereTheDarkIsGiven() throws IOException {
        assertEquals(0, replay(belowZero(), "--set", "imaging.detector_offset=-" + ForeignNwb.DARK_BELOW_ZERO));
        Path session = SmallSession.sessionIn(folder);
        assertEquals("", doubts(session));
        assertEquals(List.of(100L, 150L), pulseFrames(session));
        try (HdfFile nwb = new HdfFile(SmallSession.nwbIn(session))) {
            Dataset light = nwb.getDatasetByPath(NwbLayout.FLUORESCENCE + "/data");
            double rest = ((float[][]) light.getData())[0][0]
                    + (float) light.getAttribute("offset").getData();
            assertEquals(400 + 10 - ForeignNwb.DARK_BELOW_ZERO, rest, 5, "with its offset, as the file had it");
        }
    }

    private Path belowZero() {
        Path file = folder.resolve("signed.nwb");
        try (ForeignNwb nwb = new ForeignNwb(file)) {
            nwb.series("TwoPhotonSeries", "ImagingPlane", Pixels.BELOW_ZERO);
            nwb.cells("PlaneSegmentation", "ImagingPlane");
        }
        return file;
    }

    private static String doubts(Path session) throws IOException {
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (event instanceof SessionEvent.FaultRaised fault
                        && fault.what().contains("detector_offset")) {
                    return fault.what();
                }
            }
        }
        return "";
    }

    @Test
    void eachPlaneIsASessionWithItsOwnCells() throws IOException {
        Path file = folder.resolve("planes.nwb");
        try (ForeignNwb nwb = new ForeignNwb(file)) {
            nwb.series("Upper", "PlaneOne", Pixels.COUNTS);
            nwb.series("Lower", "PlaneTwo", Pixels.COUNTS);
            // The tables' names are in the other order than the series'.
            nwb.cells("A", "PlaneOne");
            nwb.cells("B", "PlaneTwo");
        }
        assertEquals(0, replay(file));
        for (String series : List.of("Upper", "Lower")) {
            Path session;
            try (var sessions = Files.list(folder.resolve("out").resolve(series))) {
                session = sessions.findFirst().orElseThrow();
            }
            String wanted = series.equals("Upper") ? "ImageSegmentation/A" : "ImageSegmentation/B";
            assertTrue(provenance(session).contains(wanted), provenance(session));
        }
    }

    private static String provenance(Path session) throws IOException {
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (event instanceof SessionEvent.CellsGiven given) {
                    return given.rois().provenance();
                }
            }
        }
        return "none";
    }

    @Test
    void whatCannotBeRunIsOneLineAndLeavesNothingBehind() throws IOException {
        Path elsewhere = folder.resolve("elsewhere.nwb");
        try (ForeignNwb nwb = new ForeignNwb(elsewhere)) {
            nwb.externalSeries("TwoPhotonSeries", "ImagingPlane");
        }
        Path empty = folder.resolve("empty.nwb");
        try (ForeignNwb nwb = new ForeignNwb(empty)) {
            nwb.cells("PlaneSegmentation", "ImagingPlane");
        }
        Path several = folder.resolve("several.nwb");
        try (ForeignNwb nwb = new ForeignNwb(several)) {
            nwb.series("TwoPhotonSeries", "ImagingPlane", Pixels.COUNTS);
            nwb.cells("ByHand", "ImagingPlane");
            nwb.cells("ByProgram", "ImagingPlane");
        }
        Path text = Files.writeString(folder.resolve("text.nwb"), "no HDF5 at all");
        for (Path file : List.of(elsewhere, empty, several, text)) {
            assertEquals(2, replay(file), file.toString());
        }
        assertFalse(Files.exists(folder.resolve("out")));
        assertEquals(0, replay(several, "--set", "imaging.rois=" + several + "#ByHand"));
        assertTrue(provenance(SmallSession.sessionIn(folder)).contains("ByHand"));
    }
}
