package org.loopscope.inference.encoder;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.loopscope.inference.architecture.GaborBank;
import org.loopscope.inference.quality.Baseline;
import org.loopscope.inference.quality.ModelQuality;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/**
 * Ridge regression on Gabor energies alone: what any model of V1 that learns its features has to beat. It keeps every
 * seventh presentation to choose its penalty by.
 *
 * @param backend one for each fit, which closes it
 */
public record GaborBaseline(PictureSize size, Supplier<? extends TensorBackend> backend) implements Baseline {
    private static final int VALIDATION_EVERY = 7;
    /** More than a fit ever takes. */
    private static final int SLICES = 1_000_000;

    @Override
    public String name() {
        return "Gabor energies";
    }

    @Override
    public ModelQuality.Predictor fit(float[] images, float[] responses, int count, int pixels, int neurons) {
        RidgeModel.Settings settings = new RidgeModel.Settings(
                size,
                neurons,
                GaborBank.covering(size.widthPx(), size.heightPx()),
                false,
                PictureScale.of(List.of(images)));
        float[] fitted;
        try (EncodingModel model = model(settings)) {
            for (int i = 0; i < count; i++) {
                float[] image = Arrays.copyOfRange(images, i * pixels, (i + 1) * pixels);
                float[] response = Arrays.copyOfRange(responses, i * neurons, (i + 1) * neurons);
                if (i % VALIDATION_EVERY == VALIDATION_EVERY - 1) {
                    model.addValidation(image, response);
                } else {
                    model.add(image, response);
                }
            }
            model.train(SLICES, 0);
            fitted = model.parameters();
        }
        return (predicted, predictedCount, rates) -> {
            try (EncodingModel model = model(settings)) {
                model.restore(fitted);
                model.predict(predicted, predictedCount, rates);
            }
        };
    }

    /** The fit may come after the session's device was lost; it goes on in plain Java then. */
    private EncodingModel model(RidgeModel.Settings settings) {
        return new FailoverModel(
                0, made -> new RidgeModel(settings, made), backend, JavaBackend::new, new DeviceLosses());
    }
}
