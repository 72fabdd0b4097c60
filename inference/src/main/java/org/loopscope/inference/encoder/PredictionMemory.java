package org.loopscope.inference.encoder;

import org.loopscope.inference.architecture.LearnedCore;
import org.loopscope.inference.architecture.LearnedReadout;
import org.loopscope.inference.architecture.PartMemory;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** Weights and moments to predict with, in device memory, apart from those that training changes. */
final class PredictionMemory {
    /** Most pictures in one pass. */
    static final int BATCH = 64;

    private final Tensor weights;
    private final Tensor moments;
    private final int coreWeights;
    private final TensorBackend backend;
    private final PredictionPass pass;
    private boolean refreshed;

    PredictionMemory(LearnedCore core, LearnedReadout readout, TensorBackend backend) {
        this.backend = backend;
        coreWeights = core.weightCount();
        weights = backend.allocate(coreWeights + readout.weightCount());
        moments = backend.allocate(core.momentCount());
        Tensor none = weights.slice(0, 0);
        PartMemory ofCore = new PartMemory(weights.slice(0, coreWeights), none, moments);
        PartMemory ofReadout = new PartMemory(weights.slice(coreWeights, readout.weightCount()), none, none);
        pass = new PredictionPass(
                BATCH, core.pictures().floats(), core.prediction(BATCH, ofCore), readout, ofReadout, backend);
    }

    /** To be called after {@link #refresh}. */
    PredictionPass pass() {
        return pass;
    }

    void refresh() {
        if (!refreshed) {
            pass.refresh();
            refreshed = true;
        }
    }

    /** How many numbers it holds. */
    int length() {
        return weights.length() + moments.length();
    }

    /** @param values weights, then moments, as {@link EncoderMemory#readWeights} gives them */
    void write(float[] values) {
        backend.write(values, 0, weights.length(), weights);
        backend.write(values, weights.length(), moments.length(), moments);
        refreshed = false;
    }
}
