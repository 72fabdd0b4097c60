package org.loopscope.acquisition.roi.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the few allowed names mean: how NumPy takes its arrays, types and scalars apart for a pickle. */
final class PickleCalls {
    /** Bytes that protocol 2 may still write as text; a pickle cannot ask for more than it holds. */
    private long encodable;

    PickleCalls(long pickleBytes) {
        this.encodable = pickleBytes;
    }

    /** The value of calling {@code callee} with a tuple. */
    PyValue call(PyValue callee, PyValue arguments) throws IOException {
        if (!(callee instanceof PyValue.Name(PickleName name)) || !(arguments instanceof PyValue.Sequence(var given))) {
            throw new IOException("the pickle calls what cannot be called: the file is damaged");
        }
        return switch (name) {
            case RECONSTRUCT -> new PyValue.Array();
            case TYPE -> new PyValue.Type(ElementType.of(text(argument(given, 0))));
            case SCALAR -> scalar(argument(given, 0), given);
            case FROM_BUFFER -> {
                boolean fortranOrder =
                        given.size() > 3 && text(argument(given, 3)).equals("F");
                PyValue.Array array = new PyValue.Array();
                array.become(array(argument(given, 1), argument(given, 2), fortranOrder, argument(given, 0)));
                yield array;
            }
            case ENCODE -> new PyValue.Bytes(encoded(text(argument(given, 0))));
            case ORDERED_DICTIONARY -> new PyValue.Dictionary();
            case LEFT_ASIDE -> new PyValue.Inert();
            case ARRAY -> throw new IOException("the pickle makes an array in a way that NumPy does not");
        };
    }

    /** Completes an array or a type with what the pickle says of it. */
    void setState(PyValue target, PyValue state) throws IOException {
        switch (target) {
            case PyValue.Type type
            when state instanceof PyValue.Sequence(var given) ->
                type.order(text(argument(given, 1)).equals(">"));
            case PyValue.Array array
            when state instanceof PyValue.Sequence(var given) -> {
                boolean fortranOrder = number(argument(given, 3)) != 0;
                array.become(array(argument(given, 2), argument(given, 1), fortranOrder, argument(given, 4)));
            }
            case PyValue.Inert _ -> {}
            default -> throw new IOException("the pickle sets the state of what has none: the file is damaged");
        }
    }

    private static NpyArray array(PyValue type, PyValue shape, boolean fortranOrder, PyValue contents)
            throws IOException {
        if (!(type instanceof PyValue.Type elements) || !(shape instanceof PyValue.Sequence(var lengths))) {
            throw new IOException("an array in the pickle has no type or shape: the file is damaged");
        }
        int[] axes = new int[lengths.size()];
        for (int axis = 0; axis < axes.length; axis++) {
            double length = number(lengths.get(axis));
            axes[axis] = length >= 0 && length <= Integer.MAX_VALUE && length == Math.rint(length) ? (int) length : -1;
        }
        return switch (contents) {
            case PyValue.Bytes(ByteBuffer data)
            when elements.type().kind() != ElementKind.OBJECT ->
                NpyArray.ofNumbers(elements.type(), axes, fortranOrder, data);
            case PyValue.Sequence(var objects) -> NpyArray.ofObjects(elements.type(), axes, fortranOrder, objects);
            default -> throw new IOException("an array in the pickle has no contents: the file is damaged");
        };
    }

    private PyValue scalar(PyValue type, List<PyValue> given) throws IOException {
        if (!(type instanceof PyValue.Type elements)) {
            throw new IOException("a number in the pickle has no type: the file is damaged");
        }
        if (!elements.type().isNumber()) {
            return new PyValue.Inert();
        }
        if (argument(given, 1) instanceof PyValue.Bytes(ByteBuffer data)
                && data.remaining() >= elements.type().bytes()) {
            return new PyValue.Numeric(elements.type().number(data.duplicate(), 0));
        }
        throw new IOException("a number in the pickle is cut off: the file is damaged");
    }

    private ByteBuffer encoded(String text) throws IOException {
        encodable -= text.length();
        if (encodable < 0) {
            throw new IOException("the pickle writes out more bytes than it holds; it was refused");
        }
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static PyValue argument(List<PyValue> given, int index) throws IOException {
        if (index >= given.size()) {
            throw new IOException("a call in the pickle lacks an argument: the file is damaged");
        }
        return given.get(index);
    }

    String text(PyValue value) throws IOException {
        return switch (value) {
            case PyValue.Text(String text) -> text;
            case PyValue.Bytes bytes when bytes.data().remaining() < 1000 -> bytes.latin1();
            default -> throw new IOException("the pickle has no text where one is wanted: the file is damaged");
        };
    }

    private static double number(PyValue value) throws IOException {
        if (value instanceof PyValue.Numeric(double number)) {
            return number;
        }
        throw new IOException("the pickle has no number where one is wanted: the file is damaged");
    }
}
