package org.loopscope.tests.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.activity.SpikeMethod;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.LogSettings;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionLog;
import org.loopscope.controller.log.nwb.NwbImaging;
import org.loopscope.controller.log.nwb.NwbMetadata;
import org.loopscope.controller.log.nwb.NwbSubject;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusImage;

/** A session of a few frames and two cells, written by the product's own log. */
final class SmallNwb {
    private static final int SIDE_PX = 16;
    private static final int FRAMES = 6;

    private SmallNwb() {}

    /** Writes it below a folder and answers the folder of the session. */
    static Path write(Path directory, int deflateLevel) throws IOException {
        FrameFormat format = new FrameFormat(SIDE_PX, SIDE_PX, 30);
        LogSettings settings = new LogSettings(true, deflateLevel, 10, 300_000_000L);
        try (SessionLog log = SessionLog.create(directory, metadata(), format, bank(), settings)) {
            log.accept(new SessionEvent.SessionStarted("small", "seed: 7\n", "2026-01-02", "0.1.0", "Java", true));
            Frame frame = new Frame(SIDE_PX, SIDE_PX);
            for (int index = 0; index < FRAMES; index++) {
                frame.index = index;
                frame.exposureEndNs = (index + 1) * format.periodNs();
                log.accept(new SessionEvent.FrameArrived(index, frame.exposureEndNs, frame.exposureEndNs, 0));
                log.accept(frame);
                if (index == 1) {
                    log.accept(new SessionEvent.RoisFixed(index, cells(), new float[SIDE_PX * SIDE_PX]));
                }
                log.accept(activity(index, frame.exposureEndNs, index > 0 ? 2 : 0));
            }
            log.complete("completed", FRAMES * format.periodNs());
            return log.folder();
        }
    }

    private static SessionEvent activity(int index, long endNs, int cells) {
        float[] row = new float[cells];
        return new SessionEvent.ActivityInferred(index, endNs, endNs, 0, 0, 1, -1, row, row, row, row, row);
    }

    private static RoiSet cells() {
        return new RoiSet(
                SIDE_PX,
                SIDE_PX,
                List.of(
                        new Roi(1, new int[] {20, 21}, new float[] {0.5f, 0.5f}),
                        new Roi(2, new int[] {90, 91}, new float[] {0.25f, 0.75f})),
                "made up");
    }

    static NwbMetadata metadata() {
        return new NwbMetadata(
                "b7f1d2de-0000-4000-8000-1234567890ab",
                "A small session",
                "",
                OffsetDateTime.parse("2026-01-02T10:20:30+01:00"),
                List.of("Cajal, Santiago"),
                "Instituto",
                "Laboratorio",
                List.of("two-photon"),
                new NwbSubject(
                        "mouse-7", "Mus musculus", "F", "P90D", "", "A made-up mouse", "wild type", "C57BL/6J", ""),
                new NwbImaging("Microscope", "made up", "GCaMP6s", "VISp", 920, 510, 2, SpikeMethod.FILTER, 5, 0),
                "0.1.0",
                "seed: 7\n",
                1);
    }

    private static StimulusBank bank() {
        return new StimulusBank(images(12), images(4), "made up");
    }

    private static List<StimulusImage> images(int count) {
        PictureSize size = new PictureSize(4, 3);
        return IntStream.range(0, count)
                .mapToObj(i -> new StimulusImage("picture-" + count + "-" + i, size, new float[size.pixels()]))
                .toList();
    }
}
