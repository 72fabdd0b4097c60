package org.loopscope.stimulus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.loopscope.stimulus.RefusalAssertions.assertRefused;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GaudyPictureTest {
    /** Mean 0.2: what is brighter than mid-grey but darker than the mean becomes black. */
    private static final StimulusImage PICTURE =
            new StimulusImage("leaf", PictureSize.square(2), new float[] {0.1f, 0.9f, -0.5f, 0.3f});

    @Test
    void shouldMakeWhiteWhatIsAboveTheMeanAndBlackWhatIsNot() {
        StimulusImage gaudy = GaudyPicture.of(PICTURE);
        assertArrayEquals(new float[] {-1, 1, -1, 1}, gaudy.pixels());
        assertEquals(1, gaudy.contrastRms());
        assertEquals("gaudy-leaf", gaudy.id());
        assertEquals(0.9f, PICTURE.pixels()[1], "the original is left as it is");
    }

    @Test
    void shouldPutOnTheScreenWhatEachStimulusSays() {
        StimulusImage held = new StimulusImage("held", PictureSize.square(2), new float[4]);
        StimulusBank bank = new StimulusBank(List.of(PICTURE), List.of(held), "made up");
        assertNull(bank.pictureOf(new Stimulus.Blank()));
        assertSame(PICTURE, bank.pictureOf(new Stimulus.BankImage(0)));
        assertSame(held, bank.pictureOf(new Stimulus.HeldOutImage(0)));
        assertArrayEquals(
                GaudyPicture.of(PICTURE).pixels(),
                Objects.requireNonNull(bank.pictureOf(new Stimulus.GaudyImage(0)))
                        .pixels());
        assertRefused(() -> bank.pictureOf(new Stimulus.GaudyImage(1)), "there is no choosable picture 1");
    }
}
