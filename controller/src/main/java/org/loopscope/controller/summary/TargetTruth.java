package org.loopscope.controller.summary;

import org.loopscope.stimulus.StimulusImage;

/**
 * What a simulated neuron really makes of its pictures. A drive is the answer of the neuron's filters, before the
 * threshold, the saturation and the noise: so it does not flatter a picture that falls short of the optimum.
 *
 * @param mostExciting drive of the synthesized image
 * @param bestOfBank drive of the picture that the model took for the bank's best
 * @param trueBestOfBank drive of the picture that really is the bank's best
 * @param averageOfBank mean drive of the bank's pictures: what chance gives
 * @param optimum drive of the best of all pictures of this contrast energy; 0 for a neuron that nothing drives
 * @param optimalImage that picture
 * @param kind simple, complex or rotation-invariant
 */
public record TargetTruth(
        double mostExciting,
        double bestOfBank,
        double trueBestOfBank,
        double averageOfBank,
        double optimum,
        StimulusImage optimalImage,
        String kind) {

    /** A drive as a share of the optimum; 0 for a neuron that nothing drives. */
    public double shareOfOptimum(double drive) {
        return optimum > 0 ? drive / optimum : 0;
    }
}
