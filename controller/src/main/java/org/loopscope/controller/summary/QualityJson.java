package org.loopscope.controller.summary;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.quality.Estimate;
import org.loopscope.inference.quality.QualityDifference;
import org.loopscope.inference.quality.QualityFigure;
import org.loopscope.inference.quality.TestQuality;

/** The figures of the model's quality in {@code summary.json}: value and both ends of the 95 % interval. */
final class QualityJson {
    private QualityJson() {}

    static void model(ObjectNode node, @Nullable TestQuality test, List<BaselineResult> baselines) {
        if (test == null) {
            node.putNull("test");
        } else {
            test(node.putObject("test"), test);
        }
        ArrayNode entries = node.putArray("baselines");
        for (BaselineResult baseline : baselines) {
            ObjectNode entry = entries.addObject().put("name", baseline.name());
            test(entry.putObject("test"), baseline.quality());
            difference(entry.putObject("model_minus_baseline"), baseline.ahead());
        }
    }

    private static void test(ObjectNode node, TestQuality test) {
        node.put("pictures", test.pictures())
                .put("repeated_pictures", test.repeatedPictures())
                .put("presentations", test.presentations())
                .put("neurons", test.neurons())
                .put("reliable_neurons", test.reliable().length);
        estimate(node, "test_correlation", test.testCorrelation());
        estimate(node, "test_ceiling", test.testCeiling());
        for (QualityFigure figure : QualityFigure.values()) {
            ObjectNode entry = node.putObject(figure.key());
            estimate(entry, "mean", test.of(figure).mean());
            estimate(entry, "median", test.of(figure).median());
        }
    }

    private static void difference(ObjectNode node, QualityDifference difference) {
        estimate(node, "test_correlation", difference.testCorrelation());
        for (QualityFigure figure : QualityFigure.values()) {
            if (!figure.isCeiling()) {
                String over = figure.isHeavyTailed() ? "_median" : "_mean";
                estimate(node, figure.key() + over, difference.of(figure));
            }
        }
    }

    static void estimate(ObjectNode node, String key, Estimate estimate) {
        ObjectNode entry = node.putObject(key);
        SummaryJson.put(entry, "value", estimate.value());
        SummaryJson.put(entry, "low", estimate.low());
        SummaryJson.put(entry, "high", estimate.high());
    }
}
