package org.loopscope.acquisition.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.camera.CameraSettings.Region;
import org.loopscope.acquisition.camera.simulated.PacketLoss;
import org.loopscope.acquisition.simulated.SimulatedMicroscope;
import org.loopscope.acquisition.simulated.SimulatedNeurons;
import org.loopscope.acquisition.simulated.SimulatedRigSettings;

/** Frames over real GigE Vision, between the simulated camera and Aravis, on the loopback interface. */
@SuppressWarnings("try") // a running camera is there to be ended
final class GenicamCameraTest {
    /** How long a busy machine may hold up a thread between two readings. */
    private static final long READING_NS = 50_000_000;

    private static final FrameFormat SMALL = new FrameFormat(96, 64, 25);
    private static final long SEED = 5;

    private final AravisLibrary aravis = Aravis.require();

    private static CameraSettings settings(String address, MonoFormat pixels, Optional<Region> region) {
        return new CameraSettings(
                address,
                pixels,
                SMALL.rateHz(),
                region,
                OptionalDouble.of(2_000),
                OptionalDouble.of(6),
                Optional.empty(),
                OptionalInt.of(1500),
                CameraSettings.USUAL_BUFFERS);
    }

    @ParameterizedTest
    @EnumSource(MonoFormat.class)
    void shouldGiveThePixelsThatTheSceneShowed(MonoFormat pixels) throws IOException {
        RecordedScene scene = new RecordedScene(new NoiseScene(SMALL, SEED));
        try (RunningCamera running = new RunningCamera(scene, "127.0.0.2", 65_520, PacketLoss.NONE);
                GenicamCamera camera = open(settings("127.0.0.2", pixels, Optional.empty()))) {
            Frame frame = new Frame(96, 64);
            camera.startAt(System.nanoTime());
            long first = -1;
            for (int i = 0; i < 40; i++) {
                Frames.next(camera, frame);
                RecordedScene.Shown shown = scene.at(frame.deviceNs);
                first = i == 0 ? shown.number() : first;
                assertArrayEquals(clipped(shown.pixels(), pixels.most), frame.pixels);
                assertEquals(shown.number() - first, frame.index, "the ids wrap and the numbers do not");
                // Here the camera has the session's clock; its two clocks are read one after the other.
                assertTrue(frame.exposureEndNs >= frame.deviceNs - READING_NS, "before the exposure's own time");
                assertTrue(frame.exposureEndNs <= System.nanoTime());
            }
            // None, unless the machine is busy with other things.
            assertEquals(
                    frame.index + 1 - 40,
                    camera.statistics().lost(),
                    camera.statistics().text());
        }
    }

    private static short[] clipped(short[] pixels, int most) {
        short[] clipped = new short[pixels.length];
        for (int p = 0; p < pixels.length; p++) {
            clipped[p] = (short) Math.min(Short.toUnsignedInt(pixels[p]), most);
        }
        return clipped;
    }

    @Test
    void shouldGiveTheFramesOfTheSimulatedMicroscope() throws IOException {
        RecordedScene scene = new RecordedScene(microscope());
        SimulatedMicroscope twin = microscope();
        try (RunningCamera running = new RunningCamera(scene, "127.0.0.2", 1, PacketLoss.NONE);
                GenicamCamera camera = open(settings("127.0.0.2", MonoFormat.MONO16, Optional.empty()))) {
            Frame frame = new Frame(96, 64);
            Frame truth = new Frame(96, 64);
            truth.index = -1;
            camera.startAt(System.nanoTime());
            for (int i = 0; i < 30; i++) {
                Frames.next(camera, frame);
                while (truth.index < scene.at(frame.deviceNs).number()) {
                    twin.poll(twin.nextExposureEndNs(), truth);
                }
                assertArrayEquals(truth.pixels, frame.pixels);
            }
        }
    }

    private static SimulatedMicroscope microscope() {
        SimulatedNeurons bursting = new SimulatedNeurons() {
            @Override
            public int count() {
                return 4;
            }

            @Override
            public void spikes(long fromNs, long toNs, int[] spikeCounts) {
                Arrays.fill(spikeCounts, 2);
            }
        };
        return new SimulatedMicroscope(
                bursting,
                SimulatedRigSettings.forFormat(SMALL, SEED),
                startNs -> {},
                (frame, endNs, spikes, shiftX, shiftY, delivered) -> {});
    }

    @Test
    void shouldReadTheRegionOfTheSensorThatWasAskedFor() throws IOException {
        RecordedScene scene = new RecordedScene(new NoiseScene(SMALL, SEED));
        Region region = new Region(16, 8, 64, 32);
        try (RunningCamera running = new RunningCamera(scene, "127.0.0.2", 1, PacketLoss.NONE);
                GenicamCamera camera = open(settings("127.0.0.2", MonoFormat.MONO16, Optional.of(region)))) {
            assertEquals(64, camera.format().widthPx());
            assertEquals(32, camera.format().heightPx());
            Frame frame = new Frame(64, 32);
            camera.startAt(System.nanoTime());
            Frames.next(camera, frame);
            short[] shown = scene.at(frame.deviceNs).pixels();
            for (int y = 0; y < 32; y++) {
                for (int x = 0; x < 64; x++) {
                    assertEquals(shown[(y + 8) * 96 + x + 16], frame.pixels[y * 64 + x]);
                }
            }
        }
    }

