package org.loopscope.controller.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.loopscope.controller.log.nwb.NwbLayout;

/**
 * The cells' activity as the NWB file has it, row by row; also that of a session that died, up to its last flush.
 *
 * @param frameNumbers number at the microscope of each row's frame
 * @param dfOverF one row per frame, one column per cell
 * @param events inferred spiking at lag 0, same shape
 * @param settledFrameNumbers frame of each row of {@code settledEvents}
 * @param settledEvents inferred spiking, revised
 */
public record LoggedTraces(
        long[] frameNumbers,
        double[] seconds,
        float[][] dfOverF,
        float[][] events,
        long[] settledFrameNumbers,
        float[][] settledEvents) {
    /**
     * Reads all of it into memory.
     *
     * @throws IOException when the file has no traces or cannot be read
     */
    public static LoggedTraces read(Path nwb) throws IOException {
        try (SessionArrays file = SessionArrays.open(nwb)) {
            long[] frames = file.longs(NwbLayout.TRACE_FRAME_NUMBERS + "/data");
            double[] seconds = file.doubles(NwbLayout.FLUORESCENCE + "/timestamps");
            float[][] dfOverF = file.floatRows(NwbLayout.DF_OVER_F + "/data");
            float[][] events = file.floatRows(NwbLayout.DECONVOLVED_LAG0 + "/data");
            long[] settledFrames = file.longs(NwbLayout.DECONVOLVED_FRAME_NUMBERS + "/data");
            float[][] settled = file.floatRows(NwbLayout.DECONVOLVED + "/data");
            // A process that died may have left a row more in one array than in another.
            int rows = Math.min(Math.min(frames.length, seconds.length), Math.min(dfOverF.length, events.length));
            int settledRows = Math.min(settledFrames.length, settled.length);
            return new LoggedTraces(
                    Arrays.copyOf(frames, rows),
                    Arrays.copyOf(seconds, rows),
                    Arrays.copyOf(dfOverF, rows),
                    Arrays.copyOf(events, rows),
                    Arrays.copyOf(settledFrames, settledRows),
                    Arrays.copyOf(settled, settledRows));
        }
    }
}
