package org.loopscope.controller.log.nwb;

import org.loopscope.acquisition.path.Volume;
import org.loopscope.controller.log.SessionEvent.VolumeImaged;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;

/** Volumes without activity, since a plane's frame did not come. Those of which none came are in the invalid times only. */
final class LostVolumes {
    private final int channels;
    private final NwbTable table;
    private final ExtendibleDataset startTime;
    private final ExtendibleDataset stopTime;
    private final ExtendibleDataset number;
    private final ExtendibleDataset firstFrame;
    private final ExtendibleDataset lastFrame;

    LostVolumes(NwbObjects objects, PlaneNames names) {
        channels = names.channels();
        table = new NwbTable(
                objects,
                NwbLayout.LOST_VOLUMES,
                NwbType.TIME_INTERVALS,
                "Volumes without activity: the frame of one plane or more did not come");
        startTime = table.seconds("start_time", "End of the last exposure before the volume");
        stopTime = table.seconds("stop_time", "End of the volume's last exposure; of a missing one, by the frame rate");
        number = table.int64("volume", "Number of the volume, from 0");
        firstFrame = table.int64("first_frame", "Number of the volume's first frame, of any channel");
        lastFrame = table.int64("last_frame", "Number of its last frame, of any channel");
        table.seal();
    }

    void append(VolumeImaged volume, FrameTimes times) {
        int planes = volume.frameIndex().length;
        int plane = 0;
        while (volume.frameIndex()[plane] == Volume.LOST) {
            plane++;
        }
        long first = (volume.frameIndex()[plane] / channels - plane) * channels;
        long last = first + (long) planes * channels - 1;
        long startNs = Math.max(0, times.exposureStartNs(first));
        startTime.append(NwbObjects.seconds(startNs));
        stopTime.append(NwbObjects.seconds(Math.max(startNs, times.exposureEndNs(last))));
        number.append(volume.volume());
        firstFrame.append(first);
        lastFrame.append(last);
        table.rowDone();
    }
}
