package org.loopscope.acquisition.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.file.movie.Movie;
import org.loopscope.acquisition.file.movie.MovieMetadata;
import org.loopscope.acquisition.file.movie.PixelKind;
import org.loopscope.acquisition.file.movie.RecordingOptions;
import org.loopscope.acquisition.file.movie.RecordingOptions.Axes;
import org.loopscope.acquisition.file.movie.RecordingSource;

/** Files that tifffile, h5py and PyNWB wrote, against the numbers that they were told to write. */
class GoldenRecordingsTest {
    private static final RecordingOptions NONE = RecordingOptions.none();

    private final Frame frame = new Frame(Golden.WIDTH, Golden.HEIGHT);

    @Test
    void shouldReadAnImageJHyperstackInItsOrder() throws IOException {
        try (Movie movie = Recordings.openMovie(Golden.recording("imagej_t3z2c2.tif"), NONE)) {
            MovieMetadata said = movie.metadata();
            assertEquals(2, said.order().channels());
            assertEquals(2, said.order().planes());
            // finterval is from volume to volume: 5 Hz of 2 planes.
            assertEquals(10, said.rateHz(), 1e-6);
            assertEquals(1.25, said.pixelSizeUm(), 1e-3);
            assertEquals(12, movie.frames());
            for (int n = 0; n < 12; n++) {
                movie.read(n, frame);
                assertAddress(n, n / 2 % 2, n % 2);
                assertArrayEquals(Golden.image(n, 0), frame.pixels, "frame " + n);
                assertEquals((n / 2 + 1) * 100_000_000L, movie.exposureEndNs(n));
            }
        }
    }

    @Test
    void shouldReadImagesBehindOneDirectory() throws IOException {
        try (Movie movie = Recordings.openMovie(Golden.recording("imagej_contiguous.tif"), NONE)) {
            assertEquals(8, movie.metadata().rateHz(), 1e-6);
            assertImages(movie, 5, 0);
        }
        try (Movie movie = Recordings.openMovie(Golden.recording("truncated_series.tif"), NONE)) {
            assertEquals(4, movie.frames());
            for (int n = 0; n < 4; n++) {
                movie.read(n, frame);
                assertArrayEquals(Golden.byteImage(n), frame.pixels);
            }
        }
    }

    @Test
    void shouldTurnOmesOrderIntoThatOfExposures() throws IOException {
        try (Movie movie = Recordings.openMovie(Golden.recording("ome_t2c2z2.ome.tif"), NONE)) {
            assertEquals(0.8, movie.metadata().pixelSizeUm(), 1e-9);
            // 50 ms from volume to volume, of 2 planes.
            assertEquals(40, movie.metadata().rateHz(), 1e-5);
            // Stored as time, channel, plane; played as time, plane, channel.
            int[] images = {0, 2, 1, 3, 4, 6, 5, 7};
            for (int n = 0; n < images.length; n++) {
                movie.read(n, frame);
                assertAddress(n, n / 2 % 2, n % 2);
                assertArrayEquals(Golden.image(images[n], 0), frame.pixels, "frame " + n);
            }
        }
    }

