package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.camera.AravisLibrary;
import org.loopscope.acquisition.camera.simulated.PacketLoss;
import org.loopscope.acquisition.camera.simulated.SimulatedCamera;
import org.loopscope.acquisition.file.tiff.TiffMovie;
import org.loopscope.controller.Main;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;

/** A session in real time on frames that come over GigE Vision from a camera in software. */
final class CameraSessionTest {
    private static final String ADDRESS = "127.0.0.4";
    private static final double RATE_HZ = 40;
    /** For longer than the test can take. */
    private static final int LOOPS = 10_000;

    @TempDir
    Path folder;

    @BeforeEach
    void requireAravis() {
        try {
            AravisLibrary.load();
        } catch (IOException e) {
            abort("skipped: " + e.getMessage());
        }
    }

    @Test
    void shouldPulseAtTheFlashesThatTheCameraSeesAndReplay() throws IOException, InterruptedException {
        Path movie = SmallMovie.movie(folder);
        Path regions = SmallMovie.regions(folder);
        assertEquals(0, watching("run", experiment(), "--out", out(), "--set", "imaging.rois=" + regions));
        Path session = SmallSession.sessionIn(folder);
        JsonNode summary =
                new ObjectMapper().readTree(session.resolve("summary.json").toFile());
        assertEquals("completed", summary.path("outcome").asText());

        List<Integer> shown = checksums(movie);
        List<SessionEvent.FrameArrived> arrived = new ArrayList<>();
        List<Long> pulses = new ArrayList<>();
        read(session, arrived, pulses);
        assertTrue(arrived.size() > 8 * RATE_HZ, arrived.size() + " frames in 9 s");
        int offset = shown.indexOf(arrived.getFirst().pixelCrc());
        assertTrue(offset >= 0, "the first frame is one of the movie's");
        for (SessionEvent.FrameArrived frame : arrived) {
            int page = (int) ((offset + frame.index()) % shown.size());
            assertEquals(shown.get(page), frame.pixelCrc(), "frame " + frame.index() + " is page " + page);
        }
        assertFalse(pulses.isEmpty(), "the cells flash every fifty frames, but for the first sixty of the movie");
        for (long pulse : pulses) {
            assertTrue((offset + pulse) % 50 <= 1, "frame " + pulse + " begins a flash");
        }
        assertEquals(0, SmallSession.replay(session));
    }

    @Test
    void shouldRefuseFullSpeedAndACameraThatIsNotThere() {
        assertEquals(2, Main.run("run", experiment(), "--out", out(), "--speed", "max"));
        assertEquals(2, Main.run("run", experiment(), "--out", out(), "--set", "source.camera=127.0.0.5"));
        assertEquals(2, Main.run("run", experiment(), "--out", out(), "--set", "source.region=[0, 0, 64]"));
        assertEquals(2, Main.run("run", experiment(), "--out", out(), "--set", "source.pixel_format=mono12p"));
        assertFalse(Files.exists(folder.resolve("out")), "a refused session must leave nothing behind");
    }

    /** Runs the program while a camera shows the movie over and over. */
    private static int watching(String... arguments) throws IOException, InterruptedException {
        AtomicBoolean off = new AtomicBoolean();
        try (LoopedMovie scene = new LoopedMovie(SmallMovie.pages(), SmallMovie.SIDE_PX, RATE_HZ, LOOPS);
                SimulatedCamera camera =
                        new SimulatedCamera(scene, InetAddress.getByName(ADDRESS), "TEST", 65_400, PacketLoss.NONE)) {
            Thread housing = new Thread(() -> {
                while (!off.get()) {
                    if (!camera.doWork(System.nanoTime())) {
                        LockSupport.parkNanos(100_000);
                    }
                }
            });
            housing.start();
            try {
                return Main.run(arguments);
            } finally {
                off.set(true);
                housing.join();
            }
        }
    }

    private String experiment() {
        Path file = folder.resolve("camera.yaml");
        try (InputStream text = Objects.requireNonNull(CameraSessionTest.class.getResourceAsStream("camera.yaml"))) {
            Files.write(file, text.readAllBytes());
            return file.toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    /** CRC-32C of each page, as the journal keeps it. */
    private static List<Integer> checksums(Path movie) throws IOException {
        List<Integer> checksums = new ArrayList<>();
        short[] pixels = new short[SmallMovie.SIDE_PX * SmallMovie.SIDE_PX];
        ByteBuffer bytes = ByteBuffer.allocate(2 * pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        try (TiffMovie pages = TiffMovie.open(movie)) {
            for (int page = 0; page < SmallMovie.FRAMES; page++) {
                pages.read(page, pixels);
                bytes.asShortBuffer().put(pixels);
                CRC32C crc = new CRC32C();
                crc.update(bytes.array());
                checksums.add((int) crc.getValue());
            }
        }
        return checksums;
    }

    private static void read(Path session, List<SessionEvent.FrameArrived> arrived, List<Long> pulses)
            throws IOException {
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                switch (event) {
                    case SessionEvent.FrameArrived frame -> arrived.add(frame);
                    case SessionEvent.PulseDecided pulse -> pulses.add(pulse.frameIndex());
                    default -> {}
                }
            }
        }
    }
}
