package org.loopscope.controller.log.journal;

import org.loopscope.controller.log.SessionEvent.CellSearchBegun;
import org.loopscope.controller.log.SessionEvent.NewCellsAdopted;
import org.loopscope.controller.log.SessionEvent.NewCellsInferred;

/**
 * Bytes of what is found while a session runs; {@code rois} as in {@link ImagingCodec}.
 *
 * <pre>
 * CellSearchBegun  = search:i32 | frameIndex:i64
 * NewCellsAdopted  = search:i32 | frameIndex:i64 | rois | n:i32 | n x offsetNs:i64
 * NewCellsInferred = search:i32 | frameIndex:i64 | settledFrameIndex:i64 | fluorescence:f32[] | neuropil:f32[]
 *                  | dfOverF:f32[] | events:f32[] | settledEvents:f32[]
 * </pre>
 */
final class NewCellsCodec {
    private NewCellsCodec() {}

    static void write(CellSearchBegun e, RecordOutput out) {
        out.i32(e.search());
        out.i64(e.frameIndex());
    }

    static CellSearchBegun readCellSearchBegun(RecordInput in) {
        return new CellSearchBegun(in.i32(), in.i64());
    }

    static void write(NewCellsAdopted e, RecordOutput out) {
        out.i32(e.search());
        out.i64(e.frameIndex());
        ImagingCodec.writeRois(e.rois(), out);
        ImagingCodec.writeOffsets(e.offsetsNs(), out);
    }

    static NewCellsAdopted readNewCellsAdopted(RecordInput in) {
        return new NewCellsAdopted(in.i32(), in.i64(), ImagingCodec.readRois(in), ImagingCodec.readOffsets(in));
    }

    static void write(NewCellsInferred e, RecordOutput out) {
        out.i32(e.search());
        out.i64(e.frameIndex());
        out.i64(e.settledFrameIndex());
        out.floats(e.fluorescence());
        out.floats(e.neuropil());
        out.floats(e.dfOverF());
        out.floats(e.events());
        out.floats(e.settledEvents());
    }

    static NewCellsInferred readNewCellsInferred(RecordInput in) {
        return new NewCellsInferred(
                in.i32(), in.i64(), in.i64(), in.floats(), in.floats(), in.floats(), in.floats(), in.floats());
    }
}
