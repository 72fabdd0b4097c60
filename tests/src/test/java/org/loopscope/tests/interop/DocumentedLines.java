package org.loopscope.tests.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a document tells people to type, as it stands there. */
record DocumentedLines(String text) {
    /** The document of that name in {@code docs}. */
    static DocumentedLines of(String name) throws IOException {
        return new DocumentedLines(Files.readString(Path.of("..", "docs", name)));
    }

    /** The lines that stand alone and begin so, in order, without their remarks. */
    List<String> beginning(String start) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(start))
                .map(DocumentedLines::withoutRemark)
                .toList();
    }

    /** The one command within a sentence that begins so. */
    String quoted(String start) {
        int begin = text.indexOf("`" + start) + 1;
        if (begin == 0) {
            throw new AssertionError("the document has no `" + start + "`");
        }
        return text.substring(begin, text.indexOf('`', begin));
    }

    /** The fenced block that has a line beginning so. */
    String block(String start) {
        String[] parts = text.split("```[a-z]*", -1);
        for (int i = 1; i < parts.length; i += 2) {
            if (parts[i].lines().anyMatch(line -> line.strip().startsWith(start))) {
                return parts[i];
            }
        }
        throw new AssertionError("the document has no block with " + start);
    }

    /** A section of an experiment in a fenced block, on one line: {@code name={ key: value, ... }}. */
    String section(String name) {
        String keys = block(name + ":")
                .lines()
                .map(String::strip)
                .dropWhile(line -> !line.startsWith(name + ":"))
                .skip(1)
                .takeWhile(line -> !line.replaceAll("#.*", "").strip().endsWith(":"))
                .map(DocumentedLines::withoutRemark)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(", "));
        return name + "={ " + keys + " }";
    }

    /** A remark has two spaces before it; a topic's # does not. */
    private static String withoutRemark(String line) {
        return line.replaceAll("\\s+# .*", "").strip();
    }
}
