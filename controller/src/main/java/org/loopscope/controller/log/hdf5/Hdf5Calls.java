package org.loopscope.controller.log.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5E_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5E_WALK_UPWARD;
import static org.bytedeco.hdf5.global.hdf5.H5Eset_auto2;
import static org.bytedeco.hdf5.global.hdf5.H5Ewalk2;
import static org.bytedeco.hdf5.global.hdf5.H5open;

import org.bytedeco.hdf5.H5E_error2_t;
import org.bytedeco.hdf5.H5E_walk2_t;
import org.bytedeco.javacpp.Pointer;

/** Turns the library's return codes into exceptions that carry its error stack. */
final class Hdf5Calls {
    private Hdf5Calls() {}

    /** Loads the library and stops it from printing its errors. */
    static void open() {
        check(H5open(), "the HDF5 library does not start");
        check(H5Eset_auto2(H5E_DEFAULT, null, null), "error printing cannot be turned off");
    }

    /** Passes an identifier or a count through; negative means failure. */
    static long check(long result, String what) {
        if (result < 0) {
            throw new Hdf5Exception(what + ": " + errorStack());
        }
        return result;
    }

    private static String errorStack() {
        StringBuilder text = new StringBuilder();
        try (H5E_walk2_t collect = new StackText(text)) {
            H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, collect, null);
        }
        return text.isEmpty() ? "no reason given" : text.toString();
    }

    /** Called back by the library once per entry of its stack, innermost first. */
    private static final class StackText extends H5E_walk2_t {
        private final StringBuilder text;

        StackText(StringBuilder text) {
            this.text = text;
        }

        @Override
        public int call(int n, H5E_error2_t entry, Pointer clientData) {
            text.append(n == 0 ? "" : "; ")
                    .append(entry.func_name().getString())
                    .append(": ")
                    .append(entry.desc().getString());
            return 0;
        }
    }
}
