package org.loopscope.inference.opencl;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loopscope.inference.tensor.FitLoss;
import org.loopscope.inference.tensor.LossTensors;
import org.loopscope.inference.tensor.TensorBackend;

/** Each loss against its plain-Java twin, which sums in double precision. */
class LossKernelTest extends KernelTest {
    private static final double TOLERANCE = 5e-6;
    private static final int NEURONS = 21;
    private static final int BATCH = 7;

    @ParameterizedTest
    @EnumSource
    void shouldAgreeWithItsTwin(FitLoss loss) {
        TwinTensors twins = new TwinTensors(device, 3);
        int padded = TensorBackend.padded(NEURONS);
        TwinTensors.Pair drives = twins.random(BATCH * padded, false);
        // Rates well above 0, where the logarithm's gradient does not magnify rounding.
        TwinTensors.Pair rates = twins.random(BATCH * padded, true);
        TwinTensors.Pair responses = twins.random(BATCH * padded, true);
        TwinTensors.Pair terms = twins.zeros(loss.terms(BATCH, padded));
        TwinTensors.Pair gradient = twins.random(BATCH * padded, false);
        twins.java.loss(
                loss,
                NEURONS,
                BATCH,
                new LossTensors(drives.java(), rates.java(), responses.java(), terms.java(), gradient.java()));
        device.loss(
                loss,
                NEURONS,
                BATCH,
                new LossTensors(
                        drives.device(), rates.device(), responses.device(), terms.device(), gradient.device()));
        twins.assertSame(terms, TOLERANCE, "terms");
        twins.assertSame(gradient, TOLERANCE, "drive gradient");
    }
}
