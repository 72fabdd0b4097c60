package org.loopscope.tests.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The checkout that the tests run in. */
record SourceTree(Path root) {
    private static final List<String> MODULES =
            List.of("firmware-bridge", "acquisition", "stimulus", "inference", "controller", "tests");

    /** The nearest folder upwards that holds Maven's {@code .mvn}. */
    static SourceTree here() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "not inside a Loopscope checkout: " + Path.of("").toAbsolutePath());
            }
            folder = parent;
        }
        return new SourceTree(folder);
    }

    List<Path> javaFiles() {
        return MODULES.stream()
                .flatMap(module -> filesBelow(root.resolve(module).resolve("src")).stream())
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    /** What git has on record and is still there; without git or a repository, the modules' sources. */
    List<Path> committedFiles() {
        try {
            Process git = new ProcessBuilder("git", "ls-files", "-z")
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() == 0) {
                return Stream.of(names.split("\0", -1))
                        .filter(name -> !name.isEmpty())
                        .map(root::resolve)
                        .filter(Files::isRegularFile)
                        .toList();
            }
        } catch (IOException e) {
            // No git on this machine: the sources below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while git listed the files", e);
        }
        List<Path> sources = new ArrayList<>();
        MODULES.forEach(module -> sources.addAll(filesBelow(root.resolve(module).resolve("src"))));
        return sources;
    }

    private static List<Path> filesBelow(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
