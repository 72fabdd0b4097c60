package org.loopscope.acquisition.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.camera.CameraSettings.Region;

/** Aravis' own fake camera as a process of its own: a camera that somebody else has written. */
@SuppressWarnings("try") // the program is there to be ended
final class FakeCameraProgramTest {
    private static final String ADDRESS = "127.0.0.1";

    private final AravisLibrary aravis = Aravis.require();

    private static CameraSettings settings(double rateHz, int widthPx, int heightPx) {
        return new CameraSettings(
                ADDRESS,
                MonoFormat.MONO8,
                rateHz,
                Optional.of(new Region(0, 0, widthPx, heightPx)),
                OptionalDouble.of(10_000),
                OptionalDouble.of(0),
                Optional.empty(),
                OptionalInt.empty(),
                CameraSettings.USUAL_BUFFERS);
    }

    /** The program's ids start at 65400, so that they wrap after 135 frames; 65535 is 0 in its picture, and 1 is 1. */
    @Test
    void shouldNumberFramesAcrossTheWrapOfTheirIds() throws IOException {
        try (FakeCameraProgram program = FakeCameraProgram.start(ADDRESS, "LS01")) {
            List<String> seen = aravis.cameras();
            assertTrue(seen.contains("Aravis-Fake-LS01 (127.0.0.1)"), seen::toString);
            double rateHz = 100;
            try (GenicamCamera camera = open(settings(rateHz, 64, 48))) {
                Frame frame = new Frame(64, 48);
                camera.startAt(System.nanoTime());
                Frames.next(camera, frame);
                long firstNs = frame.deviceNs;
                int firstLevel = frame.pixels[0];
                long lastNs = firstNs;
                long last = 0;
                while (last < 300) {
                    Frames.next(camera, frame);
                    assertTrue(frame.index > last, frame.index + " after " + last);
                    assertTrue(frame.deviceNs > lastNs, "the camera's clock runs forwards");
                    assertRamp(frame);
                    assertEquals((firstLevel + frame.index) % 255, frame.pixels[0], "the number is the picture's");
                    last = frame.index;
                    lastNs = frame.deviceNs;
                }
                // It sends fewer than its rate when it is late, and does not number what it left out.
                assertTrue(last <= (lastNs - firstNs) * 1e-9 * rateHz + 2, "more numbers than frames");
            }
        }
    }

    private GenicamCamera open(CameraSettings settings) throws IOException {
        return GenicamCamera.open(aravis, settings, statistics -> {});
    }

    /** The program's picture: a diagonal ramp from 0 to 254 that moves by one with each frame. */
    private static void assertRamp(Frame frame) {
        for (int y = 0; y < frame.heightPx; y++) {
            for (int x = 0; x < frame.widthPx; x++) {
                assertEquals((frame.pixels[0] + x + y) % 255, frame.pixels[y * frame.widthPx + x]);
            }
        }
    }

    @Test
    void shouldSayWhichPixelFormatsThereAre() throws IOException {
        try (FakeCameraProgram program = FakeCameraProgram.start(ADDRESS, "LS02")) {
            CameraSettings twelveBits = new CameraSettings(ADDRESS, MonoFormat.MONO12, 25);
            IOException failure =
                    assertThrows(IOException.class, () -> open(twelveBits).close());
            String line = String.valueOf(failure.getMessage());
            assertTrue(line.startsWith("camera 127.0.0.1 gives no Mono12 pixels; it gives "), line);
            assertTrue(line.contains("Mono8") && line.contains("Mono16"), line);
        }
    }

    @Test
    void shouldFailWithinTheStatedTimeWhenTheCameraDies() throws IOException {
        try (FakeCameraProgram program = FakeCameraProgram.start(ADDRESS, "LS03");
                GenicamCamera camera = open(settings(50, 128, 128))) {
            Frame frame = new Frame(128, 128);
            camera.startAt(System.nanoTime());
            for (int i = 0; i < 20; i++) {
                Frames.next(camera, frame);
            }
            program.kill();
            long killedNs = System.nanoTime();
            UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> {
                while (System.nanoTime() - killedNs < 30_000_000_000L) {
                    camera.poll(System.nanoTime(), frame);
                    LockSupport.parkNanos(1_000_000);
                }
            });
            double afterS = (System.nanoTime() - killedNs) / 1e9;
            assertTrue(afterS < GenicamCamera.LOST_WITHIN_S, "noticed after " + afterS + " s");
            assertEquals(
                    "camera 127.0.0.1 no longer answers, or another program has taken it; check its cable and power",
                    failure.getMessage());
        }
    }
}
