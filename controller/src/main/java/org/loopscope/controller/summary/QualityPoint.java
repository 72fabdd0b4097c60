package org.loopscope.controller.summary;

import org.loopscope.inference.quality.Estimate;
import org.loopscope.inference.quality.TestQuality;

/**
 * Model quality at one moment of a session: test correlation after so many presentations to learn from.
 *
 * @param testCorrelation mean over all neurons
 * @param interval the same with its interval, undefined in sessions from before there were any
 * @param ceiling what a perfect model would reach, given the noise in the means of the repeats
 */
public record QualityPoint(
        int presentations, int trainingSteps, float testCorrelation, Estimate interval, Estimate ceiling) {
    /** @param correlation mean over all neurons */
    public static QualityPoint of(int presentations, int trainingSteps, float correlation, TestQuality test) {
        return new QualityPoint(presentations, trainingSteps, correlation, test.testCorrelation(), test.testCeiling());
    }
}
