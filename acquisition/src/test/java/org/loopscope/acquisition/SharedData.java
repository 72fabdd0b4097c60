package org.loopscope.acquisition;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The public recordings that some tests use: the folder LOOPSCOPE_DATA, or shared/data beside the repository. Stimulus and
 * inference find theirs by the same few lines of their own: a test jar for all three could not be resolved where the
 * modules are compiled only, as {@code ./loopscope} does before it runs.
 */
public final class SharedData {
    private SharedData() {}

    /** The file, or the test is skipped. */
    public static Path require(String file) {
        Path found = folder().resolve(file);
        assumeTrue(Files.exists(found), () -> "skipped: no " + found + "; set LOOPSCOPE_DATA to the sample data");
        return found;
    }

    private static Path folder() {
        String named = System.getenv("LOOPSCOPE_DATA");
        if (named != null) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/data"))) {
                return at.resolve("shared/data");
            }
        }
        return Path.of("shared", "data");
    }
}
