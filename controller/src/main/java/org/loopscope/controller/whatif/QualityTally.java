package org.loopscope.controller.whatif;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.log.SessionEvent.QualityMeasured;
import org.loopscope.controller.summary.QualityPoint;

/** Takes both sides' measurements of the model's quality. */
public final class QualityTally {
    private final List<QualityMeasured> recorded = new ArrayList<>();
    private final List<QualityMeasured> tried = new ArrayList<>();

    public void record(QualityMeasured measured) {
        recorded.add(measured);
    }

    public void tried(QualityMeasured measured) {
        tried.add(measured);
    }

    /** @param sameCells whether predictions can be compared cell by cell */
    public QualityAgreement agreement(boolean sameCells) {
        double correlation = 0;
        double prediction = sameCells ? 0 : Double.NaN;
        for (int i = 0; i < Math.min(recorded.size(), tried.size()); i++) {
            QualityMeasured a = recorded.get(i);
            QualityMeasured b = tried.get(i);
            if (a.presentations() == b.presentations()) {
                correlation = Math.max(correlation, Math.abs(a.meanCorrelation() - b.meanCorrelation()));
                if (sameCells) {
                    prediction = Math.max(
                            prediction,
                            relative(a.predictions().rates(), b.predictions().rates()));
                }
            }
        }
        return new QualityAgreement(points(recorded), points(tried), correlation, prediction);
    }

    /** Of the largest difference to the largest rate; 0 before there are predictions. */
    private static double relative(float[] a, float[] b) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            if (!Float.isNaN(a[i]) && !Float.isNaN(b[i])) {
                largest = Math.max(largest, Math.abs(a[i]));
                difference = Math.max(difference, Math.abs((double) a[i] - b[i]));
            }
        }
        return largest == 0 ? difference : difference / largest;
    }

    private static List<QualityPoint> points(List<QualityMeasured> measured) {
        return measured.stream()
                .map(each -> QualityPoint.of(
                        each.presentations(), each.trainingSteps(), each.meanCorrelation(), each.test()))
                .toList();
    }
}
