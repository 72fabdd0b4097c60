package org.loopscope.acquisition.roi.npy;

import java.io.IOException;

/**
 * The names that a pickle may call for: NumPy's own, under those of versions 1 and 2, and a few harmless ones that
 * Suite2p's settings hold. Every other name is refused, so that no pickle can make this program do anything.
 */
enum PickleName {
    RECONSTRUCT,
    SCALAR,
    FROM_BUFFER,
    ARRAY,
    TYPE,
    /** How protocol 2 writes bytes. */
    ENCODE,
    ORDERED_DICTIONARY,
    /** Dates and paths: known, and left aside. */
    LEFT_ASIDE;

    static PickleName of(String module, String name) throws IOException {
        PickleName known = switch (module) {
            case "numpy.core.multiarray", "numpy._core.multiarray" ->
                switch (name) {
                    case "_reconstruct" -> RECONSTRUCT;
                    case "scalar" -> SCALAR;
                    default -> null;
                };
            case "numpy.core.numeric", "numpy._core.numeric" -> name.equals("_frombuffer") ? FROM_BUFFER : null;
            case "numpy" ->
                switch (name) {
                    case "ndarray" -> ARRAY;
                    case "dtype" -> TYPE;
                    default -> null;
                };
            case "_codecs" -> name.equals("encode") ? ENCODE : null;
            case "collections" -> name.equals("OrderedDict") ? ORDERED_DICTIONARY : null;
            case "datetime" ->
                switch (name) {
                    case "datetime", "date", "time", "timedelta", "timezone" -> LEFT_ASIDE;
                    default -> null;
                };
            case "pathlib", "pathlib._local" ->
                switch (name) {
                    case "Path", "PosixPath", "WindowsPath", "PurePosixPath", "PureWindowsPath" -> LEFT_ASIDE;
                    default -> null;
                };
            default -> null;
        };
        if (known == null) {
            throw new IOException("the pickle calls for " + shown(module) + "." + shown(name)
                    + ", which is not one of the names that an array needs; it was refused, and nothing was run");
        }
        return known;
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(text.length(), 60)).replaceAll("[^ -~]", "?");
    }
}
