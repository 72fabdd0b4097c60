package org.loopscope.controller.log.nwb;

import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.controller.log.hdf5.ExtendibleTexts;

/** Times of which there are no frames, lost before they reached us or not kept, or none with light. */
final class InvalidTimes {
    private final NwbTable table;
    private final ExtendibleDataset startTime;
    private final ExtendibleDataset stopTime;
    private final ExtendibleDataset firstFrame;
    private final ExtendibleDataset lastFrame;
    private final ExtendibleTexts reason;

    InvalidTimes(NwbObjects objects) {
        table = new NwbTable(
                objects,
                NwbLayout.INVALID_TIMES,
                NwbType.TIME_INTERVALS,
                "Times of which raw frames are missing or dark");
        startTime = table.seconds("start_time", "End of the exposure before the first frame concerned");
        stopTime = table.seconds(
                "stop_time", "End of exposure of the last frame concerned; of a missing one, by the frame rate");
        firstFrame = table.int64("first_frame", "Number of the first frame concerned");
        lastFrame = table.int64("last_frame", "Number of the last frame concerned");
        reason = table.texts("reason", "Why they are missing, or what is wrong with them");
        table.seal();
    }

    void append(long from, long to, String why, FrameTimes times) {
        long startNs = Math.max(0, times.exposureStartNs(from));
        startTime.append(NwbObjects.seconds(startNs));
        stopTime.append(NwbObjects.seconds(Math.max(startNs, times.exposureEndNs(to))));
        firstFrame.append(from);
        lastFrame.append(to);
        reason.append(why);
        table.rowDone();
    }
}
