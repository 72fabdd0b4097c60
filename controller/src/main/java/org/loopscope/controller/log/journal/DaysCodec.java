package org.loopscope.controller.log.journal;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.acquisition.days.CellMatch;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent.CellsMatched;

/**
 * Bytes of which cells are which of an earlier session's; {@code rois} as in {@link ImagingCodec}.
 *
 * <pre>
 * CellsMatched = frameIndex:i64 | earlier:rois | earlierImage:f32[]
 *              | n:i32 | n x (earlierId:i32 | nowId:i32 | probability:f64 | overlap:f64 | distancePx:f64)
 *              | xNodesPx:f32[] | yNodesPx:f32[] | correlation:f64
 * </pre>
 */
final class DaysCodec {
    private static final int MATCH_BYTES = 32;

    private DaysCodec() {}

    static void write(CellsMatched e, RecordOutput out) {
        out.i64(e.frameIndex());
        ImagingCodec.writeRois(e.earlier(), out);
        out.floats(e.earlierImage());
        out.i32(e.matches().size());
        for (CellMatch match : e.matches()) {
            out.i32(match.earlierId());
            out.i32(match.nowId());
            out.f64(match.probability());
            out.f64(match.overlap());
            out.f64(match.distancePx());
        }
        out.floats(e.xNodesPx());
        out.floats(e.yNodesPx());
        out.f64(e.correlation());
    }

    static CellsMatched readCellsMatched(RecordInput in) {
        long frameIndex = in.i64();
        RoiSet earlier = ImagingCodec.readRois(in);
        float[] earlierImage = in.floats();
        int count = in.count(MATCH_BYTES);
        List<CellMatch> matches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            matches.add(new CellMatch(in.i32(), in.i32(), in.f64(), in.f64(), in.f64()));
        }
        return new CellsMatched(frameIndex, earlier, earlierImage, matches, in.floats(), in.floats(), in.f64());
    }
}
