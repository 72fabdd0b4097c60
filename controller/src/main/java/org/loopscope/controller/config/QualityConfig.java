package org.loopscope.controller.config;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.acquisition.quality.QualityLimits;

/**
 * How good frames must be.
 *
 * @param invalidating a presentation whose response window holds a frame with one of these is invalid
 * @param showAgain an invalid presentation is shown once more
 * @param stack a TIFF of planes around the imaged one; null where depth is not measured
 * @param stackStepUm distance between its planes, micrometres
 */
public record QualityConfig(
        QualityLimits limits,
        Set<QualityFlag> invalidating,
        boolean showAgain,
        @Nullable Path stack,
        double stackStepUm) {
    public QualityConfig {
        invalidating = Set.copyOf(invalidating);
    }
}
