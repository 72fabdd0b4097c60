package org.loopscope.tests.interop;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.loopscope.acquisition.path.Volume;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.nwb.NwbLayout;
import org.loopscope.controller.log.nwb.PlaneNames;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.stimulus.Presentation;

/** What the arrays of a session's NWB file must hold, by its journal alone. */
final class LoggedArrays {
    private final PlaneNames names;
    private final Map<Long, Double> exposureEndS = new HashMap<>();
    private final Map<String, LittleEndianRows> arrays = new TreeMap<>();
    /** Columns of each plane's cells in the activity: from, to. */
    private final Map<Integer, int[]> cells = new TreeMap<>();

    private LoggedArrays(PlaneNames names) {
        this.names = names;
    }

    /** @param names as the session's frames demand them */
    static Map<String, ArrayDigest> of(List<SessionEvent> journal, PlaneNames names) {
        LoggedArrays logged = new LoggedArrays(names);
        for (SessionEvent event : journal) {
            if (event instanceof SessionEvent.FrameArrived frame) {
                logged.exposureEndS.put(frame.index(), seconds(frame.exposureEndNs()));
            }
        }
        journal.forEach(logged::add);
        Map<String, ArrayDigest> digests = new TreeMap<>();
        logged.arrays.forEach((path, rows) -> digests.put(path, rows.digest()));
        return digests;
    }

    private void add(SessionEvent event) {
        switch (event) {
            case SessionEvent.FramesLost e -> invalid(e.from(), e.to());
            case SessionEvent.RawFrameShed e -> invalid(e.index(), e.index());
            case SessionEvent.RoisFixed e -> fixed(e);
            case SessionEvent.VolumeImaged e -> volume(e);
            case SessionEvent.ActivityInferred e -> activity(e);
            case SessionEvent.LatencyMeasured e ->
                matrix(NwbLayout.LATENCY + "/data")
                        .doubles(secondsOrNone(e.activityNs()), secondsOrNone(e.decisionNs()));
            case SessionEvent.CycleInputs e -> {
                e.edges().forEach(this::edge);
                e.pulses().forEach(this::pulse);
                e.presentations().forEach(this::trial);
            }
            case SessionEvent.PulseDecided e ->
                column(NwbLayout.PULSE_REQUESTS + "/decision_frame").int64(e.frameIndex());
            case SessionEvent.ResponseMeasured e -> {
                column(NwbLayout.RESPONSES + "/decision_index")
                        .int64(e.response().presentation().decision().index());
                matrix(NwbLayout.RESPONSES + "/rates").floats(e.response().rates());
            }
            case SessionEvent.TargetsChosen e ->
                Arrays.stream(e.neurons()).forEach(column(NwbLayout.TARGETS + "/neuron")::int32);
            case SessionEvent.QualityMeasured e -> {
                column(NwbLayout.MODEL_QUALITY + "/presentations").int32(e.presentations());
                column(NwbLayout.MODEL_QUALITY + "/mean_correlation").floats(e.meanCorrelation());
                matrix(NwbLayout.MODEL_QUALITY + "/correlation").floats(e.correlation());
            }
            case SessionEvent.ModelSnapshot e ->
                matrix(NwbLayout.MODEL_SNAPSHOTS + "/parameters").floats(e.parameters());
            default -> {}
        }
    }

    private void invalid(long from, long to) {
        column(NwbLayout.INVALID_TIMES + "/first_frame").int64(from);
        column(NwbLayout.INVALID_TIMES + "/last_frame").int64(to);
    }

    private void fixed(SessionEvent.RoisFixed fixed) {
        RoiSet rois = fixed.rois();
        int first = cells.values().stream().mapToInt(range -> range[1]).max().orElse(0);
        cells.put(fixed.plane(), new int[] {first, first + rois.size()});
        String table = names.of(NwbLayout.PLANE_SEGMENTATION, fixed.plane());
        for (Roi roi : rois.rois()) {
            column(table + "/roi_id").int32(roi.id());
            for (int i = 0; i < roi.pixels().length; i++) {
                int pixel = roi.pixels()[i];
                column(table + "/pixel_mask").pixel(pixel % rois.widthPx(), pixel / rois.widthPx(), roi.weights()[i]);
            }
        }
    }

