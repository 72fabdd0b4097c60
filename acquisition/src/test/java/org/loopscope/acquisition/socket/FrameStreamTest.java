package org.loopscope.acquisition.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.acquisition.live.PixelBlock;
import org.loopscope.acquisition.live.PixelType;
import org.loopscope.acquisition.live.SourceFailure;
import org.loopscope.acquisition.live.StatedFormat;
import org.loopscope.acquisition.socket.Protocol.Found;
import org.loopscope.acquisition.socket.StreamBytes.Head;

class FrameStreamTest {
    private static final int WIDTH = 20;
    private static final int HEIGHT = 16;
    private static final StatedFormat STATED = new StatedFormat(30, 1, 600);

    /** What came out of a stream, in words and pixels. */
    private record Heard(List<String> words, List<short[]> frames) {
        static Heard of(byte[] stream, int packet) {
            return of(stream, packet, new FrameStream(STATED));
        }

        static Heard of(byte[] bytes, int packet, FrameStream stream) {
            Heard heard = new Heard(new ArrayList<>(), new ArrayList<>());
            for (int at = 0; at < bytes.length; ) {
                ByteBuffer input = stream.input();
                int count = Math.min(Math.min(packet, bytes.length - at), input.remaining());
                assertTrue(count > 0, "there must always be room for a byte");
                input.put(bytes, at, count);
                at += count;
                for (Found found = stream.next(); found != Found.NOTHING; found = stream.next()) {
                    heard.add(found, stream);
                }
            }
            return heard;
        }

        private void add(Found found, FrameStream stream) {
            if (found != Found.FRAME) {
                words.add(found.toString());
                return;
            }
            FrameHead head = stream.frame();
            words.add(head.number + " " + head.plane + "/" + head.channel + " " + head.deviceSeconds + " "
                    + head.atStart);
            var format = Objects.requireNonNull(stream.hello()).format();
            short[] pixels = new short[format.widthPx() * format.heightPx()];
            new PixelBlock(format.widthPx(), format.heightPx(), 600)
                    .read(stream.bytes(), head.pixelsAt, head.type, head.columnMajor, pixels);
            frames.add(pixels);
        }
    }

