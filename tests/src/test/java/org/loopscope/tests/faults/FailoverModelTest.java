package org.loopscope.tests.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loopscope.inference.architecture.ConvolutionLayer;
import org.loopscope.inference.architecture.ConvolutionalArchitecture;
import org.loopscope.inference.architecture.GaborBank;
import org.loopscope.inference.architecture.Padding;
import org.loopscope.inference.architecture.ReadoutKind;
import org.loopscope.inference.encoder.DeviceLoss;
import org.loopscope.inference.encoder.DeviceLosses;
import org.loopscope.inference.encoder.EncoderSettings;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.encoder.FailoverModel;
import org.loopscope.inference.encoder.MovableModel;
import org.loopscope.inference.encoder.NetworkModel;
import org.loopscope.inference.encoder.RidgeModel;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/** A model whose device fails at any of its operations says the same, to the bit, as one whose device does not. */
final class FailoverModelTest {
    private static final PictureSize SIZE = new PictureSize(16, 16);
    private static final int NEURONS = 5;
    private static final int PRESENTATIONS = 55;
    private static final int PLACES = 8;

    /** The sorts of models that sessions are made of. */
    enum Sort {
        FACTORIZED,
        GAUSSIAN,
        RIDGE;

        Function<TensorBackend, MovableModel> maker() {
            EncoderSettings network = EncoderSettings.klindt(SIZE, NEURONS, 3)
                    .withBatch(16)
                    .with(
                            new ConvolutionalArchitecture(List.of(
                                    new ConvolutionLayer(16, 5, Padding.VALID),
                                    new ConvolutionLayer(16, 3, Padding.SAME))),
                            this == GAUSSIAN ? ReadoutKind.GAUSSIAN : ReadoutKind.FACTORIZED);
            return switch (this) {
                case FACTORIZED, GAUSSIAN -> backend -> new NetworkModel(network, backend);
                case RIDGE ->
                    backend -> new RidgeModel(
                            new RidgeModel.Settings(SIZE, NEURONS, GaborBank.covering(16, 16), true, network.scale()),
                            backend);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLoseNothingWhereverTheDeviceFails(Sort sort) {
        AtomicLong left = new AtomicLong(Long.MAX_VALUE);
        DeviceLosses none = new DeviceLosses();
        List<float[]> whole = course(sort, left, none);
        assertNull(none.poll());
        long operations = Long.MAX_VALUE - left.get();
        assertTrue(operations > 10 * PLACES, operations + " operations");
        for (int place = 0; place <= PLACES; place++) {
            long before = operations * place / PLACES - (place == PLACES ? 1 : 0);
            DeviceLosses losses = new DeviceLosses();
            same(whole, course(sort, new AtomicLong(before), losses), "lost after " + before + " operations");
            DeviceLoss loss = losses.poll();
            assertNotNull(loss);
            assertNull(losses.poll(), "a model is moved once");
            assertEquals("CL_DEVICE_NOT_AVAILABLE (made up)", loss.reason());
            assertEquals(place > 0, loss.call() > 0, loss::toString);
            DeviceLosses again = new DeviceLosses(List.of(loss));
            same(whole, course(sort, new AtomicLong(Long.MAX_VALUE), again), "told to lose it at " + loss);
            DeviceLoss told = again.poll();
            assertNotNull(told);
            assertEquals(loss.call(), told.call());
        }
    }

    private static void same(List<float[]> expected, List<float[]> actual, String when) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), "answer " + i + ", " + when);
        }
    }

    /** What a session asks of a model; every seventh presentation is held out. */
    private static List<float[]> course(Sort sort, AtomicLong left, DeviceLosses losses) {
        List<float[]> said = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        try (EncodingModel model = new FailoverModel(
                0, sort.maker(), () -> FailingBackend.of(new JavaBackend(), left), JavaBackend::new, losses)) {
            float[] pictures = random(random, 3 * SIZE.pixels(), -2);
            for (int i = 0; i < PRESENTATIONS; i++) {
                float[] picture = random(random, SIZE.pixels(), -2);
                float[] response = random(random, NEURONS, 0);
                if (i % 3 == 2) {
                    model.addValidation(picture, response);
                } else {
                    model.add(picture, response);
                }
                if (i == PRESENTATIONS / 2) {
                    model.releaseValidation();
                }
                said.add(new float[] {model.train(2, 0.002f), model.presentations()});
                if (i % 10 == 9) {
                    said.add(predicted(model, pictures));
                    said.add(gradient(model, pictures, random(random, 3 * NEURONS, 0)));
                }
            }
            said.add(model.parameters());
        }
        return said;
    }

    private static float[] predicted(EncodingModel model, float[] pictures) {
        float[] rates = new float[3 * NEURONS];
        model.predict(pictures, 3, rates);
        return rates;
    }

    private static float[] gradient(EncodingModel model, float[] pictures, float[] weights) {
        float[] gradient = new float[3 * SIZE.pixels()];
        model.inputGradient(pictures, 3, weights, new float[3 * NEURONS], gradient);
        return gradient;
    }

    private static float[] random(SplittableRandom random, int count, double from) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(from, 2);
        }
        return numbers;
    }
}
