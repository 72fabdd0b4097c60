package org.loopscope.acquisition.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.activity.BaselineSettings;
import org.loopscope.acquisition.activity.SpikeMethod;
import org.loopscope.acquisition.activity.SpikeModel;
import org.loopscope.acquisition.activity.SpikeSettings;

/** The accuracy that is claimed for recorded spikes is claimed for these settings. */
class ImagingSettingsTest {
    @Test
    void shouldInferWithTheSettingsWhoseAccuracyIsTested() {
        FrameFormat format = new FrameFormat(512, 512, 30);
        ImagingSettings settings = ImagingSettings.standard(format);
        assertEquals(new BaselineSettings(1800, 9, 10, 0.7, 0), settings.baseline(30, 0.7));
        assertEquals(new SpikeSettings(new SpikeModel.Filtered(1.25, 30), 5), settings.spikes(30));
    }

    @Test
    void shouldInferByOasisAsTheTestsOfItsAccuracyDo() {
        assertEquals(new SpikeModel.Ar1(37.5, 0, 0), SpikeMethod.OASIS_AR1.model(1.25, 30));
        assertEquals(new SpikeModel.Ar2(3.75, 37.5, 0), SpikeMethod.OASIS_AR2.model(1.25, 30));
    }
}
