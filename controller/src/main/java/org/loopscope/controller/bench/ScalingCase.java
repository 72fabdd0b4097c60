package org.loopscope.controller.bench;

import java.util.Arrays;
import java.util.Random;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.inference.encoder.EncoderSettings;
import org.loopscope.inference.encoder.NetworkModel;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/** How long a training step takes, and how much memory the model has on its device, for so many neurons. */
record ScalingCase(PictureSize size, int neurons, double stepMs, double memoryMb) {
    static final int BATCH = 64;
    private static final int WARM_UP = 2;
    private static final int STEPS = 7;

    /** @param device closed afterwards */
    static ScalingCase measure(PictureSize size, int neurons, SessionClock stopwatch, TensorBackend device) {
        EncoderSettings settings = EncoderSettings.klindt(size, neurons, 1).withBatch(BATCH);
        try (NetworkModel model = new NetworkModel(settings, device)) {
            EncoderBench.teach(model, BATCH, new Random(1));
            model.train(WARM_UP, EncoderBench.LEARNING_RATE);
            double[] ms = new double[STEPS];
            for (int i = 0; i < STEPS; i++) {
                long startNs = stopwatch.nowNs();
                model.train(1, EncoderBench.LEARNING_RATE);
                ms[i] = (stopwatch.nowNs() - startNs) / 1e6;
            }
            Arrays.sort(ms);
            return new ScalingCase(size, neurons, ms[STEPS / 2], device.allocatedBytes() / 1e6);
        }
    }
}
