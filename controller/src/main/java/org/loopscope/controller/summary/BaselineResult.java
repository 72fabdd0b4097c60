package org.loopscope.controller.summary;

import org.loopscope.inference.quality.QualityDifference;
import org.loopscope.inference.quality.TestQuality;

/**
 * How good a baseline is on the held-out pictures.
 *
 * @param name of the baseline
 * @param ahead what the encoding model, as last measured, is ahead of it, paired by pictures; undefined where that was
 *     not measured
 */
public record BaselineResult(String name, TestQuality quality, QualityDifference ahead) {}
