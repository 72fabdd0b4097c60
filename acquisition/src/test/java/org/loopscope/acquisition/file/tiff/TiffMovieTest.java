package org.loopscope.acquisition.file.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.SharedData;

class TiffMovieTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 29;
    private static final int PAGES = 5;
    private static final long SEED = 11;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "false,false,1,1,100",
        "true,false,1,1,7",
        "false,true,1,1,10",
        "true,true,1,1,29",
        "false,false,8,1,7",
        "true,false,32946,2,100",
        "false,true,8,2,5",
        "true,true,8,1,1"
    })
    void shouldReadBackWhatWasWritten(boolean bigEndian, boolean big, int compression, int predictor, int rows)
            throws IOException {
        TiffWriter writer = new TiffWriter();
        writer.order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        writer.big = big;
        writer.compression = compression;
        writer.predictor = predictor;
        writer.rowsPerStrip = rows;
        List<short[]> pages = pages();
        try (TiffMovie movie = TiffMovie.open(file(writer.write(pages, WIDTH)))) {
            assertEquals(WIDTH, movie.widthPx());
            assertEquals(HEIGHT, movie.heightPx());
            assertEquals(PAGES, movie.pageCount());
            short[] read = new short[WIDTH * HEIGHT];
            for (int page : new int[] {4, 0, 3, 1, 2}) {
                movie.read(page, read);
                assertArrayEquals(pages.get(page), read, "page " + page + ", seed " + SEED);
            }
        }
    }

    @Test
    void shouldRaiseSignedPixelsSoThatNoneIsNegative() throws IOException {
        TiffWriter writer = new TiffWriter();
        writer.sampleFormat = 2;
        short[] pixels = new short[WIDTH * HEIGHT];
        pixels[0] = -5;
        pixels[1] = 32767;
        try (TiffMovie movie = TiffMovie.open(file(writer.write(List.of(pixels), WIDTH)))) {
            short[] read = new short[pixels.length];
            movie.read(0, read);
            assertEquals(32763, read[0] & 0xFFFF);
            assertEquals(65535, read[1] & 0xFFFF);
        }
    }

    @Test
    void shouldSayTruncatedWhenFileEndsWithinAnyPage() throws IOException {
        byte[] whole = new TiffWriter().write(pages(), WIDTH);
        for (int length : new int[] {20, whole.length / 3, whole.length / 2, whole.length - 1}) {
            String message = refusal(Arrays.copyOf(whole, length));
            assertTrue(message.contains("truncated"), message);
        }
    }

    @Test
    void shouldNameWhatIsWrongWhenFileIsNotSuchAMovie() throws IOException {
        assertTrue(refusal(new byte[0]).contains("not a TIFF"));
        assertTrue(refusal("a text, not a movie".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .contains("not a TIFF"));
        TiffWriter writer = new TiffWriter();
        writer.bits = 12;
        assertTrue(refusal(writer.write(pages(), WIDTH)).contains("12 bits"));
        writer.bits = 16;
        writer.compression = 5;
        assertTrue(refusal(writer.write(pages(), WIDTH)).contains("compressed with LZW"));
        assertTrue(messageOf(folder.resolve("absent.tif")).contains("no such file"));
    }

    @Test
    void shouldSayDamagedWhenCompressedPixelsAreGarbled() throws IOException {
        TiffWriter writer = new TiffWriter();
        writer.compression = 8;
        byte[] bytes = writer.write(pages(), WIDTH);
        Arrays.fill(bytes, 8, 200, (byte) 0x55);
        try (TiffMovie movie = TiffMovie.open(file(bytes))) {
            IOException refused = assertThrows(IOException.class, () -> movie.read(0, new short[WIDTH * HEIGHT]));
            assertTrue(String.valueOf(refused.getMessage()).contains("page 0: damaged"), refused.getMessage());
        }
    }

    @Test
    void shouldAllocateNothingWhenPagesAreRead() throws IOException {
        for (int compression : new int[] {1, 8}) {
            TiffWriter writer = new TiffWriter();
            writer.compression = compression;
            try (TiffMovie movie = TiffMovie.open(file(writer.write(pages(), WIDTH)))) {
                short[] read = new short[WIDTH * HEIGHT];
                long bytes = Allocation.bytesPerWarmRound(() -> {
                    for (int i = 0; i < 200; i++) {
                        readOrThrow(movie, i % PAGES, read);
                    }
                });
                assertEquals(0, bytes, "compression " + compression);
            }
        }
    }

    /** The whole field is deflated, the crop is not; both come from one recording, so the pixels must agree. */
    @Test
    void shouldFindTheSamePixelsInBothRealMovies() throws IOException {
        Path whole = SharedData.require("movie/field_512x512x60_u16.tif");
        Path crop = SharedData.require("movie/movie_128x128x600_u16.tif");
        try (TiffMovie field = TiffMovie.open(whole);
                TiffMovie part = TiffMovie.open(crop)) {
            assertEquals(60, field.pageCount());
            assertEquals(600, part.pageCount());
            short[] all = new short[512 * 512];
            short[] some = new short[128 * 128];
            for (int page : new int[] {0, 31, 59}) {
                field.read(page, all);
                part.read(page, some);
                for (int y = 0; y < 128; y++) {
                    assertArrayEquals(
                            Arrays.copyOfRange(some, y * 128, (y + 1) * 128),
                            Arrays.copyOfRange(all, (304 + y) * 512 + 56, (304 + y) * 512 + 184));
                }
            }
        }
    }

    private static void readOrThrow(TiffMovie movie, int page, short[] into) {
        try {
            movie.read(page, into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String refusal(byte[] bytes) throws IOException {
        return messageOf(file(bytes));
    }

    /** The refusal: one line that begins with the file. */
    private static String messageOf(Path path) {
        IOException refused =
                assertThrows(IOException.class, () -> TiffMovie.open(path).close());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith(path.toString()) && !message.contains("\n"), message);
        return message;
    }

    private Path file(byte[] bytes) throws IOException {
        Path path = folder.resolve("movie.tif");
        Files.write(path, bytes);
        return path;
    }

    private static List<short[]> pages() {
        Random random = new Random(SEED);
        List<short[]> pages = new ArrayList<>();
        for (int page = 0; page < PAGES; page++) {
            short[] pixels = new short[WIDTH * HEIGHT];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (short) random.nextInt(65536);
            }
            pages.add(pixels);
        }
        return pages;
    }
}
