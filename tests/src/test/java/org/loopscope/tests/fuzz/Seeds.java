package org.loopscope.tests.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Valid files of the checkout, from other programs' writers too. */
final class Seeds {
    private static final Path GOLDEN = Path.of("..", "acquisition", "src", "test", "resources");

    private Seeds() {}

    /** The recordings that the field's own writers made. */
    static List<byte[]> recordings(String... names) {
        return all(GOLDEN.resolve("recordings"), names);
    }

    /** Cells that other programs wrote. */
    static List<byte[]> cells(String... names) {
        return all(GOLDEN.resolve(Path.of("org", "loopscope", "acquisition", "roi", "imported")), names);
    }

    /** Streams of senders. */
    static List<byte[]> streams(String... names) {
        return all(GOLDEN.resolve(Path.of("org", "loopscope", "acquisition", "socket")), names);
    }

    /** Every experiment that comes with the product, and those of the tests. */
    static List<byte[]> experiments() {
        return Stream.of(
                        Path.of("..", "config"),
                        Path.of("src", "test", "resources", "org", "loopscope", "tests", "scenario"))
                .flatMap(folder -> list(folder).stream())
                .filter(file -> file.toString().endsWith(".yaml"))
                .sorted()
                .map(Seeds::bytes)
                .toList();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> all(Path folder, String... names) {
        return Stream.of(names).map(name -> bytes(folder.resolve(name))).toList();
    }
}
