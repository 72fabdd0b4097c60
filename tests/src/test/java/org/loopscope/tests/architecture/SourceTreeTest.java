package org.loopscope.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the compiled classes do not show: the length of files, and promises left in them. */
final class SourceTreeTest {
    private static final int MOST_LINES = 400;

    /** Put together here, so that this file does not hold the words. */
    private static final Pattern PROMISE = Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME)\\b");

    private final SourceTree tree = SourceTree.here();

    @Test
    void javaFilesAreShort() {
        assertFalse(tree.javaFiles().isEmpty());
        assertEquals(List.of(), tooLong(tree.javaFiles()));
    }

    @Test
    void committedFilesHoldNoPromises() {
        assertFalse(tree.committedFiles().isEmpty());
        assertEquals(List.of(), promising(tree.committedFiles()));
    }

    @Test
    void aLongFileAndAPromiseAreFound(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("Long.java");
        Files.writeString(file, "line\n".repeat(MOST_LINES));
        assertEquals(List.of(), tooLong(List.of(file)));
        assertEquals(List.of(), promising(List.of(file)));

        Files.writeString(file, "line\n".repeat(MOST_LINES) + "// " + "TO" + "DO\n");
        assertEquals(List.of(file), tooLong(List.of(file)));
        assertEquals(List.of(file), promising(List.of(file)));
    }

    private static List<Path> tooLong(List<Path> files) {
        return files.stream()
                .filter(file -> text(file).lines().count() > MOST_LINES)
                .toList();
    }

    private static List<Path> promising(List<Path> files) {
        Predicate<String> promise = PROMISE.asPredicate();
        return files.stream().filter(file -> promise.test(text(file))).toList();
    }

    /** One character for each byte, so that a binary file is no error. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