    @Test
    void shouldLoseNothingOfSignedPixels() throws IOException {
        try (Movie movie = Recordings.openMovie(Golden.recording("int16_big_endian.tif"), NONE)) {
            assertEquals(PixelKind.INT16, movie.metadata().pixels());
            assertTrue(movie.metadata()
                    .report()
                    .contains("signed pixels: 32768 is added to each, so that none is" + " negative"));
            assertImages(movie, 3, 32_768 - 500);
        }
        try (Movie movie = Recordings.openMovie(Golden.recording("deflate8.tif"), NONE)) {
            assertEquals(PixelKind.UINT8, movie.metadata().pixels());
            movie.read(2, frame);
            assertArrayEquals(Golden.byteImage(2), frame.pixels);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scanimage_c2z2.tif", "scanimage_json.tif"})
    void shouldReadScanImage(String name) throws IOException {
        try (Movie movie = Recordings.openMovie(Golden.recording(name), NONE)) {
            MovieMetadata said = movie.metadata();
            assertEquals("ScanImage BigTIFF", said.format());
            assertEquals(2, said.order().channels());
            assertEquals(2, said.order().planes());
            assertEquals(1, said.order().flyback());
            assertEquals(20, said.rateHz(), 1e-5);
            assertEquals(20, said.pixelSizeUm(), 1e-9);
            assertTrue(said.deviceTimes());
            // Exposures 0 to 8 without 4, which was lost, and 2, 5 and 8, which are flyback.
            int[] exposures = {0, 1, 3, 6, 7};
            int[] indices = {0, 2, 4, 8, 10};
            assertEquals(2L * exposures.length, movie.frames());
            for (int n = 0; n < movie.frames(); n++) {
                movie.read(n, frame);
                int exposure = exposures[n / 2];
                assertAddress(indices[n / 2] + n % 2, exposure % 3, n % 2);
                assertEquals((exposure + 1) * 1e9 / 30, (double) frame.deviceNs, 2, "end of exposure " + exposure);
                assertEquals(frame.deviceNs, movie.exposureEndNs(n));
                int value = 100 * exposure + 50 * (n % 2) - 300 + 32_768;
                assertEquals(value, frame.pixels[0] & 0xFFFF);
                assertEquals(value + 7 * 17 + 23, frame.pixels[frame.pixels.length - 1] & 0xFFFF);
                assertEquals(exposure == 3 ? 2 : 0, movie.edges().count(0));
                assertEquals(exposure % 2, movie.edges().count(3));
                if (exposure == 3) {
                    assertEquals(101_000_000L, movie.edges().deviceNs(0, 0));
                    assertEquals(120_000_000L, movie.edges().deviceNs(0, 1));
                    assertEquals(105_000_000L, movie.edges().deviceNs(3, 0));
                }
            }
        }
    }

    @Test
    void shouldReadChunkedHdf5() throws IOException {
        try (Movie movie = Recordings.openMovie(Golden.recording("plain.h5"), NONE)) {
            assertEquals("HDF5 /movie/raw", movie.metadata().format());
            assertImages(movie, 7, 0);
        }
    }

    @Test
    void shouldAskWhichDatasetIsMeant() throws IOException {
        assertEquals("holds 2 datasets of frames (/a, /b); say which one with dataset", refusal("two_movies.h5", NONE));
        try (Movie movie = Recordings.openMovie(Golden.recording("two_movies.h5"), NONE.withDataset("/b", Axes.AUTO))) {
            assertImages(movie, 3, 32_768 - 500);
        }
        assertEquals(
                "has no c; give the path of a dataset or a series",
                refusal("two_movies.h5", NONE.withDataset("c", Axes.AUTO)));
        assertEquals(
                "holds 2 series (/acquisition/Green, /acquisition/Red); say which one with dataset",
                refusal("two_series.nwb", NONE));
        assertEquals(
                "the frames of /acquisition/Elsewhere are in other files, the first is img_00001.tif; open that one",
                refusal("external.nwb", NONE));
    }

    /** The largest value, 2142, is the largest count; 0 is 0. */
    @Test
    void shouldScaleFractionsToCounts() throws IOException {
        try (Movie movie =
                Recordings.openMovie(Golden.recording("two_movies.h5"), NONE.withDataset("floats", Axes.AUTO))) {
            assertEquals(0, movie.metadata().pixelOffset());
            short[] image = Golden.image(2, 0);
            movie.read(2, frame);
            for (int p = 0; p < image.length; p++) {
                double counts = (image[p] & 0xFFFF) * 65_535.0 / 2142;
                assertEquals(counts, frame.pixels[p] & 0xFFFF, 0.51, "pixel " + p);
            }
        }
    }

    @Test
    void shouldReadNwbWithWidthFirstAndItsTimes() throws IOException {
        try (Movie movie = Recordings.openMovie(Golden.recording("two_photon.nwb"), NONE)) {
            assertEquals(10, movie.metadata().rateHz(), 1e-5);
            assertEquals(1.5, movie.metadata().pixelSizeUm(), 1e-6);
            assertTrue(movie.metadata().deviceTimes());
            assertImages(movie, 6, 0);
            movie.read(3, frame);
            assertEquals(450_000_000L, frame.deviceNs);
            assertEquals(500_000_000L, movie.exposureEndNs(3));
        }
    }

    @Test
    void shouldReadNwbWithHeightFirstWhereItsDimensionOrTheUserSaysSo() throws IOException {
        try (Movie movie = Recordings.openMovie(Golden.recording("height_first.nwb"), NONE)) {
            assertEquals(10, movie.metadata().rateHz(), 1e-6);
            assertFalse(movie.metadata().deviceTimes());
            assertImages(movie, 6, 32_768 - 500);
        }
        RecordingOptions turned = NONE.withDataset("", Axes.WIDTH_HEIGHT);
        try (Movie movie = Recordings.openMovie(Golden.recording("height_first.nwb"), turned)) {
            assertEquals(Golden.HEIGHT, movie.metadata().widthPx());
        }
    }

    @Test
    void shouldReadAVolumePlaneByPlane() throws IOException {
        try (Movie movie = Recordings.openMovie(Golden.recording("volume.nwb"), NONE)) {
            assertEquals(2, movie.metadata().order().planes());
            assertEquals(20, movie.metadata().rateHz(), 1e-6);
            assertEquals(12, movie.frames());
            for (int n = 0; n < 12; n++) {
                movie.read(n, frame);
                assertAddress(n, n % 2, 0);
                assertArrayEquals(Golden.image(n / 2, n % 2), frame.pixels);
                assertEquals((n + 1) * 50_000_000L, movie.exposureEndNs(n));
            }
        }
    }

    @Test
    void shouldRefuseWhatContradictsTheRecording() {
        assertEquals(
                "the recording says 20.00 Hz, the rate given is 30.00 Hz; leave the rate out",
                refusal("scanimage_c2z2.tif", NONE.withRate(30)));
        assertEquals(
                "the recording has 2 plane(s), 3 were given; leave planes out",
                refusal("scanimage_c2z2.tif", NONE.withVolume(3, 0)));
        assertEquals(
                "its frames are 24x18 pixels, not 32x32 as given; leave width and height out",
                refusal("plain.h5", NONE.withSize(32, 32)));
        IOException noRate = assertThrows(
                IOException.class,
                () -> Recordings.open(Golden.recording("int16_big_endian.tif"), NONE)
                        .close());
        assertTrue(String.valueOf(noRate.getMessage()).endsWith("does not say its frame rate; give it as rate"));
    }

    @Test
    void shouldPlayByTheDevicesTimes() throws IOException {
        try (RecordingSource source = Recordings.open(Golden.recording("two_photon.nwb"), NONE)) {
            source.startAt(1_000);
            long[] endsNs = IntStream.of(1, 2, 3, 5, 6, 7)
                    .mapToLong(tenth -> 1_000 + tenth * 100_000_000L)
                    .toArray();
            for (long endNs : endsNs) {
                assertEquals(endNs, source.nextExposureEndNs());
                assertEquals(Poll.NOT_YET, source.poll(endNs - 1, frame));
                assertEquals(Poll.FRAME, source.poll(endNs, frame));
                assertEquals(endNs, frame.exposureEndNs);
            }
            assertEquals(Poll.ENDED, source.poll(Long.MAX_VALUE, frame));
        }
    }

    private void assertImages(Movie movie, int count, int offset) throws IOException {
        assertEquals(Golden.WIDTH, movie.metadata().widthPx());
        assertEquals(Golden.HEIGHT, movie.metadata().heightPx());
        assertEquals(count, movie.frames());
        for (int n :
                IntStream.concat(IntStream.range(0, count), IntStream.of(0)).toArray()) {
            movie.read(n, frame);
            assertAddress(n, 0, 0);
            assertArrayEquals(Golden.image(n, offset), frame.pixels, "frame " + n);
        }
    }

    private void assertAddress(long index, int plane, int channel) {
        assertEquals(index, frame.index);
        assertEquals(plane, frame.plane);
        assertEquals(channel, frame.channel);
    }

    /** What is said of a file after its name. */
    private static String refusal(String name, RecordingOptions options) {
        IOException refused = assertThrows(
                IOException.class,
                () -> Recordings.openMovie(Golden.recording(name), options).close());
        String message = String.valueOf(refused.getMessage());
        String start = Golden.recording(name) + ": ";
        assertTrue(message.startsWith(start) && !message.contains("\n"), message);
        return message.substring(start.length());
    }
}
