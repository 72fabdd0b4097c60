package org.loopscope.controller.log.nwb;

import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.CorrectedFrame;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.FrameArrived;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;
import org.loopscope.controller.log.SessionEvent.LatencyMeasured;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.SessionEvent.VolumeImaged;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.Filters;

/** What gets a row with every frame, as numbers only: what others may read while the file grows. */
final class SeriesPart {
    private final NwbObjects objects;
    /** Null in a session without frames. */
    private final @Nullable ImagingSeries imaging;

    private final FrameTimes times;
    private final AwaitingFrames awaiting;
    private final @Nullable RawFrames rawFrames;
    private final @Nullable CorrectedFrames correctedFrames;
    private final OnFirstUse<NwbSeries> recordedActivity;
    private final RigSeries rig;
    private int recordedNeurons;

    /** @param frames shape of the frames, or null in a session without any */
    SeriesPart(
            NwbObjects objects,
            NwbImaging described,
            @Nullable FrameFormat frames,
            boolean keepRawFrames,
            Segmentation segmentation,
            Filters filters) {
        this.objects = objects;
        this.times = FrameTimes.of(frames);
        this.awaiting = new AwaitingFrames(times, frames != null, this::recordTimed);
        this.imaging = frames == null
                ? null
                : new ImagingSeries(objects, frames, PlaneNames.of(frames), EventSeries.of(described), segmentation);
        this.rawFrames = frames != null && keepRawFrames ? new RawFrames(objects, frames, filters) : null;
        this.correctedFrames =
                frames == null ? null : new CorrectedFrames(objects, frames, described.imagedChannel(), filters);
        this.recordedActivity = new OnFirstUse<>(this::makeRecordedActivity);
        this.rig = new RigSeries(objects);
    }

    void record(Frame frame) {
        if (rawFrames == null) {
            throw new IllegalStateException("this session keeps no raw frames");
        }
        rawFrames.append(frame);
    }

    void record(CorrectedFrame frame) {
        if (rawFrames == null || correctedFrames == null) {
            throw new IllegalStateException("corrected frames need the raw ones beside them");
        }
        correctedFrames.append(frame);
    }

    /** Takes every event, and keeps what it has a series for. */
    void record(SessionEvent event) {
        switch (event) {
            case FrameArrived e -> {
                times.arrived(e.index(), e.plane(), e.exposureEndNs(), e.frameEndNs());
                rig.frame(e);
                awaiting.settle();
            }
            case RoisFixed e -> {
                awaiting.settleAll();
                imaging(e).fix(e);
            }
            case ActivityInferred e -> awaiting.add(e);
            case FrameQualityMeasured e -> awaiting.add(e);
            case VolumeImaged e -> awaiting.add(e);
            case LatencyMeasured e -> awaiting.add(e);
            default -> {} // a table's, see TablesPart, which is exhaustive
        }
    }

    /** Whether every series that will get rows has one; only found cells and depths come later, in the tables' part. */
    boolean whole(boolean corrected) {
        if (imaging == null) {
            return recordedActivity.ifMade().isPresent() && rig.whole();
        }
        return imaging.whole() && rig.whole() && (!corrected || (correctedFrames != null && correctedFrames.whole()));
    }

    void complete() {
        awaiting.settleAll();
    }

    private void recordTimed(SessionEvent event) {
        if (event instanceof LatencyMeasured latency) {
            rig.latency(latency, times);
        } else if (imaging == null && event instanceof ActivityInferred activity) {
            times.arrived(activity.frameIndex(), 0, activity.frameEndNs(), activity.frameEndNs());
            recordGivenActivity(activity);
        } else if (imaging != null) {
            recordImaged(event, imaging);
        }
    }

    private void recordImaged(SessionEvent event, ImagingSeries into) {
        switch (event) {
            case FrameQualityMeasured measured -> into.append(measured, times);
            case ActivityInferred activity -> into.append(activity, times);
            case VolumeImaged volume -> into.append(volume, times);
            default -> throw new IllegalArgumentException(event + " is not the imaging's");
        }
    }

    private ImagingSeries imaging(SessionEvent event) {
        if (imaging == null) {
            throw new IllegalStateException(event + " in a session without frames");
        }
        return imaging;
    }

    private void recordGivenActivity(ActivityInferred activity) {
        recordedNeurons = Math.max(recordedNeurons, activity.events().length);
        if (recordedNeurons > 0) {
            recordedActivity.value().data().append(activity.events());
            recordedActivity.value().time(NwbObjects.seconds(activity.frameEndNs()));
        }
    }

    private NwbSeries makeRecordedActivity() {
        return NwbSeries.withTimes(
                objects,
                NwbLayout.RECORDED_ACTIVITY,
                new NwbSeries.Description(
                        NwbType.TIME_SERIES,
                        "Recorded responses, one row per presentation and one column per neuron",
                        "n.a.",
                        Numeric.F32,
                        recordedNeurons));
    }
}
