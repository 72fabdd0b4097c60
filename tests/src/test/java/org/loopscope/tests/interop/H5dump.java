package org.loopscope.tests.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The HDF5 library's own reader, where it is installed. */
final class H5dump {
    private static final String PROGRAM = "h5dump";

    private H5dump() {}

    /** The reader; the test is skipped where there is none. */
    static H5dump required() {
        assumeTrue(
                ForeignProgram.run(List.of(PROGRAM, "--version")).succeeded(),
                "skipped: no h5dump, which the package hdf5-tools brings");
        return new H5dump();
    }

    /** Reads the structure of the whole file, which must be a success, and one array's little-endian values. */
    byte[] dump(Path file, String path, Path scratch) throws IOException {
        read("-H", file.toString());
        Path values = scratch.resolve("values");
        read("-d", path, "-b", "LE", "-o", values.toString(), file.toString());
        return Files.readAllBytes(values);
    }

    private static void read(String... arguments) {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(List.of(arguments));
        ForeignProgram dump = ForeignProgram.run(command);
        assertTrue(dump.succeeded(), dump::lastLine);
    }
}
