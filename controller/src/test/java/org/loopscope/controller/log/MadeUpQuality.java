package org.loopscope.controller.log;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.loopscope.controller.log.SessionEvent.QualityMeasured;
import org.loopscope.inference.quality.Estimate;
import org.loopscope.inference.quality.FigureEstimates;
import org.loopscope.inference.quality.HeldOutPredictions;
import org.loopscope.inference.quality.QualityFigure;
import org.loopscope.inference.quality.TestQuality;

/** Model quality with numbers of no meaning, not-a-numbers of every kind among them. */
public final class MadeUpQuality {
    private final RandomGenerator random;
    private final int neurons;

    public MadeUpQuality(RandomGenerator random, int neurons) {
        this.random = random;
        this.neurons = neurons;
    }

    public QualityMeasured event(int presentations, float[] correlation, float meanCorrelation) {
        int pictures = random.nextInt(5);
        return new QualityMeasured(
                presentations,
                random.nextInt(),
                correlation,
                meanCorrelation,
                test(),
                new HeldOutPredictions(random.ints(pictures, 0, 100).toArray(), floats(pictures * neurons)));
    }

    private TestQuality test() {
        Map<QualityFigure, FigureEstimates> figures = new EnumMap<>(QualityFigure.class);
        for (QualityFigure figure : QualityFigure.values()) {
            figures.put(
                    figure,
                    new FigureEstimates(floats(neurons), floats(neurons), floats(neurons), estimate(), estimate()));
        }
        int[] reliable = random.ints(neurons, 0, 2).toArray();
        return new TestQuality(
                random.nextInt(), random.nextInt(), random.nextInt(), reliable, estimate(), estimate(), figures);
    }

    private Estimate estimate() {
        return new Estimate(f32(), f32(), f32());
    }

    private float[] floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = f32();
        }
        return values;
    }

    private float f32() {
        return Float.intBitsToFloat(random.nextInt());
    }
}
