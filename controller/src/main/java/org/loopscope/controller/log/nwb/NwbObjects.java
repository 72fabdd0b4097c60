package org.loopscope.controller.log.nwb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.loopscope.controller.log.hdf5.Attributes;
import org.loopscope.controller.log.hdf5.ElementType;
import org.loopscope.controller.log.hdf5.Hdf5File;

/** Makes groups and datasets of an NWB type: each has a namespace, a type name and an id of its own. */
final class NwbObjects {
    private final Hdf5File file;
    private final String identifier;

    NwbObjects(Hdf5File file, String identifier) {
        this.file = file;
        this.identifier = identifier;
    }

    Hdf5File file() {
        return file;
    }

    /** Session clock to the file's unit of time. The division rounds once, so that nanoseconds can be had back. */
    static double seconds(long sessionNs) {
        return sessionNs / 1e9;
    }

    /** Makes a group; the attributes are open for more and must be closed. */
    Attributes group(String path, NwbType type) {
        file.group(path);
        return typed(path, type);
    }

    /** Gives a type to an object that exists. */
    Attributes typed(String path, NwbType type) {
        // Derived from the session's identifier, so that the same session gives the same file.
        UUID id = UUID.nameUUIDFromBytes((identifier + path).getBytes(StandardCharsets.UTF_8));
        return file.attributes(path)
                .text("namespace", type.namespace())
                .text("neurodata_type", type.typeName())
                .text("object_id", id.toString());
    }

    /** Writes a text when there is one. */
    void textIfGiven(String path, String value) {
        if (!value.isBlank()) {
            file.text(path, value);
        }
    }

    /** Writes single-precision numbers whose count is known. */
    void floats(String path, float[] values, long... extent) {
        ByteBuffer bytes = littleEndian(values.length * 4);
        bytes.asFloatBuffer().put(values);
        file.array(path, ElementType.Numeric.F32, bytes, extent);
    }

    static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
