package org.loopscope.controller.log.journal;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.CellsGiven;
import org.loopscope.controller.log.SessionEvent.FrameArrived;
import org.loopscope.controller.log.SessionEvent.FrameRefused;
import org.loopscope.controller.log.SessionEvent.FramesLost;
import org.loopscope.controller.log.SessionEvent.LatencyMeasured;
import org.loopscope.controller.log.SessionEvent.RawFrameShed;
import org.loopscope.controller.log.SessionEvent.Refusal;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.SessionEvent.Shed;
import org.loopscope.controller.log.SessionEvent.SourceOpened;
import org.loopscope.controller.log.SessionEvent.VolumeImaged;

/**
 * Bytes of what the imaging path tells.
 *
 * <pre>
 * SourceOpened     = description:text | format
 * format           = widthPx:i32 | heightPx:i32 | rateHz:f64 | planes:i32 | channels:i32 | pixelOffset:i32
 * (FrameArrived)   = index:i64 | exposureEndNs:i64 | frameEndNs:i64 | pixelCrc:i32
 * FrameArrived     = index:i64 | plane:i32 | channel:i32 | deviceNs:i64 | exposureEndNs:i64 | frameEndNs:i64
 *                  | pixelCrc:i32
 * FrameRefused     = index:i64 | frameEndNs:i64 | outOfOrder:bool
 * FramesLost       = from:i64 | to:i64 | reason:text
 * (RawFrameShed)   = index:i64
 * RawFrameShed     = index:i64 | nearlyFull:bool
 * rois             = widthPx:i32 | heightPx:i32 | provenance:text
 *                  | n:i32 | n x (id:i32 | pixels:i32[] | weights:f32[])
 * (CellsGiven)     = rois | reference:f32[]
 * CellsGiven       = plane:i32 | rois | reference:f32[]
 * (RoisFixed)      = frameIndex:i64 | rois | meanImage:f32[]
 * RoisFixed        = frameIndex:i64 | plane:i32 | rois | meanImage:f32[] | n:i32 | n x offsetNs:i64
 * VolumeImaged     = volume:i64 | planes:i32 | planes x (frameIndex:i64 | shiftXPx:f32 | shiftYPx:f32 | correlation:f32)
 * ActivityInferred = frameIndex:i64 | frameEndNs:i64 | readyNs:i64 | shiftXPx:f32 | shiftYPx:f32 | correlation:f32
 *                  | settledFrameIndex:i64 | fluorescence:f32[] | neuropil:f32[] | dfOverF:f32[] | events:f32[]
 *                  | settledEvents:f32[]
 * LatencyMeasured  = frameIndex:i64 | activityNs:i64 | decisionNs:i64
 * </pre>
 */
final class ImagingCodec {
    private static final int LEAST_ROI_BYTES = 12;
    private static final int PLANE_BYTES = 20;

    private ImagingCodec() {}

    static void write(SourceOpened e, RecordOutput out) {
        out.text(e.description());
        write(e.format(), out);
    }

    static void write(FrameFormat format, RecordOutput out) {
        out.i32(format.widthPx());
        out.i32(format.heightPx());
        out.f64(format.rateHz());
        out.i32(format.planes());
        out.i32(format.channels());
        out.i32(format.pixelOffset());
    }

    static FrameFormat readFormat(RecordInput in) {
        return new FrameFormat(in.i32(), in.i32(), in.f64(), in.i32(), in.i32(), in.i32());
    }

    static SourceOpened readSourceOpened(RecordInput in) {
        return new SourceOpened(in.text(), readFormat(in));
    }

    static void write(FrameArrived e, RecordOutput out) {
        out.i64(e.index());
        out.i32(e.plane());
        out.i32(e.channel());
        out.i64(e.deviceNs());
        out.i64(e.exposureEndNs());
        out.i64(e.frameEndNs());
        out.i32(e.pixelCrc());
    }

    static FrameArrived readFrameArrived(RecordInput in) {
        return new FrameArrived(in.i64(), in.i32(), in.i32(), in.i64(), in.i64(), in.i64(), in.i32());
    }

    static FrameArrived readPlainFrameArrived(RecordInput in) {
        return new FrameArrived(in.i64(), in.i64(), in.i64(), in.i32());
    }

    static void write(FrameRefused e, RecordOutput out) {
        out.i64(e.index());
        out.i64(e.frameEndNs());
        out.bool(e.refusal() == Refusal.OUT_OF_ORDER);
    }

    static FrameRefused readFrameRefused(RecordInput in) {
        return new FrameRefused(in.i64(), in.i64(), in.bool() ? Refusal.OUT_OF_ORDER : Refusal.DUPLICATE);
    }

    static void write(FramesLost e, RecordOutput out) {
        out.i64(e.from());
        out.i64(e.to());
        out.text(e.reason());
    }

    static FramesLost readFramesLost(RecordInput in) {
        return new FramesLost(in.i64(), in.i64(), in.text());
    }

    static void write(RawFrameShed e, RecordOutput out) {
        out.i64(e.index());
        out.bool(e.why() == Shed.DISK_NEARLY_FULL);
    }

