package org.loopscope.controller.log.nwb;

import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.hdf5.Filters;

/** The microscope's frames as they came: a series for each channel of each plane. */
final class RawFrames {
    private final int channels;
    private final RawSeries[] series;

    RawFrames(NwbObjects objects, FrameFormat format, Filters filters) {
        channels = format.channels();
        series = new RawSeries[format.planes() * channels];
        for (int i = 0; i < series.length; i++) {
            series[i] = new RawSeries(objects, format, i / channels, i % channels, filters);
        }
    }

    void append(Frame frame) {
        series[frame.plane * channels + frame.channel].append(frame);
    }
}
