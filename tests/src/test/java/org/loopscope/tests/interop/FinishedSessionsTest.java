package org.loopscope.tests.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loopscope.controller.Main;
import org.loopscope.controller.cli.Surroundings;
import org.loopscope.controller.log.SessionLog;
import org.loopscope.controller.log.nwb.NwbLayout;
import org.loopscope.controller.rig.RigFactory;
import org.loopscope.tests.scenario.FaultyDisk;
import org.loopscope.tests.scenario.SmallMovie;
import org.loopscope.tests.scenario.SmallSession;
import org.loopscope.tests.scenario.VolumeMovie;

/** Whole sessions, read with PyNWB, nwbinspector, h5py and h5dump; another file to be read is a line in {@link #sessions}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FinishedSessionsTest {
    /** What a lab says for an archive, beside what no session starts without. */
    private static final String FOR_AN_ARCHIVE = """

            nwb:
              experimenter: ["Cajal, Santiago"]
              institution: Instituto
              experiment_description: small sessions for the readers of others
              keywords: [closed loop, calcium imaging]
            """;

    private static final List<String> OF_THE_ANIMAL =
            List.of("subject.description=a made-up animal", "subject.weight=25 g");

    /** Before the session's end, and behind most of its blocks; every flush writes the chunks under way anew. */
    private static final long DISK_BYTES = 125L << 20;

    private final List<Read> sessions = new ArrayList<>();
    /** The file of a session whose disk took no more, before it was recovered. */
    private @Nullable ReaderReport cutOff;

    /** A session, what its journal says, and what was read of its NWB file. */
    record Read(String name, Path nwb, LoggedSession logged, ReaderReport report) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void sessions(@TempDir Path folder) throws IOException {
        PythonReaders readers = PythonReaders.required();
        Path left = folder.resolve("left.nwb");
        Path recovered = recovered(folder, left);
        List<Path> folders = List.of(loop(folder), movie(folder), volumes(folder), recovered, resumed(recovered));
        List<Path> files =
                new ArrayList<>(folders.stream().map(SmallSession::nwbIn).toList());
        files.add(left);
        List<ReaderReport> reports = readers.read(files);
        cutOff = reports.getLast();
        for (int i = 0; i < folders.size(); i++) {
            LoggedSession logged = LoggedSession.read(folders.get(i).resolve(SessionLog.JOURNAL_FILE));
            String name = folder.relativize(folders.get(i)).toString();
            sessions.add(new Read(name, files.get(i), logged, reports.get(i)));
        }
    }

    /** The whole loop on the simulated rig. */
    private static Path loop(Path folder) throws IOException {
        Path in = Files.createDirectory(folder.resolve("loop"));
        return run(in, SmallSession.experiment(in), List.of());
    }

    /** A recording with given cells, pulses and corrected frames, in a file that others could have read meanwhile. */
    private static Path movie(Path folder) throws IOException {
        Path in = Files.createDirectory(folder.resolve("movie"));
        List<String> overrides = List.of(
                "mqtt.broker=off",
                "dashboard.serve=false",
                "log.corrected=true",
                "log.live_reading=true",
                "source.file=" + SmallMovie.movie(in),
                "imaging.rois=" + SmallMovie.regions(in),
                "imaging.calibration=5 s",
                "blocks.spontaneous.duration=1 s",
                "blocks.adapt.trigger.threshold=0.4",
                "blocks.adapt.trigger.hysteresis=0.2",
                "subject.age=",
                "subject.date_of_birth=2025-03-01");
        return run(in, Path.of("..", "config", "recorded-movie.yaml"), overrides);
    }

    /** Two planes, two channels, and an exposure that was lost. */
    private static Path volumes(Path folder) throws IOException {
        Path in = Files.createDirectory(folder.resolve("volumes"));
        return run(in, VolumeMovie.experiment(in, VolumeMovie.write(in)), List.of());
    }

    /**
     * A session that ended when its disk took no more, and was recovered.
     *
     * @param left where its file goes as it was before
     */
    private static Path recovered(Path folder, Path left) throws IOException {
        Path in = Files.createDirectory(folder.resolve("recovered"));
        List<String> arguments = new ArrayList<>(
                List.of("run", forAnArchive(in, SmallSession.experiment(in)).toString()));
        arguments.addAll(List.of("--speed", "max", "--out", in.resolve("out").toString()));
        OF_THE_ANIMAL.forEach(override -> arguments.addAll(List.of("--set", override)));
        Surroundings fullDisk =
                new Surroundings(new FaultyDisk(written -> 0, look -> Long.MAX_VALUE, DISK_BYTES), RigFactory::build);
        assertEquals(1, Main.run(fullDisk, arguments.toArray(String[]::new)));
        Path session = SmallSession.sessionIn(in);
        Files.copy(SmallSession.nwbIn(session), left);
        assertEquals(0, Main.run("recover", session.toString()));
        return session;
    }

    /** The part that goes on with a session. */
    private static Path resumed(Path session) {
        assertEquals(0, Main.run("run", "--resume", session.toString(), "--speed", "max"));
        return session.resolve("part-2");
    }

    private static Path forAnArchive(Path in, Path experiment) throws IOException {
        return Files.writeString(in.resolve("experiment.yaml"), Files.readString(experiment) + FOR_AN_ARCHIVE);
    }

    private static Path run(Path in, Path experiment, List<String> overrides) throws IOException {
        Path file = forAnArchive(in, experiment);
        List<String> all = new ArrayList<>(OF_THE_ANIMAL);
        all.addAll(overrides);
        assertEquals(0, SmallSession.run(in, file, all));
        return SmallSession.sessionIn(in);
    }

    @ParameterizedTest
    @MethodSource("read")
    void shouldBeValidToPyNwb(Read session) {
        assertEquals(List.of(), session.report.validation());
        assertEquals("2.9.0", session.report.nwbVersion());
    }

    @Test
    void shouldOpenAndBeValidToPyNwbWhenTheSessionWasCutOffAndNotRecovered() {
        ReaderReport report = Objects.requireNonNull(cutOff);
        assertEquals(List.of(), report.validation());
        assertTrue(report.pynwb().size() > 50);
        assertTrue(report.frames().values().stream().allMatch(crcs -> crcs.size() > 500));
    }

    @ParameterizedTest
    @MethodSource("read")
    void shouldBeWhatTheDandiArchiveTakes(Read session) {
        List<ReaderReport.Complaint> complaints = session.report.inspection().stream()
                .filter(complaint -> !isBorne(session, complaint))
                .toList();
        assertEquals(List.of(), complaints);
    }

    /** What is not followed, each with its reason. */
    private static boolean isBorne(Read session, ReaderReport.Complaint complaint) {
        return switch (complaint.check()) {
            // Counts that are 0 and 1 because these sessions are short; a type that changed with the values would be
            // worse.
            case "check_column_binary_capability" -> complaint.isSuggestion();
            // Tables that grow with the session: one lost exposure, one snapshot of the model.
            case "check_single_row" -> complaint.isSuggestion();
            // Each frame's time is logged, and that of a recording is its number over its rate. Only when the last
            // frame
            // has come could it be known that a rate says it all, and a killed session is to read as a finished one.
            case "check_regular_timestamps" -> session.name.startsWith("movie");
            default -> false;
        };
    }

    @ParameterizedTest
    @MethodSource("read")
    void shouldHoldTheArraysThatWereLogged(Read session) {
        Map<String, ArrayDigest> expected = session.logged.arrays();
        assertTrue(expected.size() > 15, () -> "the journal says too little: " + expected.keySet());
        assertAll(expected.entrySet().stream()
                .map(array -> () ->
                        assertEquals(array.getValue(), session.report.pynwb().get(array.getKey()), array.getKey())));
    }

    @ParameterizedTest
    @MethodSource("read")
    void shouldHoldTheFramesThatCame(Read session) {
        assertTrue(!session.logged.frameCrcs().isEmpty());
        assertEquals(session.logged.frameCrcs(), session.report.frames());
    }

    @ParameterizedTest
    @MethodSource("read")
    void shouldNameThePicturesInTheOrderInWhichTheyWereShown(Read session) {
        assertEquals(session.logged.shown(), session.report.shown());
    }

    @ParameterizedTest
    @MethodSource("read")
    void shouldGiveTheSameArraysToPyNwbAndToH5py(Read session) {
        assertTrue(session.report.pynwb().size() > 50);
        session.report
                .pynwb()
                .forEach((path, digest) -> assertEquals(session.report.h5py().get(path), digest, path));
    }

    @ParameterizedTest
    @MethodSource("read")
    void shouldOpenInH5dump(Read session, @TempDir Path scratch) throws IOException {
        Map.Entry<String, ArrayDigest> dfOverF = session.logged.arrays().entrySet().stream()
                .filter(array -> array.getKey().startsWith(NwbLayout.DF_OVER_F))
                .findFirst()
                .orElseThrow();
        byte[] dumped = H5dump.required().dump(session.nwb, dfOverF.getKey(), scratch);
        assertEquals(dfOverF.getValue().sha256(), LittleEndianRows.sha256(dumped));
    }

    private List<Read> read() {
        return sessions;
    }
}
