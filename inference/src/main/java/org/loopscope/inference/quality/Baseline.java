package org.loopscope.inference.quality;

/** A simple model that stands beside the encoding model in every table, fitted to the same presentations. */
public interface Baseline {
    /** For a table's column, such as "pixel ridge". */
    String name();

    /**
     * Fits to mean responses, one for each picture.
     *
     * @param images {@code count * pixels}
     * @param responses {@code count * neurons}, picture-major
     */
    ModelQuality.Predictor fit(float[] images, float[] responses, int count, int pixels, int neurons);

    /** Ridge regression on the pixels. */
    record OnPixels(PixelRidge.Settings settings) implements Baseline {
        @Override
        public String name() {
            return "pixel ridge";
        }

        @Override
        public ModelQuality.Predictor fit(float[] images, float[] responses, int count, int pixels, int neurons) {
            return PixelRidge.fit(images, responses, count, pixels, neurons, settings)::predict;
        }
    }
}
