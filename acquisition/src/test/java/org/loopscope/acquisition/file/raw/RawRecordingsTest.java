package org.loopscope.acquisition.file.raw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.file.Recordings;
import org.loopscope.acquisition.file.movie.Movie;
import org.loopscope.acquisition.file.movie.RecordingOptions;

class RawRecordingsTest {
    private static final int WIDTH = 20;
    private static final int HEIGHT = 17;
    private static final int PIXELS = WIDTH * HEIGHT;
    private static final RecordingOptions NONE = RecordingOptions.none();

    @TempDir
    private Path folder;

    private final Frame frame = new Frame(WIDTH, HEIGHT);

    @Test
    void shouldReadSuite2pFramesWithoutLosingTheirSign() throws IOException {
        Path file = write("data.bin", 0, 3 * PIXELS, i -> i % PIXELS - 100);
        assertRefused(file, NONE, "a raw file does not say the size of its frames; give width and height");
        assertRefused(file, NONE.withSize(WIDTH + 1, HEIGHT), "are not a whole number of 21x17 frames");
        try (Movie movie =
                Recordings.openMovie(file, NONE.withSize(WIDTH, HEIGHT).withRate(30))) {
            assertEquals("Suite2p binary", movie.metadata().format());
            assertEquals(3, movie.frames());
            movie.read(2, frame);
            assertEquals(32_768 - 100, frame.pixels[0] & 0xFFFF);
            assertEquals(32_768 - 100 + PIXELS - 1, frame.pixels[PIXELS - 1] & 0xFFFF);
            assertEquals(3 * 33_333_333L, movie.exposureEndNs(2));
        }
    }

    @Test
    void shouldTakePrairieLinksSizeFromItsHeader() throws IOException {
        Path file = write("stream.bin", WIDTH | HEIGHT << 16, 2 * PIXELS, i -> 60_000 + i);
        try (Movie movie = Recordings.openMovie(file, NONE)) {
            assertEquals("PrairieLink raw", movie.metadata().format());
            assertEquals(WIDTH, movie.metadata().widthPx());
            assertEquals(2, movie.frames());
            movie.read(1, frame);
            assertEquals(60_000 + PIXELS, frame.pixels[0] & 0xFFFF);
        }
    }

    @Test
    void shouldReadThorImagesVolumes() throws IOException {
        Files.writeString(folder.resolve("Experiment.xml"), """
                <?xml version="1.0"?>
                <ThorImageExperiment>
                  <Wavelengths><Wavelength name="ChanA" exposuretimeMS="0"/><Wavelength name="ChanB"/></Wavelengths>
                  <ZStage name="ThorZ" steps="3" enable="1"/>
                  <Streaming enable="1" frames="8" zFastEnable="1" flybackFrames="1"/>
                  <LSM pixelX="20" pixelY="17" pixelSizeUM="1.1" frameRate="120.0" averageMode="1" averageNum="2"/>
                </ThorImageExperiment>
                """);
        // Eight exposures of two channels: volumes of three planes and one flyback.
        Path file = write("Image_0001_0001.raw", 0, 16 * PIXELS, i -> 10 * (i / PIXELS));
        try (Movie movie = Recordings.openMovie(file, NONE)) {
            assertEquals("ThorImage raw", movie.metadata().format());
            // 60 Hz after averaging, of which three exposures in four are frames.
            assertEquals(45, movie.metadata().rateHz(), 1e-6);
            assertEquals(1.1, movie.metadata().pixelSizeUm(), 1e-9);
            assertEquals(12, movie.frames());
            int[] exposures = {0, 1, 2, 4, 5, 6};
            for (int n = 0; n < 12; n++) {
                movie.read(n, frame);
                assertEquals(n, frame.index);
                assertEquals(n / 2 % 3, frame.plane);
                assertEquals(n % 2, frame.channel);
                assertEquals(10 * (2 * exposures[n / 2] + n % 2), frame.pixels[PIXELS / 2]);
                assertEquals((exposures[n / 2] + 1) * 16_666_667L, movie.exposureEndNs(n));
            }
        }
    }

    @Test
    void shouldTurnScanboxsInvertedAndInterleavedPixels() throws IOException {
        Path file = write("rec_000_000.sbx", 0, 4 * PIXELS, i -> 65_535 - (1000 * (i % 2) + i / 2));
        RecordingOptions said = NONE.withSize(WIDTH, HEIGHT).withVolume(1, 2);
        try (Movie movie = Recordings.openMovie(file, said)) {
            assertEquals(4, movie.frames());
            movie.read(3, frame);
            assertEquals(1, frame.channel);
            assertEquals(1000 + PIXELS, frame.pixels[0]);
            assertEquals(1000 + PIXELS + 5, frame.pixels[5]);
        }
    }

    /** The file is sparse: it takes no room. */
    @Test
    void shouldReadBeyondFourGigabytes() throws IOException {
        Path file = folder.resolve("long.raw");
        long frames = 8_000_000;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer last =
                    ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) 4711);
            channel.write(last, frames * 2 * PIXELS - 2);
        }
        try (Movie movie =
                Recordings.openMovie(file, NONE.withSize(WIDTH, HEIGHT).withRate(30))) {
            assertEquals(frames, movie.frames());
            movie.read(frames - 1, frame);
            assertEquals(0, frame.pixels[PIXELS - 2]);
            assertEquals(4711, frame.pixels[PIXELS - 1]);
        }
    }

    @Test
    void shouldSayWhereAnExperimentIsDamaged() throws IOException {
        Path file = write("Image_0001_0001.raw", 0, PIXELS, i -> i);
        Files.writeString(folder.resolve("Experiment.xml"), "<ThorImageExperiment><LSM pixelX=");
        assertRefused(file, NONE, "damaged XML at line 1");
        Files.writeString(folder.resolve("Experiment.xml"), "<ThorImageExperiment/>");
        assertRefused(file, NONE, "does not say LSM pixelX and pixelY");
    }

    /** @param header written first when it is not 0 */
    private Path write(String name, int header, int count, IntUnaryOperator value) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(2 * count + (header == 0 ? 0 : 4)).order(ByteOrder.LITTLE_ENDIAN);
        if (header != 0) {
            bytes.putInt(header);
        }
        for (int i = 0; i < count; i++) {
            bytes.putShort((short) value.applyAsInt(i));
        }
        return Files.write(folder.resolve(name), bytes.array());
    }

    private static void assertRefused(Path file, RecordingOptions options, String why) {
        IOException refused = assertThrows(
                IOException.class, () -> Recordings.openMovie(file, options).close());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(why) && !message.contains("\n"), message);
    }
}
