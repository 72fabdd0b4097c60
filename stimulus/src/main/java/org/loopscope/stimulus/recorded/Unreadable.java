package org.loopscope.stimulus.recorded;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** How a file that cannot be used is reported: one line with where, what, and what to do. */
final class Unreadable {
    private Unreadable() {}

    static IllegalArgumentException at(Path file, String what) {
        return new IllegalArgumentException(file + ": " + oneLine(what));
    }

    /** What a damaged file holds may be anything, line ends included. */
    private static String oneLine(String what) {
        return what.replaceAll("[\\p{Cntrl}\u0085\u2028\u2029]", "?");
    }

    static IllegalArgumentException at(Path file, String what, Exception cause) {
        return new IllegalArgumentException(file + ": " + oneLine(what), cause);
    }

    /** @param wanted what the file should be, with its article */
    static IllegalArgumentException missing(Path file, String wanted, IOException cause) {
        String what = cause instanceof NoSuchFileException
                ? "no such file; give the path of " + wanted
                : "cannot be read (" + cause.getClass().getSimpleName() + "); give a readable file, " + wanted;
        return at(file, what, cause);
    }
}
