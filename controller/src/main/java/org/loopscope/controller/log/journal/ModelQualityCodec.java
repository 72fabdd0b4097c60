package org.loopscope.controller.log.journal;

import java.util.EnumMap;
import java.util.Map;
import org.loopscope.controller.log.SessionEvent.QualityMeasured;
import org.loopscope.inference.quality.Estimate;
import org.loopscope.inference.quality.FigureEstimates;
import org.loopscope.inference.quality.HeldOutPredictions;
import org.loopscope.inference.quality.QualityFigure;
import org.loopscope.inference.quality.TestQuality;

/**
 * Bytes of how good the model is. The figures are in the order of {@link QualityFigure}.
 *
 * <pre>
 * QualityMeasured = presentations:i32 | trainingSteps:i32 | correlation:f32[] | meanCorrelation:f32
 *                 | pictures:i32 | repeatedPictures:i32 | heldOutPresentations:i32 | reliable:i32[]
 *                 | testCorrelation:Estimate | testCeiling:Estimate | 7 x Figure
 *                 | predictedPictures:i32[] | predictedRates:f32[]
 * Estimate        = value:f32 | low:f32 | high:f32
 * Figure          = values:f32[] | lows:f32[] | highs:f32[] | mean:Estimate | median:Estimate
 * </pre>
 *
 * Of old, a QualityMeasured ended after meanCorrelation.
 */
final class ModelQualityCodec {
    private ModelQualityCodec() {}

    static void write(QualityMeasured e, RecordOutput out) {
        out.i32(e.presentations());
        out.i32(e.trainingSteps());
        out.floats(e.correlation());
        out.f32(e.meanCorrelation());
        TestQuality test = e.test();
        out.i32(test.pictures());
        out.i32(test.repeatedPictures());
        out.i32(test.presentations());
        out.ints(test.reliable());
        write(test.testCorrelation(), out);
        write(test.testCeiling(), out);
        for (QualityFigure figure : QualityFigure.values()) {
            FigureEstimates estimates = test.of(figure);
            out.floats(estimates.values());
            out.floats(estimates.lows());
            out.floats(estimates.highs());
            write(estimates.mean(), out);
            write(estimates.median(), out);
        }
        out.ints(e.predictions().pictures());
        out.floats(e.predictions().rates());
    }

    static QualityMeasured readQualityMeasured(RecordInput in) {
        int presentations = in.i32();
        int trainingSteps = in.i32();
        float[] correlation = in.floats();
        float meanCorrelation = in.f32();
        TestQuality test = readTest(in);
        HeldOutPredictions predictions = new HeldOutPredictions(in.ints(), in.floats());
        return new QualityMeasured(presentations, trainingSteps, correlation, meanCorrelation, test, predictions);
    }

    static QualityMeasured readPlainQualityMeasured(RecordInput in) {
        int presentations = in.i32();
        int trainingSteps = in.i32();
        float[] correlation = in.floats();
        return new QualityMeasured(
                presentations,
                trainingSteps,
                correlation,
                in.f32(),
                TestQuality.none(correlation.length, 0, 0),
                new HeldOutPredictions(new int[0], new float[0]));
    }

    private static TestQuality readTest(RecordInput in) {
        int pictures = in.i32();
        int repeatedPictures = in.i32();
        int presentations = in.i32();
        int[] reliable = in.ints();
        Estimate testCorrelation = readEstimate(in);
        Estimate testCeiling = readEstimate(in);
        Map<QualityFigure, FigureEstimates> figures = new EnumMap<>(QualityFigure.class);
        for (QualityFigure figure : QualityFigure.values()) {
            figures.put(
                    figure,
                    new FigureEstimates(in.floats(), in.floats(), in.floats(), readEstimate(in), readEstimate(in)));
        }
        return new TestQuality(
                pictures, repeatedPictures, presentations, reliable, testCorrelation, testCeiling, figures);
    }

    private static void write(Estimate estimate, RecordOutput out) {
        out.f32(estimate.value());
        out.f32(estimate.low());
        out.f32(estimate.high());
    }

    private static Estimate readEstimate(RecordInput in) {
        return new Estimate(in.f32(), in.f32(), in.f32());
    }
}
