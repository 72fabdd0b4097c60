package org.loopscope.controller.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table of docs/mqtt.md: its rows without the head, each of trimmed cells. */
record DocumentTable(List<List<String>> rows) {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    static String document() throws IOException {
        return Files.readString(Path.of("..", "docs", "mqtt.md"));
    }

    /** The table below a heading. */
    static DocumentTable below(String heading) throws IOException {
        List<String> lines = document().lines().toList();
        int begin = lines.indexOf("## " + heading);
        List<List<String>> rows = lines.subList(begin + 1, lines.size()).stream()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip))
                .map(cells -> cells.skip(1).toList())
                .toList();
        if (begin < 0 || rows.isEmpty()) {
            throw new AssertionError("docs/mqtt.md has no table below '" + heading + "'");
        }
        return new DocumentTable(rows);
    }

    /** The names in a cell, which are set as code; values are in quotes too, as in JSON, and are no names. */
    static Set<String> names(String cell) {
        return codes(cell).stream()
                .filter(code -> !code.startsWith("\""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The values in a cell, without their quotes. */
    static Set<String> values(String cell) {
        return codes(cell).stream()
                .filter(code -> code.startsWith("\""))
                .map(code -> code.substring(1, code.length() - 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> codes(String cell) {
        return QUOTED.matcher(cell)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** The row whose first cell names it. */
    List<String> rowOf(String name) {
        List<List<String>> found = rows.stream()
                .filter(row -> names(row.getFirst()).contains(name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("docs/mqtt.md names " + name + " in " + found.size() + " rows of a table");
        }
        return found.getFirst();
    }

    /** All names of the first cells. */
    Set<String> named() {
        return rows.stream()
                .flatMap(row -> names(row.getFirst()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
