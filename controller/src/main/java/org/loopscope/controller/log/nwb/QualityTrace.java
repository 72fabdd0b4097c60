package org.loopscope.controller.log.nwb;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;

/** How good each frame of a plane was. */
final class QualityTrace {
    private final String stepPath;
    private final NwbSeries step;
    private final NwbSeries focus;
    private final NwbSeries brightness;
    private final NwbSeries brightnessLeft;
    private final NwbSeries saturated;
    private final NwbSeries flags;

    QualityTrace(NwbObjects objects, PlaneNames names, int plane) {
        stepPath = names.of(NwbLayout.FRAME_STEP, plane);
        step = NwbSeries.withTimes(
                objects,
                stepPath,
                of("Distance that the content moved since the last frame that could be placed", "pixels"));
        focus = beside(
                objects,
                names.of(NwbLayout.FOCUS, plane),
                "Correlation of the mean of the last 3 s of registered frames with the calibration's mean image, over what"
                        + " it was in the calibration; NaN before its end");
        brightness = beside(
                objects,
                names.of(NwbLayout.BRIGHTNESS, plane),
                "Mean of every fourth row's pixels, raw counts, detector offset included");
        brightnessLeft = beside(
                objects,
                names.of(NwbLayout.BRIGHTNESS_LEFT, plane),
                "Running mean of 10 s of the brightness above the detector offset, as a share of the calibration's");
        saturated = beside(
                objects,
                names.of(NwbLayout.SATURATED_SHARE, plane),
                "Share of every fourth row's pixels at the detector's ceiling");
        flags = NwbSeries.atTimesOf(
                objects,
                names.of(NwbLayout.QUALITY_FLAGS, plane),
                new NwbSeries.Description(NwbType.TIME_SERIES, meaning(), "n.a.", Numeric.I32),
                stepPath);
    }

    void append(FrameQualityMeasured quality, FrameTimes times) {
        double seconds = NwbObjects.seconds(times.exposureEndNs(quality.frameIndex()));
        step.data().append(quality.stepPx());
        step.time(seconds);
        focus.data().append(quality.focus());
        brightness.data().append(quality.brightness());
        brightnessLeft.data().append(quality.brightnessLeft());
        saturated.data().append(quality.saturatedShare());
        flags.data().append(quality.flags());
    }

    private NwbSeries beside(NwbObjects objects, String path, String text) {
        return NwbSeries.atTimesOf(objects, path, of(text, "n.a."), stepPath);
    }

    private static NwbSeries.Description of(String text, String unit) {
        return new NwbSeries.Description(NwbType.TIME_SERIES, text, unit, Numeric.F32);
    }

    private static String meaning() {
        return "What was wrong with each frame, a sum of: "
                + Arrays.stream(QualityFlag.values())
                        .map(flag -> flag.bit() + " " + flag.word())
                        .collect(Collectors.joining(", "));
    }
}
