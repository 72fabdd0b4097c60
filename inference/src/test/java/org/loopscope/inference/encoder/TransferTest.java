package org.loopscope.inference.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.architecture.ConvolutionLayer;
import org.loopscope.inference.architecture.ConvolutionalArchitecture;
import org.loopscope.inference.architecture.ReadoutKind;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.stimulus.PictureSize;

/** A core learnt for some neurons is taken over for others. */
class TransferTest {
    private static final PictureSize SIZE = new PictureSize(13, 13);

    private static NetworkModel model(int neurons, long seed, Optional<Transfer> transfer) {
        EncoderSettings settings = EncoderSettings.klindt(SIZE, neurons, seed).withBatch(8);
        NetworkModel model = new NetworkModel(settings, transfer, new JavaBackend());
        Random random = new Random(seed);
        for (int i = 0; i < 16; i++) {
            float[] picture = new float[SIZE.pixels()];
            float[] response = new float[neurons];
            for (int p = 0; p < picture.length; p++) {
                picture[p] = (float) random.nextGaussian();
            }
            for (int n = 0; n < neurons; n++) {
                response[n] = random.nextFloat();
            }
            model.add(picture, response);
        }
        return model;
    }

    private static float[] values(List<NamedWeights> weights, String name) {
        return weights.stream()
                .filter(array -> array.name().equals(name))
                .findFirst()
                .orElseThrow()
                .values();
    }

    private static Transfer learnt(Transfer.Learnt what) {
        try (NetworkModel first = model(5, 1, Optional.empty())) {
            first.train(3, 1e-2f);
            return new Transfer(first.weights(), what);
        }
    }

    @Test
    void shouldLearnTheReadoutAloneOnAFixedCore() {
        Transfer transfer = learnt(Transfer.Learnt.READOUT);
        try (NetworkModel second = model(3, 2, Optional.of(transfer))) {
            float[] readout = values(second.weights(), "readout.spatial");
            second.train(4, 1e-2f);
            for (NamedWeights array : transfer.weights()) {
                if (array.name().startsWith("core.")) {
                    assertArrayEquals(array.values(), values(second.weights(), array.name()), array.name());
                }
            }
            assertFalse(Arrays.equals(readout, values(second.weights(), "readout.spatial")));
        }
    }

    @Test
    void shouldBeginWithTheCoreAndLearnAll() {
        Transfer transfer = learnt(Transfer.Learnt.ALL);
        try (NetworkModel second = model(3, 2, Optional.of(transfer))) {
            float[] kernels = values(transfer.weights(), "core.1.kernels");
            assertArrayEquals(kernels, values(second.weights(), "core.1.kernels"));
            second.train(4, 1e-2f);
            assertFalse(Arrays.equals(kernels, values(second.weights(), "core.1.kernels")));
        }
    }

    /** The same numbers in a model of their own kind predict the same: nothing that predictions depend on is left out. */
    @Test
    void shouldKeepAllThatPredictionsDependOn() {
        try (NetworkModel first = model(5, 1, Optional.empty());
                NetworkModel again = model(5, 3, Optional.empty())) {
            first.train(3, 1e-2f);
            List<NamedWeights> weights = first.weights();
            int count =
                    weights.stream().mapToInt(array -> array.values().length).sum();
            assertEquals(9 * 9 * 48 + 2 * 9 * 48 * 48 + 3 * 3 * 48 + 5 * (5 * 5 + 48 + 1), count);
            float[] picture = new float[SIZE.pixels()];
            Arrays.fill(picture, 0, 40, 1f);
            float[] rates = new float[5];
            float[] ratesAgain = new float[5];
            first.predict(picture, 1, rates);
            again.restore(first.parameters());
            again.predict(picture, 1, ratesAgain);
            assertArrayEquals(rates, ratesAgain);
            assertArrayEquals(values(weights, "readout.bias"), values(again.weights(), "readout.bias"));
        }
    }

    /** Neither a core with fewer layers nor one with more is taken for this one. */
    @Test
    void shouldRefuseACoreOfOtherLayers() {
        Transfer transfer = learnt(Transfer.Learnt.ALL);
        EncoderSettings usual = EncoderSettings.klindt(SIZE, 3, 1);
        List<ConvolutionLayer> layers = ((ConvolutionalArchitecture) usual.core()).layers();
        List<ConvolutionLayer> more =
                Stream.concat(layers.stream(), Stream.of(layers.getLast())).toList();
        assertTrue(refusal(usual, layers.subList(0, 2), transfer).contains("has core.2.kernels"));
        assertTrue(refusal(usual, more, transfer).contains("has no core.3.kernels"));
    }

    private static String refusal(EncoderSettings settings, List<ConvolutionLayer> layers, Transfer transfer) {
        EncoderSettings other = settings.with(new ConvolutionalArchitecture(layers), ReadoutKind.FACTORIZED);
        JavaBackend backend = new JavaBackend();
        return String.valueOf(assertThrows(
                        IllegalArgumentException.class, () -> new NetworkModel(other, Optional.of(transfer), backend))
                .getMessage());
    }

    @Test
    void shouldSayWhichArrayDoesNotFit() {
        Transfer transfer = learnt(Transfer.Learnt.ALL);
        EncoderSettings larger = EncoderSettings.klindt(new PictureSize(33, 33), 3, 1);
        JavaBackend backend = new JavaBackend();
        String said = String.valueOf(assertThrows(
                        IllegalArgumentException.class, () -> new NetworkModel(larger, Optional.of(transfer), backend))
                .getMessage());
        assertTrue(said.contains("core.0.kernels") && said.contains("[9, 9, 1, 48]"), said);
    }
}
