package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.path.Volume;
import org.loopscope.acquisition.roi.RoiFile;
import org.loopscope.acquisition.simulated.SimulatedMicroscope;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.replay.RecordedFrames;

/** Two planes and two channels through a mapping session, with one frame of plane 1 lost, and its replay. */
final class VolumeSessionTest {
    private static final int CALIBRATION_VOLUMES = 120;
    private static final int FRAMES = VolumeMovie.VOLUMES * VolumeMovie.PLANES * VolumeMovie.CHANNELS - 2;

    @TempDir
    Path folder;

    private final List<SessionEvent.RoisFixed> cells = new ArrayList<>();
    private final List<SessionEvent.CellsGiven> given = new ArrayList<>();
    private final List<SessionEvent.ActivityInferred> activity = new ArrayList<>();
    private final List<SessionEvent.VolumeImaged> volumes = new ArrayList<>();
    private final Set<Long> measured = new HashSet<>();
    private final Set<Long> steps = new HashSet<>();

    @Test
    void shouldHandOnWholeVolumesAndReplayThemToTheBit() throws IOException {
        Path session = run(0);
        read(session);
        assertEquals(2, cells.size());
        assertEquals(0, cells.get(0).plane());
        assertEquals(1, cells.get(1).plane());
        assertFalse(Arrays.equals(cells.get(0).meanImage(), cells.get(1).meanImage()));
        int both = cells.get(0).rois().size() + cells.get(1).rois().size();
        assertEquals(VolumeMovie.VOLUMES - CALIBRATION_VOLUMES - 1, activity.size());
        activity.forEach(of -> assertEquals(both, of.events().length));
        assertEquals(VolumeMovie.VOLUMES, volumes.size());
        for (SessionEvent.VolumeImaged volume : volumes) {
            long first = 4 * volume.volume() + 1;
            boolean lost = volume.volume() == VolumeMovie.LOST_VOLUME;
            assertArrayEquals(new long[] {first, lost ? Volume.LOST : first + 2}, volume.frameIndex());
            assertEquals(!lost, steps.contains(first + 2), "a step with volume " + volume.volume());
            assertTrue(measured.contains(first) && measured.contains(first + 2) == !lost);
        }
        assertEquals(2 * VolumeMovie.VOLUMES - 1, measured.size(), "no frame of the other channel is measured");
        assertEquals(VolumeMovie.VOLUMES - 1, steps.size());
        check(session);
        assertEquals(0, SmallSession.replay(session));
        alterAFrameThatWasNotImaged(session);
        assertEquals(3, SmallSession.replay(session), "a frame of the other channel was altered");
    }

    @Test
    void shouldReplayFromTheLoggedActivityWhereNoFramesWereKept() throws IOException {
        assertEquals(0, SmallSession.replay(run(0, "log.raw_frames=false")));
    }

    @Test
    void shouldTakeAFileOfCellsForEachPlaneAndNothingElse() throws IOException {
        FrameFormat plane = new FrameFormat(VolumeMovie.SIDE, VolumeMovie.SIDE, 15);
        List<String> files = new ArrayList<>();
        for (long seed : new long[] {15, 16}) {
            try (SimulatedMicroscope microscope = FaultyMovie.microscope(plane, seed)) {
                Path file = folder.resolve("plane" + seed + ".json");
                RoiFile.write(file, microscope.truth().masks());
                files.add(file.toString());
            }
        }
        run(2, "imaging.rois=" + files.getFirst());
        run(2, "imaging.channel=2");
        assertFalse(Files.exists(folder.resolve("out")));
        Path session = run(0, "imaging.rois=[" + String.join(", ", files) + "]");
        read(session);
        assertEquals(12, cells.get(0).rois().size());
        assertEquals(24, activity.getFirst().events().length);
        assertEquals(0, SmallSession.replay(session));
        takeTheCellsOf(SmallSession.nwbIn(session));
    }

    /** On another day: each plane's cells come with the mean image of their own plane. */
    private void takeTheCellsOf(Path nwb) throws IOException {
        List<SessionEvent.RoisFixed> before = List.copyOf(cells);
        Path movie = folder.resolve("volumes.tif");
        Path elsewhere = Files.createDirectory(folder.resolve("again"));
        Files.move(movie, elsewhere.resolve("volumes.tif"));
        Path session = runIn(
                elsewhere,
                0,
                "imaging.rois=[" + nwb + "#PlaneSegmentationPlane0, " + nwb + "#PlaneSegmentationPlane1]");
        given.clear();
        read(session);
        assertEquals(2, given.size());
        for (int plane = 0; plane < 2; plane++) {
            assertEquals(plane, given.get(plane).plane());
            assertArrayEquals(before.get(plane).meanImage(), given.get(plane).reference(), 0);
            assertEquals(12, given.get(plane).rois().size());
        }
        String summary = Files.readString(session.resolve("summary.json"));
        assertFalse(summary.contains("do not fit"), summary);
    }

