package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.controller.Main;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.disk.Disk;
import org.loopscope.controller.log.disk.LocalDisk;
import org.loopscope.controller.log.journal.JournalReader;

/** Slow, full and lost disks under a session: what is lost is said, all else is kept, and the outputs are low at the end. */
final class DiskFaultsTest {
    private static final long PLENTY = 1L << 40;
    private static final long NEVER_FULL = Long.MAX_VALUE;
    private static final long MB = 1L << 20;

    @TempDir
    Path folder;

    private final WatchedRig rig = new WatchedRig();

    @Test
    void shouldKeepAllButPixelsWhenTheDiskIsTooSlowForAWhile() throws IOException {
        // From 3 MB on a frame takes five times as long as it may; from 3.5 MB on the disk is fast again.
        Disk disk =
                new FaultyDisk(written -> written > 3 * MB && written < 3.5 * MB ? 170 : 0, look -> PLENTY, NEVER_FULL);
        assertEquals(0, run(disk, "real", "log.queue=500 ms"));
        Logged logged = read();
        assertTrue(logged.shed > 0, "some pixels were not kept");
        assertEquals(logged.frames, logged.qualities, "every frame was imaged");
        assertTrue(logged.fault("the disk cannot follow") && logged.fault("the disk follows again"), logged::toString);
        try (HdfFile file = new HdfFile(SmallSession.nwbIn(SmallSession.sessionIn(folder)))) {
            long[] from = (long[]) file.getDatasetByPath("/intervals/invalid_times/first_frame")
                    .getData();
            long[] to = (long[])
                    file.getDatasetByPath("/intervals/invalid_times/last_frame").getData();
            long marked = 0;
            for (int i = 0; i < from.length; i++) {
                marked += to[i] - from[i] + 1;
            }
            assertEquals(logged.shed, marked, "frames without pixels are marked");
        }
        assertEquals(0, SmallSession.replay(SmallSession.sessionIn(folder)));
    }

    @Test
    void shouldKeepNoMorePixelsWhenTheDiskIsNearlyFullAndEndInOrderWhenItIs() throws IOException {
        Disk disk = new FaultyDisk(written -> 0, look -> look < 2 ? PLENTY : look < 5 ? 100 * MB : 10 * MB, NEVER_FULL);
        assertEquals(1, run(disk, "real"));
        Logged logged = read();
        assertTrue(logged.shed > 0 && logged.fault("the disk is nearly full"), logged::toString);
        assertTrue(logged.fault("the disk is full") && logged.outcome.equals("failed"), logged::toString);
        assertTrue(rig.outputsSafe());
        assertEquals(0, SmallSession.replay(SmallSession.sessionIn(folder)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEndSafelyAndBeRecoverableWhenTheDiskTakesNoMore(boolean live) throws IOException {
        assertEquals(1, run(new FaultyDisk(written -> 0, look -> PLENTY, 5 * MB), "max", "log.live_reading=" + live));
        assertTrue(rig.outputsSafe());
        Path session = SmallSession.sessionIn(folder);
        Logged before = read();
        assertEquals("", before.outcome, "a full disk cannot be told of in the log");
        assertEquals(0, Main.run("recover", session.toString()));
        assertEquals(before.frames, read().frames);
        assertEquals("cut off", read().outcome);
        assertEquals(0, SmallSession.replay(session));
    }

    @Test
    void shouldGoOnAndWriteTheFilesBackWhenTheFolderIsRemoved() throws Exception {
        Thread remover = removesTheFolder();
        assertEquals(0, run(new LocalDisk(), "real"));
        remover.join();
        Logged logged = read();
        assertTrue(logged.fault("was removed while the session is written to it"), logged::toString);
        assertEquals("completed", logged.outcome);
        assertEquals(0, SmallSession.replay(SmallSession.sessionIn(folder)), "nothing is lost");
    }

    @Test
    @Tag("slow")
    void shouldLeaveAFileThatOthersReadToBeRecoveredWhenTheFolderIsRemoved() throws Exception {
        Thread remover = removesTheFolder();
        assertEquals(1, run(new LocalDisk(), "real", "log.live_reading=true"));
        remover.join();
        Path session = SmallSession.sessionIn(folder);
        assertEquals(0, Main.run("recover", session.toString()));
        Logged logged = read();
        assertTrue(logged.fault("was removed while the session is written to it"), logged::toString);
        assertEquals(0, SmallSession.replay(session), "nothing is lost");
    }

    private int run(Disk disk, String speed, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("run", SmallSession.experiment(folder).toString()));
        arguments.addAll(
                List.of("--speed", speed, "--out", folder.resolve("out").toString()));
        Stream.concat(SmallSession.shortened().stream(), Arrays.stream(more))
                .forEach(override -> arguments.addAll(List.of("--set", override)));
        return Main.run(rig.on(disk), arguments.toArray(String[]::new));
    }

    private Thread removesTheFolder() {
        Thread remover = new Thread(() -> {
            try {
                remove(awaitThreeMegabytes());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        remover.start();
        return remover;
    }

    private Path awaitThreeMegabytes() throws IOException, InterruptedException {
        while (true) {
            TimeUnit.MILLISECONDS.sleep(50);
            try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".nwb")).toList()) {
                    if (Files.size(file) > 3 * MB) {
                        return Objects.requireNonNull(file.getParent());
                    }
                }
            } catch (NoSuchFileException tooEarly) {
                System.out.println("no session yet: " + tooEarly.getMessage());
            }
        }
    }

    private static void remove(Path session) throws IOException {
        try (Stream<Path> all = Files.walk(session)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private static final class Logged {
        private long frames;
        private long qualities;
        private long shed;
        private String outcome = "";
        private final List<String> faults = new ArrayList<>();

        boolean fault(String what) {
            return faults.stream().anyMatch(fault -> fault.contains(what));
        }

        @Override
        public String toString() {
            return outcome + ", " + frames + " frames, " + shed + " shed: " + faults;
        }
    }

    private Logged read() throws IOException {
        Logged logged = new Logged();
        try (JournalReader reader =
                JournalReader.open(SmallSession.sessionIn(folder).resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                switch (event) {
                    case SessionEvent.FrameArrived frame -> logged.frames++;
                    case SessionEvent.FrameQualityMeasured quality -> logged.qualities++;
                    case SessionEvent.RawFrameShed frame -> logged.shed++;
                    case SessionEvent.FaultRaised fault -> logged.faults.add(fault.what());
                    case SessionEvent.SessionEnded end -> logged.outcome = end.outcome();
                    default -> {}
                }
            }
        }
        return logged;
    }
}
