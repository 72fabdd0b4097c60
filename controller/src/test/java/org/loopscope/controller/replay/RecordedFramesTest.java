package org.loopscope.controller.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.LogSettings;
import org.loopscope.controller.log.SampleSession;

class RecordedFramesTest {
    private static final FrameFormat FORMAT = new FrameFormat(40, 24, 30);
    private static final int FRAMES = 60;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldGiveBackEveryPixelAndTimeWhenReadByNumber(int deflateLevel) throws Exception {
        LogSettings settings = new LogSettings(true, deflateLevel, 10, 300_000_000L);
        SessionFolder session = SessionFolder.open(SampleSession.write(folder, FORMAT, FRAMES, 3, settings));
        Frame expected = new Frame(FORMAT.widthPx(), FORMAT.heightPx());
        Frame read = new Frame(FORMAT.widthPx(), FORMAT.heightPx());
        try (RecordedFrames frames = RecordedFrames.open(session.nwb())) {
            assertEquals(FORMAT, frames.format());
            assertEquals(FRAMES - 2, frames.count());
            for (int number = 0; number < FRAMES; number++) {
                boolean there = number != SampleSession.LOST_FRAME && number != SampleSession.SHED_FRAME;
                assertEquals(there, frames.read(number, read), "frame " + number);
                if (there) {
                    SampleSession.fill(expected, number);
                    assertArrayEquals(expected.pixels, read.pixels, "frame " + number);
                    assertEquals((number + 1) * FORMAT.periodNs(), read.exposureEndNs);
                }
            }
            assertTrue(frames.read(3, read), "backwards");
            assertEquals(3, read.index);
            assertFalse(frames.read(FRAMES, read));
        }
    }

    @Test
    void shouldSayWhichFileWhenItIsNoRecording() throws Exception {
        Path text = Files.writeString(folder.resolve("text.nwb"), "not HDF5");
        IOException refused = assertThrows(IOException.class, () -> RecordedFrames.open(text));
        assertTrue(String.valueOf(refused.getMessage()).contains("text.nwb"), refused.getMessage());
    }
}
