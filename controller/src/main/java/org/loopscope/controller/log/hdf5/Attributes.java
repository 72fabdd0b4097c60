package org.loopscope.controller.log.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Aclose;
import static org.bytedeco.hdf5.global.hdf5.H5Acreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Adelete;
import static org.bytedeco.hdf5.global.hdf5.H5Awrite;
import static org.bytedeco.hdf5.global.hdf5.H5Oclose;
import static org.bytedeco.hdf5.global.hdf5.H5Oopen;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5S_SCALAR;
import static org.bytedeco.hdf5.global.hdf5.H5Sclose;
import static org.bytedeco.hdf5.global.hdf5.H5Screate;
import static org.bytedeco.hdf5.global.hdf5.H5Screate_simple;
import static org.bytedeco.hdf5.global.hdf5.H5Tclose;
import static org.loopscope.controller.log.hdf5.Hdf5Calls.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** The attributes of one open object, to be written once each, but for {@link #textsAnew}. */
public final class Attributes implements AutoCloseable {
    private final Hdf5File file;
    private final String path;
    private final long object;

    Attributes(Hdf5File file, String path) {
        this.file = file;
        this.path = path;
        this.object = check(H5Oopen(file.id(), path, H5P_DEFAULT), path + " cannot be opened");
    }

    public Attributes text(String name, String value) {
        try (CTexts text = new CTexts(List.of(value))) {
            write(name, NativeTypes.text(), H5Screate(H5S_SCALAR), text.pointers());
        }
        return this;
    }

    public Attributes texts(String name, List<String> values) {
        long[] extent = {values.size()};
        try (CTexts texts = new CTexts(values)) {
            write(name, NativeTypes.text(), H5Screate_simple(1, extent, extent), texts.pointers());
        }
        return this;
    }

    /** The same in the place of what was written before. */
    public Attributes textsAnew(String name, List<String> values) {
        check(H5Adelete(object, name), "attribute " + name + " of " + path);
        return texts(name, values);
    }

    public Attributes number(String name, int value) {
        return number(name, ElementType.Numeric.I32, scalar().putInt(value));
    }

    public Attributes number(String name, float value) {
        return number(name, ElementType.Numeric.F32, scalar().putFloat(value));
    }

    public Attributes number(String name, double value) {
        return number(name, ElementType.Numeric.F64, scalar().putDouble(value));
    }

    /** A reference to another object of the file, which exists already. */
    public Attributes reference(String name, String target) {
        ByteBuffer address = scalar().putLong(ExtendibleReferences.addressOf(file, target));
        try (BytePointer value = new BytePointer(address)) {
            write(name, NativeTypes.reference(), H5Screate(H5S_SCALAR), value);
        }
        return this;
    }

    @Override
    public void close() {
        check(H5Oclose(object), path + " cannot be closed");
    }

    private Attributes number(String name, ElementType type, ByteBuffer bytes) {
        try (BytePointer value = new BytePointer(bytes)) {
            write(name, NativeTypes.open(type), H5Screate(H5S_SCALAR), value);
        }
        return this;
    }

    private void write(String name, long type, long space, Pointer value) {
        String what = "attribute " + name + " of " + path;
        long attribute = check(H5Acreate2(object, name, type, check(space, what), H5P_DEFAULT, H5P_DEFAULT), what);
        check(H5Awrite(attribute, type, value.position(0)), what);
        check(H5Aclose(attribute), what);
        H5Sclose(space);
        H5Tclose(type);
    }

    private static ByteBuffer scalar() {
        return ByteBuffer.allocateDirect(8).order(ByteOrder.LITTLE_ENDIAN);
    }
}