    private void check(Path session) throws IOException {
        JsonNode summary =
                new ObjectMapper().readTree(session.resolve("summary.json").toFile());
        assertEquals("completed", summary.path("outcome").asText());
        assertEquals(FRAMES, summary.path("frames").path("acquired").asInt());
        assertEquals(2, summary.path("frames").path("lost").asInt());
        assertEquals(
                VolumeMovie.VOLUMES - 1, summary.path("volumes").path("whole").asInt());
        assertEquals(1, summary.path("volumes").path("lost").asInt());
        assertEquals(
                cells.get(0).rois().size() + cells.get(1).rois().size(),
                summary.path("cells").asInt());
        for (String picture : List.of("mean-image-plane0", "mean-image-plane1", "traces", "frame-quality", "latency")) {
            assertTrue(Files.size(session.resolve("pictures/" + picture + ".png")) > 5_000, picture);
        }
        try (RecordedFrames frames = RecordedFrames.open(SmallSession.nwbIn(session))) {
            assertEquals(2, frames.format().planes());
            assertEquals(2, frames.format().channels());
            assertEquals(VolumeMovie.EXPOSURE_HZ, frames.format().rateHz(), 1e-5);
            assertEquals(FRAMES, frames.count());
            Frame frame = new Frame(VolumeMovie.SIDE, VolumeMovie.SIDE);
            assertFalse(frames.read(VolumeMovie.lostFrom(), frame));
            assertTrue(frames.read(VolumeMovie.lostFrom() - 1, frame));
            assertEquals(0, frame.plane);
            assertEquals(1, frame.channel);
        }
    }

    /** Noise of the first channel is nowhere else in the file. */
    private static void alterAFrameThatWasNotImaged(Path session) throws IOException {
        Path nwb = SmallSession.nwbIn(session);
        byte[] file = Files.readAllBytes(nwb);
        short[] pixels;
        try (RecordedFrames frames = RecordedFrames.open(nwb)) {
            Frame frame = new Frame(VolumeMovie.SIDE, VolumeMovie.SIDE);
            assertTrue(frames.read(1002, frame));
            assertEquals(0, frame.channel);
            pixels = frame.pixels;
        }
        byte[] column = new byte[2 * VolumeMovie.SIDE];
        for (int y = 0; y < VolumeMovie.SIDE; y++) {
            column[2 * y] = (byte) pixels[y * VolumeMovie.SIDE];
            column[2 * y + 1] = (byte) (pixels[y * VolumeMovie.SIDE] >> 8);
        }
        int at = 0;
        while (!Arrays.equals(file, at, at + column.length, column, 0, column.length)) {
            at++;
        }
        file[at] ^= 1;
        Files.write(nwb, file);
    }

    private void read(Path session) throws IOException {
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                switch (event) {
                    case SessionEvent.RoisFixed fixed -> cells.add(fixed);
                    case SessionEvent.CellsGiven cellsGiven -> given.add(cellsGiven);
                    case SessionEvent.ActivityInferred inferred -> activity.add(inferred);
                    case SessionEvent.VolumeImaged volume -> volumes.add(volume);
                    case SessionEvent.FrameQualityMeasured quality -> measured.add(quality.frameIndex());
                    case SessionEvent.CycleInputs step when step.frameIndex() >= 0 -> steps.add(step.frameIndex());
                    default -> {}
                }
            }
        }
    }

    /** Runs a session of its own, and answers its folder. */
    private Path run(int exitCode, String... overrides) throws IOException {
        if (!Files.exists(folder.resolve("volumes.tif"))) {
            VolumeMovie.write(folder);
        }
        return runIn(folder, exitCode, overrides);
    }

    private static Path runIn(Path folder, int exitCode, String... overrides) throws IOException {
        Path movie = folder.resolve("volumes.tif");
        int exit = SmallSession.run(folder, VolumeMovie.experiment(folder, movie), List.of(overrides));
        assertEquals(exitCode, exit);
        return exitCode == 0 ? SmallSession.sessionIn(folder) : folder;
    }
}
