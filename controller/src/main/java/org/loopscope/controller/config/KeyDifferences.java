package org.loopscope.controller.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** In which keys two experiments differ, overrides included. */
public final class KeyDifferences {
    private KeyDifferences() {}

    /**
     * The keys in the order of the first's file, then those that only the second has. A key that is written otherwise and
     * means the same (its default, another unit) is left out, and so is the experiment's name.
     */
    public static List<KeyDifference> between(ExperimentConfig first, ExperimentConfig second) {
        Map<String, String> before = leaves(first);
        Map<String, String> after = leaves(second);
        Set<String> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        List<KeyDifference> differences = new ArrayList<>();
        for (String key : keys) {
            KeyDifference difference = new KeyDifference(
                    key,
                    before.getOrDefault(key, KeyDifference.LEFT_OUT),
                    after.getOrDefault(key, KeyDifference.LEFT_OUT));
            if (!difference.before().equals(difference.after())
                    && !key.equals("name")
                    && !meansTheSame(difference, first, second)) {
                differences.add(difference);
            }
        }
        return List.copyOf(differences);
    }

    /** The value of the one, set in the other, which then is as it was. */
    private static boolean meansTheSame(KeyDifference difference, ExperimentConfig first, ExperimentConfig second) {
        boolean inSecond = !difference.after().equals(KeyDifference.LEFT_OUT);
        ExperimentConfig other = inSecond ? first : second;
        String value = inSecond ? difference.after() : difference.before();
        try {
            return ExperimentFile.parse(other.text(), "", List.of(difference.key() + "=" + value))
                    .meansTheSameAs(other);
        } catch (ConfigurationException e) {
            // Of a block that the other has not, or of another kind.
            return false;
        }
    }

    private static Map<String, String> leaves(ExperimentConfig experiment) {
        Map<String, String> leaves = new LinkedHashMap<>();
        add("", ExperimentFile.tree(experiment.text(), experiment.name()), leaves);
        return leaves;
    }

    private static void add(String path, Node node, Map<String, String> leaves) {
        switch (node) {
            case MappingNode mapping -> {
                for (NodeTuple tuple : mapping.getValue()) {
                    if (tuple.getKeyNode() instanceof ScalarNode key) {
                        add(below(path, key.getValue()), tuple.getValueNode(), leaves);
                    }
                }
            }
            case SequenceNode sequence
            when sequence.getValue().stream().allMatch(ScalarNode.class::isInstance) ->
                leaves.put(
                        path,
                        sequence.getValue().stream()
                                .map(item -> ((ScalarNode) item).getValue())
                                .collect(Collectors.joining(", ", "[", "]")));
            case SequenceNode sequence -> entries(path, sequence, leaves);
            case ScalarNode scalar -> leaves.put(path, scalar.getValue());
            default -> {} // an alias or an anchor is resolved before it comes here
        }
    }

    /** Each entry by its name or its kind, as an override has it; by its number where two are called the same. */
    private static void entries(String path, SequenceNode sequence, Map<String, String> leaves) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < sequence.getValue().size(); i++) {
            Node entry = sequence.getValue().get(i);
            String name = ExperimentFile.nameOf(entry).orElse(Integer.toString(i));
            names.add(names.contains(name) ? Integer.toString(i) : name);
            add(below(path, names.getLast()), entry, leaves);
        }
    }

    private static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
