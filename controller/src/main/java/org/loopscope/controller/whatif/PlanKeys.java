package org.loopscope.controller.whatif;

import java.util.List;
import java.util.stream.Collectors;
import org.loopscope.controller.config.KeyDifference;

/** Which of the keys that differ can move the plan itself: when its blocks begin and end, and how many trials they have. */
final class PlanKeys {
    private static final List<String> SECTIONS = List.of(
            "blocks",
            "imaging.calibration",
            "imaging.settled_lag_frames",
            "quality",
            "response",
            "decision_lead",
            "learning.targets");

    private PlanKeys() {}

    static String inWords(List<KeyDifference> differences) {
        String keys = differences.stream()
                .filter(difference -> SECTIONS.stream().anyMatch(difference::in))
                .map(difference -> difference.key() + " " + difference.before() + " -> " + difference.after())
                .collect(Collectors.joining(", "));
        return keys.isEmpty()
                ? "no key of the plan differs, so this follows from what its model and its responses came to"
                : "keys that move a plan: " + keys;
    }
}
