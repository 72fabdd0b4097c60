package org.loopscope.controller.log.journal;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.log.SessionEvent.CellJudged;
import org.loopscope.inference.complexness.CellComplexness;
import org.loopscope.inference.complexness.CellLabel;
import org.loopscope.inference.quality.Estimate;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;

/**
 * Bytes of what is said of simple and complex cells.
 *
 * <pre>
 * CellJudged = survey:i32 | presentations:i32 | neuron:i32 | predictionCorrelation:f64 | images:i32 | leastCosine:f64
 *            | phaseInvariant:bool | simple:Estimate | complex:Estimate | complexness:Estimate
 *            | heldOutSimilarity:f64 | label:u8 (0 SIMPLE, 1 COMPLEX_LIKE, 2 UNDECIDED) | confidence:f64 | n:i32 | n x Image
 * Estimate   = value:f64 | low:f64 | high:f64, all of single precision
 * Image      = id:text | widthPx:i32 | heightPx:i32 | pixels:f32[]
 * </pre>
 */
final class ComplexnessCodec {
    private static final int LEAST_IMAGE_BYTES = 16;

    private ComplexnessCodec() {}

    static void write(CellJudged e, RecordOutput out) {
        CellComplexness cell = e.cell();
        out.i32(e.survey());
        out.i32(e.presentations());
        out.i32(cell.neuron());
        out.f64(cell.predictionCorrelation());
        out.i32(cell.images());
        out.f64(cell.leastCosine());
        out.bool(cell.phaseInvariant());
        write(cell.simpleSimilarity(), out);
        write(cell.complexSimilarity(), out);
        write(cell.complexness(), out);
        out.f64(cell.heldOutSimilarity());
        out.u8(
                switch (cell.label()) {
                    case SIMPLE -> 0;
                    case COMPLEX_LIKE -> 1;
                    case UNDECIDED -> 2;
                });
        out.f64(cell.confidence());
        out.i32(cell.examples().size());
        for (StimulusImage image : cell.examples()) {
            out.text(image.id());
            out.i32(image.size().widthPx());
            out.i32(image.size().heightPx());
            out.floats(image.pixels());
        }
    }

    static CellJudged readCellJudged(RecordInput in) {
        return new CellJudged(
                in.i32(),
                in.i32(),
                new CellComplexness(
                        in.i32(),
                        in.f64(),
                        in.i32(),
                        in.f64(),
                        in.bool(),
                        readEstimate(in),
                        readEstimate(in),
                        readEstimate(in),
                        in.f64(),
                        readLabel(in),
                        in.f64(),
                        readImages(in)));
    }

    private static void write(Estimate estimate, RecordOutput out) {
        out.f64(estimate.value());
        out.f64(estimate.low());
        out.f64(estimate.high());
    }

    private static Estimate readEstimate(RecordInput in) {
        return new Estimate((float) in.f64(), (float) in.f64(), (float) in.f64());
    }

    private static CellLabel readLabel(RecordInput in) {
        int code = in.u8();
        return switch (code) {
            case 0 -> CellLabel.SIMPLE;
            case 1 -> CellLabel.COMPLEX_LIKE;
            case 2 -> CellLabel.UNDECIDED;
            default -> throw new IllegalArgumentException("there is no label with code " + code);
        };
    }

    private static List<StimulusImage> readImages(RecordInput in) {
        int count = in.count(LEAST_IMAGE_BYTES);
        List<StimulusImage> images = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            images.add(new StimulusImage(in.text(), new PictureSize(in.i32(), in.i32()), in.floats()));
        }
        return images;
    }
}
