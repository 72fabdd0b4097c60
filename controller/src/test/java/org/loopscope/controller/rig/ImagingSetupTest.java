package org.loopscope.controller.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;

/** What fits no frames of this size and rate is refused by the key that the experiment file has it under. */
final class ImagingSetupTest {
    private static final FrameFormat FORMAT = new FrameFormat(96, 96, 30);

    @ParameterizedTest
    @CsvSource({
        "max_shift=25 px, 'max_shift: 25 px are more than a quarter of the side of frames of 96x96 px; set at most 24 px'",
        "motion_patches=4, 'motion_patches: 4 a side are too many for frames of 96x96 px; each must measure at least 32 px'",
        "channel=1, 'channel: 1 is not there: the frames have 1 channel(s), counted from 0'",
        "calibration=1 ms, 'calibration: 1.0 ms hold no frame at 30.00 Hz; set it to some seconds'",
        "baseline_window=0 s, 'baseline_window: 0.0 ms hold no frame at 30.00 Hz; set it to some seconds'",
    })
    void shouldNameTheKeyOfWhatDoesNotFitTheFrames(String setting, String expected) {
        ExperimentConfig config = ExperimentFile.parse("""
                name: small
                subject: { subject_id: m1, species: Mus musculus, sex: F, age: P90D }
                source: { kind: simulated }
                blocks:
                  - { kind: spontaneous }
                """, "small.yaml", List.of("imaging." + setting));
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> ImagingSetup.replayed(config, FORMAT, List.of()));
        assertEquals("imaging." + expected, refused.getMessage());
    }
}
