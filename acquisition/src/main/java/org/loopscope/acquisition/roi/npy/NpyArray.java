package org.loopscope.acquisition.roi.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array of NumPy: numbers, which stay in the file's bytes until they are asked for, or Python objects. */
public final class NpyArray {
    private final ElementType type;
    private final int[] shape;
    private final boolean fortranOrder;
    private final ByteBuffer data;
    private final @Nullable List<PyValue> objects;

    private NpyArray(
            ElementType type, int[] shape, boolean fortranOrder, ByteBuffer data, @Nullable List<PyValue> objects) {
        this.type = type;
        this.shape = shape;
        this.fortranOrder = fortranOrder;
        this.data = data;
        this.objects = objects;
    }

    /** @param data as many bytes as type and shape say, or more */
    static NpyArray ofNumbers(ElementType type, int[] shape, boolean fortranOrder, ByteBuffer data) throws IOException {
        long bytes = size(shape) * type.bytes();
        if (bytes > data.remaining()) {
            throw new IOException("an array of the shape " + Arrays.toString(shape) + " needs " + bytes
                    + " bytes, there are " + data.remaining() + ": the file is cut off or damaged");
        }
        return new NpyArray(type, shape, fortranOrder, data.slice(data.position(), (int) bytes), null);
    }

    /** @param objects as many as the shape says */
    static NpyArray ofObjects(ElementType type, int[] shape, boolean fortranOrder, List<PyValue> objects)
            throws IOException {
        if (size(shape) != objects.size()) {
            throw new IOException("an array of the shape " + Arrays.toString(shape) + " has " + objects.size()
                    + " objects: the file is damaged");
        }
        return new NpyArray(type, shape, fortranOrder, ByteBuffer.allocate(0), objects);
    }

    private static long size(int[] shape) throws IOException {
        long size = 1;
        for (int length : shape) {
            size = length < 0 ? -1 : size * length;
            if (size < 0 || size > Integer.MAX_VALUE) {
                throw new IOException("no array can have the shape " + Arrays.toString(shape));
            }
        }
        return size;
    }

    public int[] shape() {
        return shape.clone();
    }

    /** Elements in all. */
    public int size() {
        return objects != null ? objects.size() : type.bytes() == 0 ? 0 : data.capacity() / type.bytes();
    }

    /**
     * The numbers in C order (the last index runs fastest), whatever the order they are stored in; truth values are 1
     * and 0.
     *
     * @throws IOException where the elements are no numbers
     */
    public double[] numbers() throws IOException {
        if (!type.isNumber()) {
            throw new IOException("where an array of numbers is wanted, its elements are of another kind");
        }
        double[] numbers = new double[size()];
        int[] index = new int[shape.length];
        int[] stride = strides();
        int from = 0;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = type.number(data, from * type.bytes());
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                from += stride[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                from -= stride[axis] * index[axis];
                index[axis] = 0;
            }
        }
        return numbers;
    }

    /** In elements. */
    private int[] strides() {
        int[] stride = new int[shape.length];
        int step = 1;
        for (int k = 0; k < shape.length; k++) {
            int axis = fortranOrder ? k : shape.length - 1 - k;
            stride[axis] = step;
            step *= shape[axis];
        }
        return stride;
    }

    /**
     * The objects in the order they are stored in.
     *
     * @throws IOException where the elements are numbers
     */
    public List<PyValue> objects() throws IOException {
        if (objects == null) {
            throw new IOException("is an array of numbers, where one of Python objects is wanted");
        }
        return objects;
    }
}