    static byte[] golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(FrameStreamTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    private static short[] expected(int f, int modulus) {
        short[] pixels = new short[WIDTH * HEIGHT];
        Arrays.setAll(new int[pixels.length], i -> {
            pixels[i] = (short) ((100 * f + 3 * (i % WIDTH) + 5 * (i / WIDTH)) % modulus);
            return 0;
        });
        return pixels;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 1000, 100_000})
    void theGoldenStreamIsUnderstoodHoweverItIsCut(int packet) throws IOException {
        Heard heard = Heard.of(golden("loopscope.stream"), packet);
        assertEquals(
                List.of("HELLO", "5 0/0 1.25 false", "5 0/1 NaN false", "6 1/0 1.2833 true", "GOODBYE"), heard.words());
        assertArrayEquals(expected(5, 65_536), heard.frames().get(0));
        assertArrayEquals(expected(6, 256), heard.frames().get(1), "columns turned to rows");
        assertArrayEquals(expected(7, 65_536), heard.frames().get(2), "the offset given back");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 100_000})
    void scanImagesGoldenStreamIsUnderstood(int packet) throws IOException {
        Heard heard = Heard.of(golden("scanimage.stream"), packet);
        assertEquals(
                List.of("HELLO", "1 0/0 0.03325 true", "2 0/0 0.0665 true", "ACQUISITION_ENDED", "GOODBYE"),
                heard.words());
        assertArrayEquals(expected(7, 65_536), heard.frames().get(0));
        assertArrayEquals(expected(8, 65_536), heard.frames().get(1));
    }

    @Test
    void ourSenderWritesTheGoldenBytes() throws IOException {
        byte[] u8 = new byte[WIDTH * HEIGHT];
        ByteBuffer u16 = ByteBuffer.allocate(2 * u8.length).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer i16 = ByteBuffer.allocate(2 * u8.length).order(ByteOrder.LITTLE_ENDIAN);
        short[] six = expected(6, 256);
        for (int i = 0; i < u8.length; i++) {
            u8[i] = (byte) six[i % HEIGHT * WIDTH + i / HEIGHT];
            u16.putShort(expected(5, 65_536)[i]);
            i16.putShort((short) (expected(7, 65_536)[i] - 600));
        }
        byte[] written = new StreamBytes()
                .hello(StreamBytes.helloText(WIDTH, HEIGHT, 30, 2, 2, false))
                .frame(new Head(0, WIDTH, HEIGHT, PixelType.U16, 0, 0, 5, 1.25), u16.array())
                .frame(new Head(1, WIDTH, HEIGHT, PixelType.U8, 1, 0, 5, Double.NaN), u8)
                .frame(new Head(2 | 8, WIDTH, HEIGHT, PixelType.I16, 0, 1, 6, 1.2833), i16.array())
                .goodbye()
                .bytes();
        assertArrayEquals(golden("loopscope.stream"), written);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 88, 'no sender of frames'", // magic
        "4, 2, 'version 2'",
        "6, 63, 'header claims 63'",
        "8, 9, 'kind 9'",
        "15, 1, 'hello claims'",
        "64, 88, 'no JSON'",
    })
    void aBadHelloIsOneLine(int at, int value, String says) throws IOException {
        byte[] stream = golden("loopscope.stream");
        stream[at] = (byte) value;
        assertFails(stream, says);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 'out of step'",
        "16, 21, 'the frame size changed from 20x16 to 21x16'",
        "24, 4, 'pixel type 4'",
        "12, 1, 'claims'",
        "15, 127, 'claims'",
        "26, 2, 'channel 2'",
        "28, 2, 'plane 2'",
    })
    void aBadFrameIsOneLine(int at, int value, String says) throws IOException {
        byte[] stream = golden("loopscope.stream");
        stream[helloBytes(stream) + at] = (byte) value;
        assertFails(stream, says);
    }

    @Test
    void aChangedPixelIsFoundByTheChecksum() throws IOException {
        byte[] stream = golden("loopscope.stream");
        stream[stream.length - 64 - 100] ^= 1;
        assertFails(stream, "checksum of frame 6");
    }

    @Test
    void aHelloMustSayTheSizeAndTheRateOfFramesThatAreSupported() {
        assertFails(new StreamBytes().hello("{\"width\": 20, \"height\": 16}").bytes(), "'rate_hz' must be there");
        assertFails(new StreamBytes().hello(100_000, 16, 30).bytes(), "100000x16 pixels are not supported");
        assertFails(new StreamBytes().hello("[1]").bytes(), "no JSON object");
        assertFails(
                new StreamBytes().hello(20, 16, 30).hello(20, 16, 15).bytes(), "said hello again with another format");
        assertFails(new StreamBytes().counted(20, 16, 0, 0).bytes(), "a frame came before");
    }

    @Test
    void scanImageNeedsAStatedRate() throws IOException {
        byte[] stream = golden("scanimage.stream");
        SourceFailure failure =
                assertThrows(SourceFailure.class, () -> Heard.of(stream, 100_000, new FrameStream(StatedFormat.NONE)));
        assertTrue(String.valueOf(failure.getMessage()).contains("source.rate"), failure.getMessage());
    }

    /** Streams with bytes changed, cut out and doubled: no crash but a line, and never more memory than agreed on. */
    @Test
    void damagedStreamsEndInOneLineAndInBoundedMemory() throws IOException {
        long seed = 20_261_122;
        System.out.println("damaged streams, seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        byte[][] originals = {golden("loopscope.stream"), golden("scanimage.stream")};
        int failed = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] stream = damaged(originals[round % 2], random);
            FrameStream decoder = new FrameStream(STATED);
            try {
                Heard.of(stream, 1 + random.nextInt(3000), decoder);
            } catch (SourceFailure e) {
                failed++;
                assertEquals(1, String.valueOf(e.getMessage()).lines().count(), e.getMessage());
            }
            long limit = decoder.hello() == null
                    ? 0
                    : 2L
                            * decoder.hello().format().widthPx()
                            * decoder.hello().format().heightPx();
            assertTrue(decoder.input().capacity() <= limit + (256 << 10), "round " + round);
        }
        assertTrue(failed > 5_000, failed + " of the streams were refused");
    }

    private static byte[] damaged(byte[] original, SplittableRandom random) {
        byte[] stream = original.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(random.nextBoolean() ? 64 : stream.length);
            switch (random.nextInt(3)) {
                case 0 -> stream[at] = (byte) random.nextInt();
                case 1 -> stream[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
                default -> {
                    int to = random.nextInt(stream.length);
                    int count = Math.min(random.nextInt(200), stream.length - Math.max(at, to));
                    System.arraycopy(stream, at, stream, to, count);
                }
            }
        }
        return Arrays.copyOf(stream, random.nextInt(stream.length + 1));
    }

    private static int helloBytes(byte[] stream) {
        return 64 + ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    }

    private static void assertFails(byte[] stream, String says) {
        SourceFailure failure = assertThrows(SourceFailure.class, () -> Heard.of(stream, 100_000));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains(says), message);
        assertEquals(1, message.lines().count(), message);
        assertTrue(new String(message.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).length() < 400);
    }
}