    /** 12,288 bytes in packets of 1,464: the leader is packet 0, the pixels are 1 to 9, the trailer is 10. */
    @Test
    void shouldAskForLostPacketsAndCountTheFramesThatStayIncomplete() throws IOException {
        RecordedScene scene = new RecordedScene(new NoiseScene(SMALL, SEED));
        PacketLoss loss = (frame, packet, resent) -> switch ((int) frame) {
            case 55 -> packet == 4 && !resent;
            case 60 -> packet == 4;
            case 65 -> packet == 0;
            case 70 -> packet == 10;
            case 75, 76 -> true;
            default -> false;
        };
        try (RunningCamera running = new RunningCamera(scene, "127.0.0.2", 1, loss);
                GenicamCamera camera = open(settings("127.0.0.2", MonoFormat.MONO16, Optional.empty()))) {
            Frame frame = new Frame(96, 64);
            camera.startAt(System.nanoTime());
            Frames.next(camera, frame);
            long first = scene.at(frame.deviceNs).number();
            List<Long> missing = new ArrayList<>();
            for (long expected = first + 1; expected < 80; expected++) {
                Frames.next(camera, frame);
                RecordedScene.Shown shown = scene.at(frame.deviceNs);
                assertArrayEquals(shown.pixels(), frame.pixels);
                assertEquals(shown.number() - first, frame.index);
                for (; expected < shown.number(); expected++) {
                    missing.add(expected);
                }
            }
            assertEquals(List.of(60L, 65L, 70L, 75L, 76L), missing, "and 55 was sent once more");
            // Of the last two not a packet came: only their numbers are missing.
            assertEquals("lost: 3 with packets missing, 2 without a trace", losses(camera));
        }
    }

    private static String losses(GenicamCamera camera) {
        String text = camera.statistics().text();
        return text.substring(text.indexOf("lost"));
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 80, 640})
    void shouldFailAtOnceWhenFramesChangeTheirSize(int heightPx) throws IOException {
        try (RunningCamera running = new RunningCamera(new NoiseScene(SMALL, SEED), "127.0.0.2", 1, PacketLoss.NONE);
                GenicamCamera camera = open(settings("127.0.0.2", MonoFormat.MONO16, Optional.empty()))) {
            Frame frame = new Frame(96, 64);
            camera.startAt(System.nanoTime());
            Frames.next(camera, frame);
            running.wish(housing -> housing.resize(96, heightPx));
            UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> {
                for (int i = 0; i < 20; i++) {
                    Frames.next(camera, frame);
                }
            });
            assertEquals(
                    "camera 127.0.0.2 sent a frame of 96x" + heightPx
                            + " pixels in format 0x01100007 where 96x64 Mono16"
                            + " were agreed; let no other program change its settings, and start again",
                    failure.getMessage());
        }
    }

    @Test
    void shouldPutNothingOnTheHeapForAFrame() throws IOException {
        FrameFormat fast = new FrameFormat(128, 128, 400);
        CameraSettings settings = new CameraSettings("127.0.0.2", MonoFormat.MONO8, 400);
        try (RunningCamera running = new RunningCamera(new NoiseScene(fast, SEED), "127.0.0.2", 1, PacketLoss.NONE);
                GenicamCamera camera = open(settings)) {
            Frame frame = new Frame(128, 128);
            camera.startAt(System.nanoTime());
            long bytes = Allocation.bytesPerWarmRound(() -> {
                for (int i = 0; i < 5; i++) {
                    Frames.next(camera, frame);
                }
            });
            assertEquals(0, bytes);
        }
    }

    @Test
    void shouldSayInOneLineWhyACameraCannotBeUsed() throws IOException {
        try (RunningCamera running = new RunningCamera(new NoiseScene(SMALL, SEED), "127.0.0.2", 1, PacketLoss.NONE)) {
            refuses(
                    "camera 127.0.0.2 runs at 25.000 Hz where the rate is 60.000 Hz",
                    new CameraSettings("127.0.0.2", MonoFormat.MONO16, 60));
            refuses(
                    "camera 127.0.0.2 cannot be told region [0, 0, 960, 64]",
                    settings("127.0.0.2", MonoFormat.MONO16, Optional.of(new Region(0, 0, 960, 64))));
            refuses(
                    "camera 127.0.0.3 cannot be opened",
                    new CameraSettings("127.0.0.3", MonoFormat.MONO16, SMALL.rateHz()));
            refuses("camera 127.0.0.2 cannot be told trigger Line9", triggered("Line9"));
            open(triggered("Line1")).close();
            CameraSettings good = new CameraSettings("127.0.0.2", MonoFormat.MONO16, SMALL.rateHz());
            try (GenicamCamera camera = open(good)) {
                refuses("camera 127.0.0.2 is in use by another program", good);
            }
        }
    }

    private static CameraSettings triggered(String line) {
        return new CameraSettings(
                "127.0.0.2",
                MonoFormat.MONO16,
                SMALL.rateHz(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of(line),
                OptionalInt.empty(),
                3);
    }

    private GenicamCamera open(CameraSettings settings) throws IOException {
        return GenicamCamera.open(aravis, settings, statistics -> {});
    }

    private void refuses(String start, CameraSettings settings) {
        IOException failure =
                assertThrows(IOException.class, () -> open(settings).close());
        String line = String.valueOf(failure.getMessage());
        assertTrue(line.startsWith(start), line);
        assertEquals(1, line.lines().count(), line);
    }
}
