package org.loopscope.acquisition.roi.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value out of a pickle. Data only: no class of another program is ever made from one. */
public sealed interface PyValue {
    /** Text. */
    record Text(String value) implements PyValue {}

    /** A number, whole or real, or a truth value, 1 or 0. */
    record Numeric(double value) implements PyValue {}

    /** Python's None. */
    record Nothing() implements PyValue {}

    /** Bytes, of the file itself; not copied. */
    record Bytes(ByteBuffer data) implements PyValue {
        String latin1() {
            return StandardCharsets.ISO_8859_1.decode(data.duplicate()).toString();
        }
    }

    /** A list or a tuple. Filled while the pickle is read. */
    record Sequence(List<PyValue> items) implements PyValue {
        Sequence() {
            this(new ArrayList<>());
        }
    }

    /** A dictionary; entries whose key is not a text are not kept. Filled while the pickle is read. */
    final class Dictionary implements PyValue {
        private final Map<String, PyValue> entries = new LinkedHashMap<>();

        void put(PyValue key, PyValue value) {
            switch (key) {
                case Text text -> entries.put(text.value(), value);
                case Bytes bytes -> entries.put(bytes.latin1(), value);
                case Numeric _, Nothing _, Sequence _, Dictionary _, Array _, Type _, Name _, Inert _ -> {}
            }
        }

        /** The entry, or null where there is none. */
        public @Nullable PyValue get(String key) {
            return entries.get(key);
        }
    }

    /** An array of NumPy; empty until the pickle has said what it holds. */
    final class Array implements PyValue {
        private @Nullable NpyArray contents;

        void become(NpyArray array) {
            contents = array;
        }

        /** @throws IOException where the pickle never said what the array holds */
        public NpyArray contents() throws IOException {
            if (contents == null) {
                throw new IOException("an array in the pickle has no contents");
            }
            return contents;
        }
    }

    /** A type of array elements; its byte order comes after it. */
    final class Type implements PyValue {
        private ElementType type;

        Type(ElementType type) {
            this.type = type;
        }

        void order(boolean bigEndian) {
            type = type.withOrder(bigEndian);
        }

        ElementType type() {
            return type;
        }
    }

    /** One of the names that may stand in a pickle, before it is used. */
    record Name(PickleName name) implements PyValue {}

    /** Something that is allowed to be there and has no use here: a date, a path, a number beyond 64 bits. */
    record Inert() implements PyValue {}
}
