package org.loopscope.stimulus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.loopscope.stimulus.RefusalAssertions.assertRefused;

import org.junit.jupiter.api.Test;

class PictureSizeTest {
    @Test
    void shouldSayWidthBeforeHeight() {
        PictureSize size = new PictureSize(64, 36);
        assertEquals("64x36 px", size.toString());
        assertEquals(2304, size.pixels());
        assertEquals(36, size.shorterPx());
        assertEquals(64, size.longerPx());
        assertEquals(new PictureSize(31, 31), PictureSize.square(31));
    }

    @Test
    void shouldRefuseWhatIsNoPicture() {
        assertRefused(() -> new PictureSize(0, 36), "0 x 36 px", "at least 1 px");
        assertRefused(() -> new PictureSize(64, -1), "64 x -1 px", "at least 1 px");
        assertRefused(() -> new StimulusImage("a", new PictureSize(4, 2), new float[16]), "4x2 px", "16", "8");
    }
}
