package org.loopscope.controller.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.path.Volume;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;
import org.loopscope.controller.log.SessionEvent.VolumeImaged;

/** What a session of several planes comes to in figures. */
class VolumeFiguresTest {
    private static final FrameFormat FORMAT = new FrameFormat(64, 64, 30, 3, 2);

    @Test
    void shouldCountVolumesOfWhichNoFrameCame() {
        VolumeFigures figures = new VolumeFigures();
        figures.add(volume(0, 0, 2));
        figures.add(volume(1, Volume.LOST, 8));
        // 2 to 4 never came.
        figures.add(volume(5, 30, 32));
        assertEquals(2, figures.whole());
        assertEquals(4, figures.lost());
    }

    @Test
    void shouldSayWhatIsWrongWithOnePlaneForLongerThanASecond() {
        QualityFigures figures = new QualityFigures(FORMAT.periodNs());
        figures.of(FORMAT);
        for (int exposure = 0; exposure < 33; exposure++) {
            add(figures, exposure, exposure % 3 == 1);
        }
        assertEquals("out of focus", figures.standing());
        add(figures, 33, false);
        add(figures, 34, false);
        assertEquals("", figures.standing());
    }

    @Test
    void shouldTakeTheLightsCourseInExposuresWhateverTheChannels() {
        QualityFigures figures = new QualityFigures(FORMAT.periodNs());
        figures.of(FORMAT);
        // A tenth of the light in a minute of 1800 exposures.
        for (int exposure = 0; exposure <= 1800; exposure++) {
            figures.add(quality(2L * exposure, 1 - exposure / 18_000f, 0));
        }
        assertEquals(-10, figures.brightnessPercentPerMinute(), 0.01);
    }

    private static void add(QualityFigures figures, int exposure, boolean outOfFocus) {
        figures.add(quality(2L * exposure, 1, outOfFocus ? QualityFlag.FOCUS.bit() : 0));
    }

    private static FrameQualityMeasured quality(long frame, float brightnessLeft, int flags) {
        return new FrameQualityMeasured(frame, 0, 0, 1, 1, Float.NaN, 700, brightnessLeft, 0, flags);
    }

    private static VolumeImaged volume(long number, long... frames) {
        int planes = frames.length;
        return new VolumeImaged(number, frames, new float[planes], new float[planes], new float[planes]);
    }
}
