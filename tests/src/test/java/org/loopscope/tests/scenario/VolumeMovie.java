package org.loopscope.tests.scenario;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.simulated.SimulatedMicroscope;

/**
 * Two planes of the simulated microscope in turn, with a first channel of nothing but noise, in a TIFF as ScanImage wrote
 * it before 2016: the microscope's numbers in each page's description. One exposure of plane 1 was lost.
 */
public final class VolumeMovie {
    static final int SIDE = 96;
    static final int PLANES = 2;
    static final int CHANNELS = 2;
    static final int VOLUMES = 420;
    static final int LOST_VOLUME = 260;
    static final double EXPOSURE_HZ = 30;
    private static final int LOST_EXPOSURE = PLANES * LOST_VOLUME + 1;
    private static final int ENTRIES = 10;
    private static final int DIRECTORY_BYTES = 2 + 12 * ENTRIES + 4;
    private static final String HEAD = """
            SI.hChannels.channelSave = [1;2]
            SI.hRoiManager.scanFrameRate = 30
            SI.hStackManager.enable = true
            SI.hStackManager.numSlices = 2
            SI.hStackManager.framesPerSlice = 1
            """;

    private VolumeMovie() {}

    /** Frames of both channels that are lost. */
    static long lostFrom() {
        return (long) LOST_EXPOSURE * CHANNELS;
    }

    /** A short mapping session of it, as a file. */
    public static Path experiment(Path folder, Path movie) throws IOException {
        return Files.writeString(folder.resolve("volumes.yaml"), """
                name: volumes
                seed: 3
                subject: { subject_id: volumes, species: Mus musculus, sex: U, age: P90D }
                rig: { name: test-rig }
                mqtt: { broker: off }
                dashboard: { serve: false }
                source: { kind: movie, file: %s }
                imaging: { channel: 1, calibration: 8 s, detector_offset: 600 }
                stimuli: { size: 16 px, choosable: 10, held_out: 2 }
                model: { device: java, channels: [16, 16], kernels: [5, 3], batch: 16, scale_from: 8 }
                learning: { steps_per_presentation: 1, polish_steps: 3, evaluate_every: 20, targets: 2 }
                blocks:
                  - { kind: map, presentation: 300 ms, held_out_repeats: 3, stop: { presentations: 16 } }
                  - { kind: spontaneous, duration: 30 s }
                """.formatted(movie));
    }

    public static Path write(Path folder) throws IOException {
        FrameFormat plane = new FrameFormat(SIDE, SIDE, EXPOSURE_HZ / PLANES);
        Path file = folder.resolve("volumes.tif");
        Frame frame = new Frame(SIDE, SIDE);
        short[] noise = new short[SIDE * SIDE];
        SplittableRandom random = new SplittableRandom(17);
        try (SimulatedMicroscope shallow = FaultyMovie.microscope(plane, 15);
                SimulatedMicroscope deep = FaultyMovie.microscope(plane, 16);
                FileChannel out = FileChannel.open(file, CREATE_NEW, WRITE)) {
            Pages pages = new Pages(out);
            pages.begin();
            for (int exposure = 0; exposure < PLANES * VOLUMES; exposure++) {
                SimulatedMicroscope of = exposure % PLANES == 0 ? shallow : deep;
                of.poll(of.nextExposureEndNs(), frame);
                for (int p = 0; p < noise.length; p++) {
                    noise[p] = (short) (700 + random.nextInt(100));
                }
                if (exposure != LOST_EXPOSURE) {
                    pages.write(exposure, noise, false);
                    pages.write(exposure, frame.pixels, exposure == PLANES * VOLUMES - 1);
                }
            }
        }
        return file;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Each page: its directory, its description, its pixels. */
    private static final class Pages {
        private final FileChannel out;
        private int at = 8;

        Pages(FileChannel out) {
            this.out = out;
        }

        void write(int exposure, short[] pixels, boolean last) throws IOException {
            ByteArrayOutputStream note = new ByteArrayOutputStream();
            note.writeBytes((at == 8 ? HEAD : "").getBytes(StandardCharsets.US_ASCII));
            note.writeBytes(String.format(
                            Locale.ROOT,
                            "frameNumbers = %d%nframeTimestamps_sec = %.9f%n",
                            exposure + 1,
                            exposure / EXPOSURE_HZ)
                    .getBytes(StandardCharsets.US_ASCII));
            note.write(0);
            int noteAt = at + DIRECTORY_BYTES;
            int pixelsAt = noteAt + note.size() + note.size() % 2;
            ByteBuffer page = little(pixelsAt - at + 2 * pixels.length);
            page.putShort((short) ENTRIES);
            entry(page, 256, 4, 1, SIDE);
            entry(page, 257, 4, 1, SIDE);
            entry(page, 258, 4, 1, 16);
            entry(page, 259, 4, 1, 1);
            entry(page, 262, 4, 1, 1);
            entry(page, 270, 2, note.size(), noteAt);
            entry(page, 273, 4, 1, pixelsAt);
            entry(page, 277, 4, 1, 1);
            entry(page, 278, 4, 1, SIDE);
            entry(page, 279, 4, 1, 2 * pixels.length);
            page.putInt(last ? 0 : at + page.capacity());
            page.put(note.toByteArray()).position(pixelsAt - at);
            page.asShortBuffer().put(pixels);
            append(page.position(page.limit()));
            at += page.capacity();
        }

        void begin() throws IOException {
            append(little(8)
                    .put((byte) 'I')
                    .put((byte) 'I')
                    .putShort((short) 42)
                    .putInt(8));
        }

        private void append(ByteBuffer bytes) throws IOException {
            bytes.flip();
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }

        private static void entry(ByteBuffer page, int tag, int type, int count, int value) {
            page.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
        }
    }
}
