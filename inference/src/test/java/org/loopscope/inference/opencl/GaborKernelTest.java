package org.loopscope.inference.opencl;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.inference.tensor.GaborFilters;
import org.loopscope.inference.tensor.GaborMaps;
import org.loopscope.inference.tensor.GaborScale;
import org.loopscope.inference.tensor.TensorBackend;

/** The Gabor kernels against their plain-Java twins; sums of up to some hundred products in single precision. */
class GaborKernelTest extends KernelTest {
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest(name = "{0}x{1} px, radius {2}, stride {3}, grid {4}x{5}, batch {6}")
    @CsvSource({
        "7, 7, 2, 1, 3, 3, 1",
        "15, 9, 4, 1, 5, 2, 3",
        "9, 16, 5, 2, 2, 3, 4",
        "20, 20, 12, 3, 2, 2, 9",
        "12, 10, 25, 4, 1, 1, 5"
    })
    void shouldAgreeWithItsTwin(int width, int height, int radius, int stride, int columns, int rows, int batch) {
        GaborScale scale = new GaborScale(width, height, radius, stride, columns, rows);
        TwinTensors twins = new TwinTensors(device, 17L * width + radius);
        int pictureFloats = TensorBackend.padded(width * height) + 16;
        int featureFloats = TensorBackend.padded(scale.features()) + 32;
        TwinTensors.Pair pictures =
                twins.random(16 + batch * pictureFloats, false).slice(16, batch * pictureFloats);
        TwinTensors.Pair filters = twins.random(scale.filterFloats(), false);
        TwinTensors.Pair pooling = twins.of(pooling(scale));
        TwinTensors.Pair features = twins.random(batch * featureFloats, false);
        GaborMaps inJava = GaborMaps.allocate(scale, batch, twins.java);
        GaborMaps onDevice = GaborMaps.allocate(scale, batch, device);
        GaborFilters javaFilters = new GaborFilters(filters.java(), pooling.java());
        GaborFilters deviceFilters = new GaborFilters(filters.device(), pooling.device());
        twins.java.gaborEnergies(
                scale, batch, pictures.java(), pictureFloats, javaFilters, inJava, features.java(), featureFloats);
        device.gaborEnergies(
                scale,
                batch,
                pictures.device(),
                pictureFloats,
                deviceFilters,
                onDevice,
                features.device(),
                featureFloats);
        twins.assertSame(features, TOLERANCE, "features, and what lies between them");

        TwinTensors.Pair featureGradient = twins.random(batch * featureFloats, false);
        TwinTensors.Pair pictureGradient = twins.random(batch * pictureFloats, false);
        twins.java.gaborGradient(
                scale,
                batch,
                featureGradient.java(),
                featureFloats,
                javaFilters,
                inJava,
                pictureGradient.java(),
                pictureFloats);
        device.gaborGradient(
                scale,
                batch,
                featureGradient.device(),
                featureFloats,
                deviceFilters,
                onDevice,
                pictureGradient.device(),
                pictureFloats);
        twins.assertSame(pictureGradient, TOLERANCE, "picture gradient, added to what was there");

        twins.java.copyRows(batch, 16, pictures.java(), pictureFloats, features.java(), featureFloats);
        device.copyRows(batch, 16, pictures.device(), pictureFloats, features.device(), featureFloats);
        twins.assertSame(features, TOLERANCE, "copied rows");
    }

    /** Positive weights, some of them 0, as a Gaussian with a limited reach has. */
    private static float[] pooling(GaborScale scale) {
        float[] pooling = new float[scale.poolingFloats()];
        for (int i = 0; i < pooling.length; i++) {
            pooling[i] = i % 5 == 3 ? 0 : 0.1f + i % 7 * 0.05f;
        }
        return pooling;
    }
}
