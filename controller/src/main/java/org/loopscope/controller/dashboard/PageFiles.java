package org.loopscope.controller.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page itself, as it was built into the program: a handful of files, read once; a request names one of them or nothing. */
final class PageFiles {
    /** One file, ready to be sent. */
    record PageFile(String path, String contentType, ByteBuffer content) {}

    private final List<PageFile> files = new ArrayList<>();

    /** @throws IllegalStateException when the program was built without its page */
    PageFiles() {
        add("/", "index.html", "text/html; charset=utf-8");
        add("/app.js", "app.js", "text/javascript; charset=utf-8");
        add("/app.css", "app.css", "text/css; charset=utf-8");
    }

    private void add(String path, String name, String contentType) {
        try (InputStream in = PageFiles.class.getResourceAsStream("/dashboard/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the page's " + name + " is not in this build; build it anew");
            }
            files.add(new PageFile(
                    path, contentType, ByteBuffer.wrap(in.readAllBytes()).asReadOnlyBuffer()));
        } catch (IOException e) {
            throw new UncheckedIOException("the page's " + name + " cannot be read", e);
        }
    }

    Optional<PageFile> at(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }
}
