package org.loopscope.controller.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.controller.config.BlockConfig.Choice;

/** Who chooses the pictures of a mapping block, as written in an experiment's file. */
class PolicyChoiceTest {
    private static final String HEAD = """
            name: policies
            subject: { subject_id: m1, species: Mus musculus, sex: F, age: P90D, images: a.zip, responses: a.npy }
            """;
    private static final String SIMULATED = "simulated";

    @Test
    void shouldChooseAtRandomUnlessToldOtherwise() {
        assertEquals(Choice.RANDOM, choice(SIMULATED, "[network]", ""));
    }

    @Test
    void shouldReadEveryPolicy() {
        assertEquals(Choice.GAUDY, choice(SIMULATED, "[network]", ", policy: gaudy"));
        assertEquals(Choice.MOST_UNCERTAIN, choice("responses", "[network, network]", ", policy: most-uncertain"));
        assertEquals(
                Choice.MOST_DISCRIMINATING,
                choice(SIMULATED, "[gabor-ridge, network]", ", policy: most-discriminating"));
        assertEquals(Choice.BEST_OF_BANK, choice(SIMULATED, "[network]", ", policy: best-of-bank"));
    }

    @Test
    void shouldSayInOneLineWhatAPolicyNeeds() {
        assertComplaint("name network twice", SIMULATED, "[network]", "most-uncertain");
        assertComplaint("name network twice", SIMULATED, "[gabor-ridge, network]", "most-uncertain");
        assertComplaint("name gabor-ridge and network", SIMULATED, "[network, network]", "most-discriminating");
        assertComplaint("name gabor-ridge and network", SIMULATED, "[gabor-ridge]", "most-discriminating");
        assertComplaint("responses were recorded", "responses", "[network]", "gaudy");
        assertComplaint("use random or best-of-bank or gaudy", SIMULATED, "[network]", "trigger");
    }

    private static void assertComplaint(String what, String source, String members, String policy) {
        String message = String.valueOf(
                assertThrows(ConfigurationException.class, () -> choice(source, members, ", policy: " + policy))
                        .getMessage());
        assertTrue(message.contains(what), message);
        assertTrue(message.contains("policies.yaml line "), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static Choice choice(String source, String members, String policy) {
        String text = HEAD + "source: { kind: " + source + " }\nmodel: { members: " + members
                + " }\nblocks:\n  - { kind: map" + policy + " }\n";
        BlockConfig block =
                ExperimentFile.parse(text, "policies.yaml", List.of()).blocks().getFirst();
        return ((BlockConfig.Map) block).policy();
    }
}