    static RawFrameShed readRawFrameShed(RecordInput in) {
        return new RawFrameShed(in.i64(), in.bool() ? Shed.DISK_NEARLY_FULL : Shed.DISK_TOO_SLOW);
    }

    static RawFrameShed readPlainRawFrameShed(RecordInput in) {
        return new RawFrameShed(in.i64(), Shed.DISK_TOO_SLOW);
    }

    static void write(CellsGiven e, RecordOutput out) {
        out.i32(e.plane());
        writeRois(e.rois(), out);
        out.floats(e.reference());
    }

    static CellsGiven readCellsGiven(RecordInput in) {
        return new CellsGiven(in.i32(), readRois(in), in.floats());
    }

    static CellsGiven readPlainCellsGiven(RecordInput in) {
        return new CellsGiven(readRois(in), in.floats());
    }

    static void writeOffsets(long[] offsetsNs, RecordOutput out) {
        out.i32(offsetsNs.length);
        for (long offsetNs : offsetsNs) {
            out.i64(offsetNs);
        }
    }

    static long[] readOffsets(RecordInput in) {
        long[] offsetsNs = new long[in.count(Long.BYTES)];
        for (int cell = 0; cell < offsetsNs.length; cell++) {
            offsetsNs[cell] = in.i64();
        }
        return offsetsNs;
    }

    static void write(RoisFixed e, RecordOutput out) {
        out.i64(e.frameIndex());
        out.i32(e.plane());
        writeRois(e.rois(), out);
        out.floats(e.meanImage());
        writeOffsets(e.offsetsNs(), out);
    }

    static RoisFixed readRoisFixed(RecordInput in) {
        long frameIndex = in.i64();
        int plane = in.i32();
        RoiSet rois = readRois(in);
        float[] meanImage = in.floats();
        return new RoisFixed(frameIndex, plane, rois, readOffsets(in), meanImage);
    }

    static RoisFixed readPlainRoisFixed(RecordInput in) {
        return new RoisFixed(in.i64(), readRois(in), in.floats());
    }

    static void write(VolumeImaged e, RecordOutput out) {
        out.i64(e.volume());
        out.i32(e.frameIndex().length);
        for (int plane = 0; plane < e.frameIndex().length; plane++) {
            out.i64(e.frameIndex()[plane]);
            out.f32(e.shiftXPx()[plane]);
            out.f32(e.shiftYPx()[plane]);
            out.f32(e.correlation()[plane]);
        }
    }

    static VolumeImaged readVolumeImaged(RecordInput in) {
        long volume = in.i64();
        int planes = in.count(PLANE_BYTES);
        VolumeImaged read =
                new VolumeImaged(volume, new long[planes], new float[planes], new float[planes], new float[planes]);
        for (int plane = 0; plane < planes; plane++) {
            read.frameIndex()[plane] = in.i64();
            read.shiftXPx()[plane] = in.f32();
            read.shiftYPx()[plane] = in.f32();
            read.correlation()[plane] = in.f32();
        }
        return read;
    }

    static void writeRois(RoiSet rois, RecordOutput out) {
        out.i32(rois.widthPx());
        out.i32(rois.heightPx());
        out.text(rois.provenance());
        out.i32(rois.size());
        for (Roi roi : rois.rois()) {
            out.i32(roi.id());
            out.ints(roi.pixels());
            out.floats(roi.weights());
        }
    }

    static RoiSet readRois(RecordInput in) {
        int widthPx = in.i32();
        int heightPx = in.i32();
        String provenance = in.text();
        int count = in.count(LEAST_ROI_BYTES);
        List<Roi> rois = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rois.add(new Roi(in.i32(), in.ints(), in.floats()));
        }
        return new RoiSet(widthPx, heightPx, rois, provenance);
    }

    static void write(ActivityInferred e, RecordOutput out) {
        out.i64(e.frameIndex());
        out.i64(e.frameEndNs());
        out.i64(e.readyNs());
        out.f32(e.shiftXPx());
        out.f32(e.shiftYPx());
        out.f32(e.correlation());
        out.i64(e.settledFrameIndex());
        out.floats(e.fluorescence());
        out.floats(e.neuropil());
        out.floats(e.dfOverF());
        out.floats(e.events());
        out.floats(e.settledEvents());
    }

    static ActivityInferred readActivityInferred(RecordInput in) {
        return new ActivityInferred(
                in.i64(),
                in.i64(),
                in.i64(),
                in.f32(),
                in.f32(),
                in.f32(),
                in.i64(),
                in.floats(),
                in.floats(),
                in.floats(),
                in.floats(),
                in.floats());
    }

    static void write(LatencyMeasured e, RecordOutput out) {
        out.i64(e.frameIndex());
        out.i64(e.activityNs());
        out.i64(e.decisionNs());
    }

    static LatencyMeasured readLatencyMeasured(RecordInput in) {
        return new LatencyMeasured(in.i64(), in.i64(), in.i64());
    }
}
