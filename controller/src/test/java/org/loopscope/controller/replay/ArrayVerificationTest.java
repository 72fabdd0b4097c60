package org.loopscope.controller.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.LogSettings;
import org.loopscope.controller.log.SampleSession;
import org.loopscope.controller.log.journal.JournalCorrupt;
import org.loopscope.controller.log.nwb.NwbLayout;
import org.loopscope.controller.log.nwb.Transposition;

class ArrayVerificationTest {
    private static final FrameFormat FORMAT = new FrameFormat(40, 24, 30);
    private static final int FRAMES = 70;
    private static final LogSettings PACKED = new LogSettings(true, 1, 10, 300_000_000L);

    @TempDir
    Path folder;

    @Test
    void shouldFindNothingWhenNoByteWasChanged() throws Exception {
        for (LogSettings settings : List.of(LogSettings.DEFAULT, PACKED)) {
            SessionFolder session = write(settings);
            ArrayVerification.Report report = ArrayVerification.verify(session);
            assertEquals(List.of(), report.differences());
            assertEquals(FRAMES - 2, report.frames());
            assertTrue(report.arrays() > 60 && report.ended(), report.toString());
        }
    }

    @Test
    void shouldNameTheFrameWhenAPixelWasChanged() throws Exception {
        SessionFolder session = write(LogSettings.DEFAULT);
        flipLastByteOf(session.nwb(), storedPixels(52));
        ArrayVerification.Difference difference = only(ArrayVerification.verify(session));
        assertEquals(NwbLayout.RAW_FRAMES + "/data", difference.path());
        assertEquals(52, difference.firstFrame());
    }

    @Test
    void shouldNameTheArrayWhenAValueWasChanged() throws Exception {
        SessionFolder session = write(LogSettings.DEFAULT);
        flipLastByteOf(session.nwb(), bytes(LoggedTraces.read(session.nwb()).dfOverF()[7]));
        ArrayVerification.Difference difference = only(ArrayVerification.verify(session));
        assertNotEquals(NwbLayout.RAW_FRAMES + "/data", difference.path());
        assertTrue(difference.path().startsWith(NwbLayout.OPHYS), difference.path());
    }

    @Test
    void shouldNameTheArrayWhenATextWasChanged() throws Exception {
        SessionFolder session = write(LogSettings.DEFAULT);
        flipLastByteOf(session.nwb(), "no trigger".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                NwbLayout.INVALID_TIMES + "/reason",
                only(ArrayVerification.verify(session)).path());
    }

    @Test
    void shouldReportTheJournalWhenItsByteWasChanged() throws Exception {
        SessionFolder session = write(LogSettings.DEFAULT);
        flipLastByteOf(session.journal(), "best of the bank".getBytes(StandardCharsets.UTF_8));
        assertThrows(JournalCorrupt.class, () -> ArrayVerification.verify(session));
    }

    private SessionFolder write(LogSettings settings) throws IOException {
        Path directory = Files.createTempDirectory(folder, "session");
        return SessionFolder.open(SampleSession.write(directory, FORMAT, FRAMES, 6, settings));
    }

    private static ArrayVerification.Difference only(ArrayVerification.Report report) {
        assertEquals(1, report.differences().size(), report.toString());
        return report.differences().getFirst();
    }

    private static byte[] storedPixels(long number) {
        Frame frame = new Frame(FORMAT.widthPx(), FORMAT.heightPx());
        SampleSession.fill(frame, number);
        short[] turned = new short[frame.pixels.length];
        Transposition.transpose(frame.pixels, frame.heightPx, frame.widthPx, turned);
        ByteBuffer bytes = ByteBuffer.allocate(2 * turned.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(turned);
        return bytes.array();
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static void flipLastByteOf(Path file, byte[] pattern) throws IOException {
        byte[] all = Files.readAllBytes(file);
        for (int at = 0; at + pattern.length <= all.length; at++) {
            if (Arrays.equals(all, at, at + pattern.length, pattern, 0, pattern.length)) {
                all[at + pattern.length - 1] ^= 4;
                Files.write(file, all);
                return;
            }
        }
        throw new IOException("the bytes are not in " + file);
    }
}
