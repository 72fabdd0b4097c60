package org.loopscope.inference.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** The same random numbers on the plain-Java backend and on the device, and the comparison of what comes out. */
final class TwinTensors {
    final TensorBackend java = new JavaBackend();
    final TensorBackend device;
    private final Random random;

    TwinTensors(TensorBackend device, long seed) {
        this.device = device;
        random = new Random(seed);
    }

    /** One tensor on each backend, with the same contents. */
    record Pair(Tensor java, Tensor device) {
        Pair slice(int offset, int length) {
            return new Pair(java.slice(offset, length), device.slice(offset, length));
        }
    }

    Pair zeros(int floats) {
        return new Pair(java.allocate(floats), device.allocate(floats));
    }

    /** Normal numbers; positive ones where asked for. */
    Pair random(int floats, boolean positive) {
        float[] values = new float[floats];
        for (int i = 0; i < floats; i++) {
            float value = (float) random.nextGaussian();
            values[i] = positive ? Math.abs(value) : value;
        }
        return of(values);
    }

    Pair of(float[] values) {
        Pair pair = zeros(values.length);
        java.write(values, 0, values.length, pair.java());
        device.write(values, 0, values.length, pair.device());
        return pair;
    }

    /** Random maps in a frame of zeros. */
    Pair framed(int pictures, MapShape shape) {
        float[] values = new float[pictures * shape.floats()];
        for (int i = 0; i < values.length; i++) {
            int pixel = i / shape.channels();
            int x = pixel % shape.framedWidthPx() - shape.haloPx();
            int y = pixel / shape.framedWidthPx() % shape.framedHeightPx() - shape.haloPx();
            boolean inside = x >= 0 && x < shape.widthPx() && y >= 0 && y < shape.heightPx();
            values[i] = inside ? (float) random.nextGaussian() : 0f;
        }
        return of(values);
    }

    /** Largest difference as a fraction of the largest value must stay below the tolerance. */
    void assertSame(Pair pair, double tolerance, String what) {
        float[] expected = read(java, pair.java());
        float[] found = read(device, pair.device());
        double largest = 1e-30;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], tolerance * largest, what + " [" + i + "]");
        }
    }

    static float[] read(TensorBackend backend, Tensor tensor) {
        float[] values = new float[tensor.length()];
        backend.read(tensor, values, 0, values.length);
        return values;
    }
}