    private void volume(SessionEvent.VolumeImaged volume) {
        for (int plane = 0; plane < names.planes(); plane++) {
            if (volume.frameIndex()[plane] != Volume.LOST) {
                motion(plane, volume.frameIndex()[plane], volume.shiftXPx()[plane], volume.shiftYPx()[plane]);
            }
        }
    }

    private void motion(int plane, long frame, float xPx, float yPx) {
        String series = names.of(NwbLayout.MOTION_SHIFT, plane);
        matrix(series + "/data").floats(xPx, yPx);
        column(series + "/timestamps").doubles(exposureEndS(frame));
    }

    private void activity(SessionEvent.ActivityInferred activity) {
        if (names.planes() == 1) {
            motion(0, activity.frameIndex(), activity.shiftXPx(), activity.shiftYPx());
        }
        cells.forEach((plane, range) -> {
            // The frames of a volume follow each other; the activity is that of the last plane's.
            long before = (long) (names.planes() - 1 - plane) * names.channels();
            long frame = activity.frameIndex() - before;
            traces(NwbLayout.FLUORESCENCE, plane, range, activity.fluorescence());
            traces(NwbLayout.NEUROPIL, plane, range, activity.neuropil());
            traces(NwbLayout.DF_OVER_F, plane, range, activity.dfOverF());
            traces(NwbLayout.DECONVOLVED_LAG0, plane, range, activity.events());
            column(names.of(NwbLayout.FLUORESCENCE, plane) + "/timestamps").doubles(exposureEndS(frame));
            column(names.of(NwbLayout.TRACE_FRAME_NUMBERS, plane) + "/data").int64(frame);
            if (activity.settledFrameIndex() >= before) {
                traces(NwbLayout.DECONVOLVED, plane, range, activity.settledEvents());
                column(names.of(NwbLayout.DECONVOLVED_FRAME_NUMBERS, plane) + "/data")
                        .int64(activity.settledFrameIndex() - before);
            }
        });
    }

    private double exposureEndS(long frame) {
        return Objects.requireNonNull(exposureEndS.get(frame), () -> "frame " + frame + " has not come");
    }

    private void traces(String path, int plane, int[] range, float[] ofAllPlanes) {
        matrix(names.of(path, plane) + "/data").floats(Arrays.copyOfRange(ofAllPlanes, range[0], range[1]));
    }

    private void edge(TtlEdge edge) {
        column(NwbLayout.TTL_EDGES + "/session_time").doubles(seconds(edge.sessionNs()));
        column(NwbLayout.TTL_EDGES + "/device_time").doubles(seconds(edge.deviceNs()));
        column(NwbLayout.TTL_EDGES + "/rising").truth(edge.rising());
    }

    private void pulse(ExecutedPulse pulse) {
        column(NwbLayout.PULSES + "/start_time").doubles(seconds(pulse.sessionOnsetNs()));
        column(NwbLayout.PULSES + "/device_onset").doubles(seconds(pulse.deviceOnsetNs()));
    }

    private void trial(Presentation shown) {
        boolean measured = shown.measuredOnsetNs() != Presentation.NOT_MEASURED;
        long requestedNs = shown.decision().requestedOnsetNs();
        column(NwbLayout.TRIALS + "/start_time").doubles(seconds(measured ? shown.measuredOnsetNs() : requestedNs));
        column(NwbLayout.TRIALS + "/requested_onset").doubles(seconds(requestedNs));
        column(NwbLayout.TRIALS + "/onset_measured").truth(measured);
        column(NwbLayout.TRIALS + "/decision_index").int64(shown.decision().index());
        column(NwbLayout.TRIALS + "/decision_frame").int64(shown.decision().frameIndex());
        column(NwbLayout.TRIALS + "/decision_time")
                .doubles(seconds(shown.decision().decidedNs()));
    }

    private LittleEndianRows column(String path) {
        return arrays.computeIfAbsent(path, unseen -> new LittleEndianRows(false));
    }

    private LittleEndianRows matrix(String path) {
        return arrays.computeIfAbsent(path, unseen -> new LittleEndianRows(true));
    }

    private static double seconds(long ns) {
        return ns / 1e9;
    }

    private static double secondsOrNone(long ns) {
        return ns < 0 ? Double.NaN : seconds(ns);
    }
}
