package org.loopscope.tests.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Damages a text by its words: one to five are left out, doubled, exchanged, or replaced by one that is seldom meant. */
final class TextDamage {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_0-9.]+|\\s+|[^A-Za-z_0-9.\\s]");
    private static final int DEEP = 20_000;
    private static final String[] ODD = {
        "0",
        "-1",
        "1e999",
        "-1e999",
        "1e-999",
        "NaN",
        ".inf",
        "2147483648",
        "9223372036854775807",
        "99999999999999999999999999",
        "0x10",
        "1_000",
        "0.0000001",
        "null",
        "~",
        "true",
        "''",
        "\"\"",
        "[]",
        "{}",
        "[",
        "]",
        "{",
        "}",
        ":",
        ": ",
        "- ",
        ",",
        "?",
        "|",
        ">",
        "%",
        "@",
        "`",
        "&a",
        "*a",
        "<<: *a",
        "!!binary",
        "!!java.lang.Object",
        "---\n",
        "...",
        "\t",
        "\n",
        "\r",
        "\u0000",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "\uD800",
        "é",
        "#",
        "#set a.b=c\n",
        "\\",
        "\\u",
        "'",
        "\"",
        "<![CDATA[",
        "&amp;",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>",
        "&b;"
    };
    private static final String[] NESTED = {"[", "{", "{\"a\":", "- ", "a: {", "? ", "<a>", "("};

    private final List<byte[]> seeds;
    private final SplittableRandom random;

    TextDamage(List<byte[]> seeds, SplittableRandom random) {
        this.seeds = seeds;
        this.random = random;
    }

    byte[] damaged() {
        List<String> words = words();
        for (int i = random.nextInt(5); i >= 0; i--) {
            change(words);
        }
        return String.join("", words).getBytes(StandardCharsets.UTF_8);
    }

    private List<String> words() {
        String text = new String(seeds.get(random.nextInt(seeds.size())), StandardCharsets.UTF_8);
        return new ArrayList<>(
                WORD.matcher(text).results().map(match -> match.group()).toList());
    }

    private void change(List<String> words) {
        int at = random.nextInt(words.size());
        switch (random.nextInt(9)) {
            case 0 -> words.set(at, "");
            case 1 -> words.add(at, words.get(at));
            case 2 -> words.set(at, words.set(random.nextInt(words.size()), words.get(at)));
            case 3 -> words.set(at, odd());
            case 4 -> words.add(at, odd());
            case 5 -> {
                List<String> others = words();
                words.set(at, others.get(random.nextInt(others.size())));
            }
            case 6 -> {
                int count = Math.min(words.size() - at, 1 + random.nextInt(40));
                words.addAll(random.nextInt(words.size()), List.copyOf(words.subList(at, at + count)));
            }
            case 7 ->
                words.subList(at, Math.min(words.size(), at + 1 + random.nextInt(40)))
                        .replaceAll(_ -> "");
            default -> words.add(at, random.nextInt(20) == 0 ? deep() : " ".repeat(random.nextInt(5)));
        }
    }

    private String odd() {
        return ODD[random.nextInt(ODD.length)];
    }

    private String deep() {
        return NESTED[random.nextInt(NESTED.length)].repeat(random.nextInt(DEEP));
    }
}
