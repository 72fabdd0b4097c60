package org.loopscope.controller.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads an experiment from YAML 1.2. Overrides from the command line are written to the end of the text as comments
 * ({@code #set key=value}), so that one text says all, and reads back the same.
 */
public final class ExperimentFile {
    private static final String OVERRIDE = "#set ";

    private ExperimentFile() {}

    /** @throws ConfigurationException with one line for whatever is wrong */
    public static ExperimentConfig read(Path file, List<String> overrides) {
        try {
            return parse(Files.readString(file), file.toString(), overrides);
        } catch (MalformedInputException e) {
            throw new ConfigurationException(file + " is not a text file; give an experiment in YAML", e);
        } catch (IOException e) {
            String why = Files.exists(file) ? "cannot be read: " + e.getMessage() : "does not exist; check the path";
            throw new ConfigurationException("experiment file " + file + " " + why, e);
        }
    }

    /** Reads a text that {@link ExperimentConfig#text} gave. */
    public static ExperimentConfig parse(String text, String name, List<String> overrides) {
        StringBuilder whole = new StringBuilder(text.endsWith("\n") ? text : text + "\n");
        overrides.forEach(override -> whole.append(OVERRIDE).append(override).append('\n'));
        return new ExperimentReader(whole.toString()).read(new Section(name, "", tree(whole.toString(), name)));
    }

    /** The keys of a text, those that its overrides set included. */
    static MappingNode tree(String text, String name) {
        MappingNode root = compose(text, name);
        text.lines()
                .filter(line -> line.startsWith(OVERRIDE))
                .forEach(line -> override(root, line.substring(OVERRIDE.length())));
        return root;
    }

    private static MappingNode compose(String text, String name) {
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(name).build()).composeString(text);
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                return mapping;
            }
            throw new ConfigurationException(name + " is empty or no mapping of keys; give an experiment in YAML");
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new ConfigurationException(name + " line " + line + ": not YAML: " + oneLine(e.getProblem()), e);
        } catch (YamlEngineException e) {
            throw new ConfigurationException(name + ": not YAML: " + oneLine(e.getMessage()), e);
        } catch (StackOverflowError e) {
            throw new ConfigurationException(
                    name + ": not an experiment: its keys or lists lie too deep in each other", e);
        }
    }

    private static String oneLine(@Nullable String problem) {
        return String.valueOf(problem).lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
    }

    private static void override(MappingNode root, String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw new ConfigurationException("--set " + assignment + ": write it as key=value, such as seed=2");
        }
        String[] keys = assignment.substring(0, equals).strip().split("\\.", -1);
        Node at = root;
        for (int depth = 0; depth < keys.length - 1; depth++) {
            at = child(at, keys[depth], assignment);
        }
        if (!(at instanceof MappingNode mapping)) {
            throw new ConfigurationException("--set " + assignment + ": there are no keys to set there");
        }
        String value = assignment.substring(equals + 1).strip();
        put(mapping, keys[keys.length - 1], parsedValue(value));
    }

    /** A value in brackets is a list, one in braces a whole section; anything else is taken as it stands. */
    private static Node parsedValue(String value) {
        if (value.startsWith("{") && value.endsWith("}")) {
            return compose(value, "--set");
        }
        if (!value.startsWith("[") || !value.endsWith("]")) {
            return scalar(value);
        }
        List<Node> items = new ArrayList<>();
        for (String item : value.substring(1, value.length() - 1).split(",", -1)) {
            if (!item.isBlank()) {
                items.add(scalar(item.strip()));
            }
        }
        return new SequenceNode(Tag.SEQ, items, FlowStyle.FLOW);
    }

    private static Node child(Node node, String key, String assignment) {
        if (node instanceof SequenceNode sequence) {
            return element(sequence, key, assignment);
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return tuple.getValueNode();
                }
            }
            MappingNode made = new MappingNode(Tag.MAP, new ArrayList<>(), FlowStyle.BLOCK);
            put(mapping, key, made);
            return made;
        }
        throw new ConfigurationException("--set " + assignment + ": '" + key + "' is not under a section");
    }

    /** An entry of a list: by number from 0, or by its {@code name}, which is its {@code kind} where it has none. */
    private static Node element(SequenceNode sequence, String key, String assignment) {
        for (int i = 0; i < sequence.getValue().size(); i++) {
            Node entry = sequence.getValue().get(i);
            boolean named = nameOf(entry).equals(Optional.of(key));
            if (named || key.equals(Integer.toString(i))) {
                return entry;
            }
        }
        throw new ConfigurationException("--set " + assignment + ": no entry is called or numbered '" + key + "'");
    }

    /** What an entry of a list is called in an override. */
    static Optional<String> nameOf(Node entry) {
        return value(entry, "name").or(() -> value(entry, "kind"));
    }

    private static Optional<String> value(Node entry, String key) {
        if (entry instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (isScalar(tuple.getKeyNode(), key) && tuple.getValueNode() instanceof ScalarNode scalar) {
                    return Optional.of(scalar.getValue());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isScalar(Node node, String value) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(value);
    }

    private static void put(MappingNode mapping, String key, Node value) {
        List<NodeTuple> tuples = new ArrayList<>(mapping.getValue());
        tuples.removeIf(tuple -> isScalar(tuple.getKeyNode(), key));
        tuples.add(new NodeTuple(scalar(key), value));
        mapping.setValue(tuples);
    }

    private static ScalarNode scalar(String value) {
        return new ScalarNode(Tag.STR, value, ScalarStyle.PLAIN);
    }
}
