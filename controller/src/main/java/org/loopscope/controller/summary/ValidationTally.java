package org.loopscope.controller.summary;

import java.util.HashMap;
import java.util.Map;
import org.loopscope.inference.Response;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusImage;

/** Means of every neuron's response to each picture of a validation block. */
final class ValidationTally {
    private record Sum(StimulusImage image, double[] rates, int[] count) {}

    private final Map<String, Sum> byImage = new HashMap<>();

    void add(Response response, java.util.function.Function<Stimulus, StimulusImage> imageOf) {
        StimulusImage image = imageOf.apply(response.presentation().decision().stimulus());
        Sum sum = byImage.computeIfAbsent(
                image.id(), id -> new Sum(image, new double[response.rates().length], new int[1]));
        sum.count()[0]++;
        for (int n = 0; n < response.rates().length; n++) {
            sum.rates()[n] += response.rates()[n];
        }
    }

    ValidatedImage of(StimulusImage image, int neuron, float predicted) {
        Sum sum = byImage.get(image.id());
        return sum == null
                ? new ValidatedImage(image, predicted, Float.NaN, 0)
                : new ValidatedImage(image, predicted, (float) (sum.rates()[neuron] / sum.count()[0]), sum.count()[0]);
    }
}
