package org.loopscope.inference.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A separable convolution is a full one whose kernel between two channels is the first's kernel times a number: output
 * and gradients have to be that one's, by the chain rule.
 */
class SeparableConvolutionTest {
    private static final int BATCH = 3;
    private static final int IN = 16;
    private static final int OUT = 32;
    private static final DepthwiseShape DEPTHWISE = new DepthwiseShape(6, 5, IN, 3);
    private static final ConvolutionShape FULL = new ConvolutionShape(6, 5, IN, OUT, 3, 1);
    private static final float TOLERANCE = 2e-4f;

    private final JavaBackend backend = new JavaBackend();
    private final Random random = new Random(7);
    private final float[] kernels = normal(DEPTHWISE.weightFloats());
    private final float[] mixing = normal(IN * OUT);
    private final Convolution separable = new SeparableConvolution(DEPTHWISE, OUT, BATCH, backend);
    private final Convolution full = backend.convolution(FULL);
    private final Tensor input = framed(FULL.inputWidthPx(), FULL.inputHeightPx(), IN, FULL.haloPx());

    SeparableConvolutionTest() {
        float[] product = new float[FULL.weightFloats()];
        for (int i = 0; i < product.length; i++) {
            product[i] = kernels[i / OUT] * mixing[i / OUT % IN * OUT + i % OUT];
        }
        full.kernels(tensor(product));
        float[] both = new float[kernels.length + mixing.length];
        System.arraycopy(kernels, 0, both, 0, kernels.length);
        System.arraycopy(mixing, 0, both, kernels.length, mixing.length);
        separable.kernels(tensor(both));
    }

    @Test
    void shouldGiveTheProductsOutput() {
        Tensor ofFull = backend.allocate(BATCH * FULL.outputFloats());
        Tensor ofSeparable = backend.allocate(BATCH * FULL.outputFloats());
        full.convolve(BATCH, input, ofFull);
        separable.convolve(BATCH, input, ofSeparable);
        assertArrayEquals(read(ofFull), read(ofSeparable), TOLERANCE);
    }

    @Test
    void shouldGiveItsGradients() {
        float[] gradient = normal(BATCH * FULL.outputFloats());
        Tensor unframed = tensor(gradient);
        Tensor framed = backend.allocate(BATCH * FULL.output(1).floats());
        frame(gradient, FULL.output(1), framed);
        Tensor output = backend.allocate(BATCH * FULL.outputFloats());
        separable.convolve(BATCH, input, output);

        Tensor ofFull = backend.allocate(FULL.weightFloats());
        Tensor ofSeparable = backend.allocate(kernels.length + mixing.length);
        full.weightGradient(BATCH, input, framed, 1, ofFull);
        separable.weightGradient(BATCH, input, unframed, 0, ofSeparable);
        float[] expected = new float[kernels.length + mixing.length];
        float[] product = read(ofFull);
        for (int i = 0; i < product.length; i++) {
            int mixed = i / OUT % IN * OUT + i % OUT;
            expected[i / OUT] += product[i] * mixing[mixed];
            expected[kernels.length + mixed] += product[i] * kernels[i / OUT];
        }
        assertArrayEquals(expected, read(ofSeparable), 10 * TOLERANCE);

        Tensor pixelsOfFull = backend.allocate(BATCH * DEPTHWISE.outputFloats());
        Tensor pixelsOfSeparable = backend.allocate(BATCH * DEPTHWISE.outputFloats());
        full.inputGradient(BATCH, framed, pixelsOfFull);
        separable.inputGradient(BATCH, unframed, pixelsOfSeparable);
        assertArrayEquals(read(pixelsOfFull), read(pixelsOfSeparable), TOLERANCE, "after the weights'");
        separable.inputGradient(BATCH, unframed, pixelsOfSeparable);
        assertArrayEquals(read(pixelsOfFull), read(pixelsOfSeparable), TOLERANCE, "by itself");
    }

    private float[] normal(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private Tensor tensor(float[] values) {
        Tensor tensor = backend.allocate(values.length);
        backend.write(values, 0, values.length, tensor);
        return tensor;
    }

    private Tensor framed(int widthPx, int heightPx, int channels, int haloPx) {
        MapShape map = new MapShape(widthPx, heightPx, channels, haloPx);
        Tensor tensor = backend.allocate(BATCH * map.floats());
        frame(normal(BATCH * map.pixels() * channels), map, tensor);
        return tensor;
    }

    private void frame(float[] values, MapShape map, Tensor to) {
        float[] framed = new float[BATCH * map.floats()];
        int row = map.widthPx() * map.channels();
        for (int r = 0; r < BATCH * map.heightPx(); r++) {
            int at = r / map.heightPx() * map.floats()
                    + map.origin()
                    + r % map.heightPx() * map.framedWidthPx() * map.channels();
            System.arraycopy(values, r * row, framed, at, row);
        }
        backend.write(framed, 0, framed.length, to);
    }

    private float[] read(Tensor tensor) {
        float[] values = new float[tensor.length()];
        backend.read(tensor, values, 0, values.length);
        return values;
    }
}
