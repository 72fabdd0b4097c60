package org.loopscope.controller.log.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5T_COMPOUND;
import static org.bytedeco.hdf5.global.hdf5.H5T_CSET_UTF8;
import static org.bytedeco.hdf5.global.hdf5.H5T_C_S1_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_IEEE_F32LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_IEEE_F64LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_I16LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_I32LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_I64LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_I8LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_REF_OBJ_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_U16LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_U32LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_U8LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_VARIABLE;
import static org.bytedeco.hdf5.global.hdf5.H5Tcopy;
import static org.bytedeco.hdf5.global.hdf5.H5Tcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Tenum_create;
import static org.bytedeco.hdf5.global.hdf5.H5Tenum_insert;
import static org.bytedeco.hdf5.global.hdf5.H5Tinsert;
import static org.bytedeco.hdf5.global.hdf5.H5Tset_cset;
import static org.bytedeco.hdf5.global.hdf5.H5Tset_size;
import static org.loopscope.controller.log.hdf5.Hdf5Calls.check;

import org.bytedeco.javacpp.BytePointer;

/** The library's identifiers for element types. Each is the caller's to close. */
final class NativeTypes {
    private NativeTypes() {}

    static long open(ElementType type) {
        return switch (type) {
            case ElementType.Numeric number -> check(H5Tcopy(predefined(number)), "a number type cannot be made");
            case ElementType.Truth truth -> truth();
            case ElementType.Compound compound -> compound(compound);
        };
    }

    /** UTF-8 text of any length. */
    static long text() {
        long type = check(H5Tcopy(H5T_C_S1_g()), "a text type cannot be made");
        check(H5Tset_size(type, H5T_VARIABLE()), "a text type of any length cannot be made");
        check(H5Tset_cset(type, H5T_CSET_UTF8), "a UTF-8 type cannot be made");
        return type;
    }

    /** The address of another object in the file. */
    static long reference() {
        return check(H5Tcopy(H5T_STD_REF_OBJ_g()), "a reference type cannot be made");
    }

    private static long predefined(ElementType.Numeric number) {
        return switch (number) {
            case I8 -> H5T_STD_I8LE_g();
            case U8 -> H5T_STD_U8LE_g();
            case I16 -> H5T_STD_I16LE_g();
            case U16 -> H5T_STD_U16LE_g();
            case I32 -> H5T_STD_I32LE_g();
            case U32 -> H5T_STD_U32LE_g();
            case I64 -> H5T_STD_I64LE_g();
            case F32 -> H5T_IEEE_F32LE_g();
            case F64 -> H5T_IEEE_F64LE_g();
        };
    }

    private static long truth() {
        long type = check(H5Tenum_create(H5T_STD_I8LE_g()), "an enumeration cannot be made");
        try (BytePointer no = new BytePointer(new byte[] {0});
                BytePointer yes = new BytePointer(new byte[] {1})) {
            check(H5Tenum_insert(type, "FALSE", no), "an enumeration cannot be filled");
            check(H5Tenum_insert(type, "TRUE", yes), "an enumeration cannot be filled");
        }
        return type;
    }

    private static long compound(ElementType.Compound compound) {
        long type = check(H5Tcreate(H5T_COMPOUND, compound.bytes()), "a compound type cannot be made");
        long offset = 0;
        for (ElementType.Field field : compound.fields()) {
            check(H5Tinsert(type, field.name(), offset, predefined(field.type())), "field " + field.name());
            offset += field.type().bytes();
        }
        return type;
    }
}
