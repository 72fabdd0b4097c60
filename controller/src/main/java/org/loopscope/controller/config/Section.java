package org.loopscope.controller.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopscope.controller.config.Unit.Dimension;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of an experiment file, read key by key. Every key that is read is ticked off; {@link #close} complains of
 * the ones that nobody read, with their line.
 */
final class Section {
    private static final Pattern QUANTITY = Pattern.compile("\\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*(.*?)\\s*");

    private final String file;
    private final String path;
    private final int line;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Map<String, Node> unread = new LinkedHashMap<>();
    /** Some keys are read twice. */
    private final Set<String> known = new LinkedHashSet<>();

    Section(String file, String path, MappingNode node) {
        this.file = file;
        this.path = path;
        this.line = lineOf(node);
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new ConfigurationException(at(lineOf(tuple.getKeyNode())) + "a key must be plain text");
            }
            if (entries.put(key.getValue(), tuple.getValueNode()) != null) {
                throw new ConfigurationException(
                        at(lineOf(key)) + "'" + named(key.getValue()) + "' is given twice; keep one");
            }
        }
        unread.putAll(entries);
    }

    /** A section that the file leaves out: every key takes its default, and complaints name the parent's line. */
    static Section empty(Section parent, String key) {
        return new Section(parent, key);
    }

    private Section(Section parent, String key) {
        file = parent.file;
        path = parent.named(key);
        line = parent.line;
    }

    String text(String key) {
        return scalar(key).orElseThrow(() -> missing(key)).getValue();
    }

    String text(String key, String otherwise) {
        return scalar(key).map(ScalarNode::getValue).orElse(otherwise);
    }

    List<String> texts(String key) {
        return nodes(key).stream()
                .map(node -> node instanceof ScalarNode scalar
                        ? scalar.getValue()
                        : fail(node, key, "must be a list of plain values"))
                .toList();
    }

    /** A single plain value, or a list of them; none where the key is left out. */
    List<String> oneOrMore(String key) {
        return entries.get(key) instanceof ScalarNode
                ? scalar(key).map(ScalarNode::getValue).stream().toList()
                : texts(key);
    }

    /** Whether the key is there, with a list that has no entry. */
    boolean hasEmptyList(String key) {
        return entries.get(key) instanceof SequenceNode sequence
                && sequence.getValue().isEmpty();
    }

    int integer(String key, int otherwise, int min, int max) {
        Optional<ScalarNode> scalar = scalar(key);
        if (scalar.isEmpty()) {
            return otherwise;
        }
        String value = scalar.get().getValue();
        try {
            int number = Integer.parseInt(value.replace("_", ""));
            if (number < min || number > max) {
                return fail(scalar.get(), key, "must be from " + min + " to " + max + ", was " + value);
            }
            return number;
        } catch (NumberFormatException e) {
            return fail(scalar.get(), key, "must be a whole number, was '" + value + "'");
        }
    }

    double number(String key, double otherwise, double min, double max) {
        Optional<ScalarNode> scalar = scalar(key);
        if (scalar.isEmpty()) {
            return otherwise;
        }
        String value = scalar.get().getValue();
        try {
            double number = Double.parseDouble(value);
            if (!(number >= min && number <= max)) {
                return fail(scalar.get(), key, "must be from " + min + " to " + max + ", was " + value);
            }
            return number;
        } catch (NumberFormatException e) {
            return fail(scalar.get(), key, "must be a number without a unit, was '" + value + "'");
        }
    }

    boolean flag(String key, boolean otherwise) {
        Optional<ScalarNode> scalar = scalar(key);
        if (scalar.isEmpty()) {
            return otherwise;
        }
        return switch (scalar.get().getValue()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                fail(
                        scalar.get(),
                        key,
                        "must be true or false, was '" + scalar.get().getValue() + "'");
        };
    }

    /** One of an enumeration's values, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        return scalar(key).map(scalar -> named(scalar, key, type)).orElse(otherwise);
    }

    /** One or a list of an enumeration's values. */
    <E extends Enum<E>> List<E> choices(String key, Class<E> type, List<E> otherwise) {
        if (entries.get(key) == null) {
            return otherwise;
        }
        if (entries.get(key) instanceof ScalarNode) {
            return scalar(key).map(scalar -> List.of(named(scalar, key, type))).orElse(otherwise);
        }
        List<E> chosen = new ArrayList<>();
        for (Node node : nodes(key)) {
            chosen.add(
                    node instanceof ScalarNode scalar
                            ? named(scalar, key, type)
                            : fail(node, key, "must be a list of plain values"));
        }
        return chosen;
    }

    private <E extends Enum<E>> E named(ScalarNode scalar, String key, Class<E> type) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            if (name.equals(scalar.getValue())) {
                return constant;
            }
            names.add(name);
        }
        return fail(scalar, key, "must be one of " + String.join(", ", names) + ", was '" + scalar.getValue() + "'");
    }

    /** A time in nanoseconds. */
    long timeNs(String key, double otherwiseNs) {
        return Math.round(quantity(key, Dimension.TIME, otherwiseNs));
    }

    /** A quantity in the base unit of its dimension. */
    double quantity(String key, Dimension dimension, double otherwise) {
        Optional<ScalarNode> scalar = scalar(key);
        if (scalar.isEmpty()) {
            return otherwise;
        }
        String value = scalar.get().getValue();
        Matcher matcher = QUANTITY.matcher(value);
        if (!matcher.matches()) {
            return fail(
                    scalar.get(),
                    key,
                    "must be a number with a unit (" + dimension.examples() + "), was '" + value + "'");
        }
        String symbol = matcher.group(2);
        Optional<Unit> unit = Unit.of(symbol);
        if (symbol.isEmpty() || unit.isEmpty() || unit.get().dimension != dimension) {
            String wrong = symbol.isEmpty() ? "has no unit" : "has the wrong unit '" + symbol + "'";
            return fail(scalar.get(), key, wrong + "; write it with one of " + dimension.examples());
        }
        try {
            double number = Double.parseDouble(matcher.group(1));
            if (number < 0) {
                return fail(scalar.get(), key, "must not be negative, was '" + value + "'");
            }
            return number * unit.get().inBaseUnits;
        } catch (NumberFormatException e) {
            return fail(scalar.get(), key, "must be a number with a unit, was '" + value + "'");
        }
    }

    Optional<Section> section(String key) {
        Node node = take(key);
        if (node == null || isNull(node)) {
            return Optional.empty();
        }
        if (!(node instanceof MappingNode mapping)) {
            return fail(node, key, "must hold keys of its own");
        }
        return Optional.of(new Section(file, named(key), mapping));
    }

    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        int index = 0;
        for (Node node : nodes(key)) {
            if (!(node instanceof MappingNode mapping)) {
                return fail(node, key, "must be a list whose entries hold keys");
            }
            sections.add(new Section(file, named(key) + "[" + index++ + "]", mapping));
        }
        return sections;
    }

    /** Complains of a value, at its line. Never returns: the type lets it stand where a value is wanted. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    <T> T reject(String key, String why) {
        Node node = entries.get(key);
        throw new ConfigurationException(at(node == null ? line : lineOf(node)) + "'" + named(key) + "' " + why);
    }

    /** Complains of keys that nobody read. */
    void close() {
        unread.forEach((key, node) -> {
            String hint = Spelling.closest(key, known)
                    .map(close -> "; did you mean '" + close + "'?")
                    .orElse("; known here: " + String.join(", ", known));
            throw new ConfigurationException(at(lineOf(node)) + "unknown key '" + named(key) + "'" + hint);
        });
    }

    private Optional<ScalarNode> scalar(String key) {
        Node node = take(key);
        if (node == null || isNull(node)) {
            return Optional.empty();
        }
        return node instanceof ScalarNode scalar ? Optional.of(scalar) : fail(node, key, "must be a single value");
    }

    private List<Node> nodes(String key) {
        Node node = take(key);
        if (node == null || isNull(node)) {
            return List.of();
        }
        return node instanceof SequenceNode sequence ? sequence.getValue() : fail(node, key, "must be a list");
    }

    private org.snakeyaml.engine.v2.nodes.@org.jspecify.annotations.Nullable Node take(String key) {
        known.add(key);
        unread.remove(key);
        return entries.get(key);
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar
                && (scalar.getValue().isEmpty() || scalar.getValue().equals("null"))
                && scalar.isPlain();
    }

    private ConfigurationException missing(String key) {
        return new ConfigurationException(at(line) + "'" + named(key) + "' is missing; add it");
    }

    /** Never returns, as {@link #reject}. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    private <T> T fail(Node node, String key, String why) {
        throw new ConfigurationException(at(lineOf(node)) + "'" + named(key) + "' " + why);
    }

    private String named(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String at(int atLine) {
        return atLine > 0 ? file + " line " + atLine + ": " : "--set: ";
    }

    /** Line from 1, or 0 for a value that came from the command line. */
    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
