package org.loopscope.controller.log.hdf5;

import java.util.List;

/** The type of a dataset's elements as they lie in the file: always little endian, so their bytes can be checked. */
public sealed interface ElementType {
    int bytes();

    /** Plain numbers. */
    enum Numeric implements ElementType {
        I8(1),
        U8(1),
        I16(2),
        U16(2),
        I32(4),
        U32(4),
        I64(8),
        F32(4),
        F64(8);

        private final int bytes;

        Numeric(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public int bytes() {
            return bytes;
        }
    }

    /** Yes or no: an enumeration FALSE = 0, TRUE = 1 over one signed byte, which h5py reads as bool. */
    record Truth() implements ElementType {
        @Override
        public int bytes() {
            return 1;
        }
    }

    /** A record of named numbers without gaps. */
    record Compound(List<Field> fields) implements ElementType {
        public Compound {
            fields = List.copyOf(fields);
        }

        @Override
        public int bytes() {
            return fields.stream().mapToInt(field -> field.type().bytes()).sum();
        }
    }

    /** One member of a {@link Compound}. */
    record Field(String name, Numeric type) {}
}
