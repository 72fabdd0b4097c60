package org.loopscope.acquisition.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.SharedData;
import org.loopscope.acquisition.file.follow.ScanImageBytes;
import org.loopscope.acquisition.file.movie.Movie;
import org.loopscope.acquisition.file.movie.RecordingOptions;
import org.loopscope.acquisition.file.movie.RecordingSource;
import org.loopscope.acquisition.file.tiff.TiffMovieWriter;

class RecordingsTest {
    private static final RecordingOptions NONE = RecordingOptions.none();
    private static final int SIDE = 32;

    @TempDir
    private Path folder;

    @Test
    void shouldKnowAFormatByWhatItBeginsWith() throws IOException {
        Path disguised = folder.resolve("movie.raw");
        Files.copy(Golden.recording("plain.h5"), disguised);
        try (Movie movie = Recordings.openMovie(disguised, NONE)) {
            assertEquals("HDF5 /movie/raw", movie.metadata().format());
        }
    }

    @Test
    void shouldSayInOneLineWhatCannotBeRead() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "a text");
        assertRefused(text, NONE, "not a recording that is known");
        assertRefused(folder.resolve("absent.tif"), NONE, "no such file");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertRefused(empty, NONE, "holds no numbered TIFF file");
        Path hdf5 = Golden.recording("plain.h5");
        assertRefused(hdf5, NONE.following(1), "an HDF5 file cannot be read while it is written");
    }

    @Test
    void shouldPlayAFolderAsOneRecording() throws IOException {
        // Written in another order than that of their numbers, and more files than stay open.
        for (int file = 69; file >= 0; file--) {
            write(folder.resolve("img_" + (file + 1) + ".tif"), file);
        }
        Frame frame = new Frame(SIDE, SIDE);
        try (RecordingSource source = Recordings.open(folder, NONE.withRate(10))) {
            source.startAt(0);
            for (int n = 0; n < 70; n++) {
                assertEquals(Poll.FRAME, source.poll(Long.MAX_VALUE, frame));
                assertEquals(n, frame.index);
                assertEquals(n, frame.pixels[SIDE]);
            }
            assertEquals(Poll.ENDED, source.poll(Long.MAX_VALUE, frame));
        }
        write(folder.resolve("other_1.tif"), 0);
        assertRefused(folder, NONE, "holds 2 recordings (img_, other_)");
    }

    @Test
    void shouldOrderBrukersFilesByCycleNumberAndChannel() throws IOException {
        for (int cycle = 1; cycle <= 3; cycle++) {
            for (int plane = 1; plane <= 2; plane++) {
                for (int channel = 1; channel <= 2; channel++) {
                    String name = "T-1_Cycle0000" + cycle + "_Ch" + channel + "_00000" + plane + ".ome.tif";
                    write(folder.resolve(name), 100 * cycle + 10 * plane + channel);
                }
            }
        }
        Frame frame = new Frame(SIDE, SIDE);
        try (Movie movie = Recordings.openMovie(folder, NONE)) {
            assertEquals(2, movie.metadata().order().planes());
            assertEquals(2, movie.metadata().order().channels());
            assertEquals(12, movie.frames());
            movie.read(6, frame);
            assertEquals(1, frame.plane);
            assertEquals(221, frame.pixels[0]);
            movie.read(9, frame);
            assertEquals(312, frame.pixels[0]);
        }
    }

    @Test
    void shouldFindScanImagesKeysBehindMuchOtherText() throws IOException {
        Path file = Files.write(folder.resolve("big_00001.tif"), ScanImageBytes.file(3, 30, 20_000_000));
        long start = System.nanoTime();
        try (Movie movie = Recordings.openMovie(file, NONE)) {
            assertEquals(30, movie.metadata().rateHz(), 1e-6);
            assertEquals(3, movie.frames());
        }
        assertTrue(System.nanoTime() - start < 10_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scanimage", "plain", "raw", "contiguous.h5"})
    void shouldAllocateNothingWhilePlaying(String kind) throws IOException {
        Path file = folder.resolve("movie.raw");
        RecordingOptions options = NONE;
        switch (kind) {
            case "scanimage" -> Files.write(file, ScanImageBytes.file(6_000, 100, 0));
            case "plain" -> {
                Files.delete(write(file, 1));
                try (TiffMovieWriter writer = new TiffMovieWriter(file, SIDE, SIDE)) {
                    for (int n = 0; n < 6_000; n++) {
                        writer.write(new short[SIDE * SIDE]);
                    }
                }
                options = NONE.withRate(30);
            }
            case "raw" -> {
                Files.write(file, new byte[6_000 * 2 * SIDE * SIDE]);
                options = NONE.withRate(30).withSize(SIDE, SIDE);
            }
            default -> {
                try (var hdf5 = io.jhdf.HdfFile.write(file)) {
                    hdf5.putDataset("movie", new short[6_000][SIDE][SIDE]);
                }
                options = NONE.withRate(30);
            }
        }
        Frame frame = new Frame(SIDE, SIDE);
        try (RecordingSource source = Recordings.open(file, options)) {
            source.startAt(0);
            long bytes = Allocation.bytesPerWarmRound(() -> {
                for (int i = 0; i < 25; i++) {
                    assertEquals(Poll.FRAME, source.poll(Long.MAX_VALUE, frame));
                }
            });
            assertEquals(0, bytes, kind);
        }
    }

    @Test
    void shouldFailWhenAFileGetsShorterWhileItIsPlayed() throws IOException {
        Path file = write(folder.resolve("movie_1.tif"), 5);
        Frame frame = new Frame(SIDE, SIDE);
        try (RecordingSource source = Recordings.open(file, NONE.withRate(30))) {
            source.startAt(0);
            try (var channel = java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
                channel.truncate(20);
            }
            UncheckedIOException failed =
                    assertThrows(UncheckedIOException.class, () -> source.poll(Long.MAX_VALUE, frame));
            assertTrue(String.valueOf(failed.getMessage()).contains("the file got shorter while it was read"));
        }
    }

    /** The sample movie gives the same pixels through either door. */
    @Test
    void shouldReadTheRealMovie() throws IOException {
        Path file = SharedData.require("movie/movie_128x128x600_u16.tif");
        Frame frame = new Frame(128, 128);
        short[] direct = new short[128 * 128];
        try (Movie movie = Recordings.openMovie(file, NONE);
                var pages = org.loopscope.acquisition.file.tiff.TiffMovie.open(file)) {
            assertEquals(600, movie.frames());
            movie.read(321, frame);
            pages.read(321, direct);
            assertArrayEquals(direct, frame.pixels);
        }
    }

    private static Path write(Path file, int value) throws IOException {
        try (TiffMovieWriter writer = new TiffMovieWriter(file, SIDE, SIDE)) {
            short[] pixels = new short[SIDE * SIDE];
            Arrays.fill(pixels, (short) value);
            writer.write(pixels);
        }
        return file;
    }

    private static void assertRefused(Path path, RecordingOptions options, String why) {
        IOException refused = assertThrows(
                IOException.class, () -> Recordings.open(path, options).close());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith(path + ": ") && message.contains(why) && !message.contains("\n"), message);
    }
}
