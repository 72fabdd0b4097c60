package org.loopscope.controller.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What an experiment may say of the network's core and readout. */
class ModelReaderTest {
    private static final String SMALL = """
            name: small
            subject: { subject_id: m1, species: Mus musculus, sex: F, age: P90D }
            source: { kind: simulated, rate: 30 Hz }
            imaging: { calibration: 10 s }
            blocks: [ { kind: spontaneous, duration: 20 s } ]
            """;

    private static ExperimentConfig parse(String text, String... overrides) {
        return ExperimentFile.parse(text, "small.yaml", List.of(overrides));
    }

    private static String complaint(String text, String... overrides) {
        return String.valueOf(assertThrows(ConfigurationException.class, () -> parse(text, overrides))
                .getMessage());
    }

    @Test
    void shouldKnowEveryCoresUsualLayers() {
        ModelConfig usual = parse(SMALL).model();
        assertEquals(ModelConfig.CoreKind.KLINDT, usual.core());
        assertEquals(ModelConfig.Readout.FACTORIZED, usual.readout());
        assertEquals(List.of(9, 3), usual.kernelsPx());
        assertEquals(
                ModelConfig.Readout.GAUSSIAN,
                parse(SMALL, "model.readout=gaussian").model().readout());
        ModelConfig three = parse(SMALL, "model.core=three-layer").model();
        assertEquals(List.of(7, 5, 3), three.kernelsPx());
        assertEquals(3, three.channels().size());
        List<String> wider = List.of("model.core=three-layer", "model.channels=[32, 32, 32]");
        assertEquals(
                List.of(32, 32, 32),
                parse(SMALL, wider.toArray(String[]::new)).model().channels());
        assertTrue(complaint(SMALL, "model.core=three-layer", "model.channels=[32]")
                .contains("as many entries"));
        ModelConfig separable = parse(SMALL, "model.core=depth-separable").model();
        assertEquals(List.of(9, 7, 7, 7), separable.kernelsPx());
        assertEquals(List.of(64, 64, 64, 64), separable.channels());
        ModelConfig linear = parse(SMALL, "model.core=linear").model();
        assertEquals(List.of(), linear.channels());
    }

    @Test
    void shouldRefuseWhatSaysNothingOfALinearCore() {
        String linear = "model.core=linear";
        assertTrue(complaint(SMALL, linear, "model.channels=[16]").contains("has no layers; leave it out"));
        assertTrue(complaint(SMALL, linear, "model.readout=factorized").contains("'model.readout' says nothing"));
        assertTrue(complaint(SMALL, linear, "model.start_from=a.safetensors").contains("no weights to take over"));
        assertTrue(complaint(SMALL, "model.core=klint").contains("klindt"));
    }
}
