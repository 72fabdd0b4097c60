package org.loopscope.acquisition.file.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiffMovieWriterTest {
    @TempDir
    Path folder;

    @Test
    void shouldWriteWhatTheReaderReads() throws IOException {
        Path file = folder.resolve("movie.tif");
        short[][] frames = new short[5][20 * 17];
        try (TiffMovieWriter writer = new TiffMovieWriter(file, 20, 17)) {
            for (int f = 0; f < frames.length; f++) {
                for (int p = 0; p < frames[f].length; p++) {
                    frames[f][p] = (short) (65_535 - 991 * f - p);
                }
                writer.write(frames[f]);
            }
        }
        try (TiffMovie movie = TiffMovie.open(file)) {
            assertEquals(5, movie.pageCount());
            assertEquals(20, movie.widthPx());
            assertEquals(17, movie.heightPx());
            short[] pixels = new short[20 * 17];
            for (int f = 0; f < frames.length; f++) {
                movie.read(f, pixels);
                assertArrayEquals(frames[f], pixels, "frame " + f);
            }
        }
    }

    @Test
    void shouldNotOverwriteAFileOrTakeAFrameOfAnotherSize() throws IOException {
        Path file = folder.resolve("movie.tif");
        try (TiffMovieWriter writer = new TiffMovieWriter(file, 20, 17)) {
            assertThrows(IllegalArgumentException.class, () -> writer.write(new short[20 * 16]));
        }
        assertThrows(FileAlreadyExistsException.class, () -> new TiffMovieWriter(file, 20, 17));
        assertEquals(8, Files.size(file));
    }
}
