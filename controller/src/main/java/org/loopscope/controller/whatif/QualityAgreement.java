package org.loopscope.controller.whatif;

import java.util.List;
import java.util.Optional;
import org.loopscope.controller.summary.QualityPoint;

/**
 * The model's quality of both sides, as it was measured.
 *
 * @param largestDifference of the test correlation, over the measurements after as many presentations
 * @param largestPredictionDifference of the rates predicted for held-out pictures, over the largest rate of the same
 *     measurement; not a number where the cells are not the same
 */
public record QualityAgreement(
        List<QualityPoint> recorded,
        List<QualityPoint> tried,
        double largestDifference,
        double largestPredictionDifference) {
    public QualityAgreement {
        recorded = List.copyOf(recorded);
        tried = List.copyOf(tried);
    }

    /** The what-if's last measurement. */
    public Optional<QualityPoint> lastTried() {
        return tried.isEmpty() ? Optional.empty() : Optional.of(tried.getLast());
    }

    /** The recorded session's last one after at most as many presentations as {@link #lastTried}. */
    public Optional<QualityPoint> recordedBeside() {
        return lastTried()
                .flatMap(last -> recorded.stream()
                        .filter(point -> point.presentations() <= last.presentations())
                        .reduce((before, after) -> after));
    }
}
