package org.loopscope.inference.encoder;

import org.loopscope.inference.architecture.Core;
import org.loopscope.inference.architecture.PartMemory;
import org.loopscope.inference.architecture.Readout;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** Predictions and their gradient by the pixels. */
final class PredictionPass {
    private final TensorBackend backend;
    private final PartMemory memory;
    private final Core.Prediction core;
    private final Readout readout;
    private final int capacity;
    private final int pictureFloats;
    private final Tensor pictures;
    private final Tensor pictureGradient;
    private final Tensor drives;
    private final Tensor rates;
    private final Tensor driveWeights;

    /**
     * @param capacity most pictures in one pass, as many as {@code core} was made for
     * @param pictureFloats of one picture as the core wants it
     * @param memory the readout's
     */
    PredictionPass(
            int capacity,
            int pictureFloats,
            Core.Prediction core,
            Readout readout,
            PartMemory memory,
            TensorBackend backend) {
        this.backend = backend;
        this.memory = memory;
        this.readout = readout;
        this.capacity = capacity;
        this.core = core;
        this.pictureFloats = pictureFloats;
        pictures = backend.allocate(capacity * pictureFloats);
        pictureGradient = backend.allocate(capacity * pictureFloats);
        drives = backend.allocate(capacity * readout.paddedNeurons());
        rates = backend.allocate(capacity * readout.paddedNeurons());
        driveWeights = backend.allocate(capacity * readout.paddedNeurons());
    }

    int capacity() {
        return capacity;
    }

    /** The weights have changed. */
    void refresh() {
        core.refresh();
        readout.refresh(memory);
    }

    /**
     * @param laidOut pictures as the core wants them
     * @param paddedRates receives {@code count * paddedNeurons}
     */
    void predict(float[] laidOut, int count, float[] paddedRates) {
        forward(laidOut, count);
        backend.read(rates, paddedRates, 0, count * readout.paddedNeurons());
    }

    /**
     * @param paddedWeights of each picture's drives, {@code count * paddedNeurons}
     * @param laidOutGradient receives the gradient by the pictures as they were laid out
     */
    void gradient(float[] laidOut, int count, float[] paddedWeights, float[] paddedRates, float[] laidOutGradient) {
        forward(laidOut, count);
        backend.write(paddedWeights, 0, count * readout.paddedNeurons(), driveWeights);
        readout.featureGradient(memory, count, driveWeights, core.featureGradient());
        core.pictureGradient(count, pictureGradient);
        backend.read(rates, paddedRates, 0, count * readout.paddedNeurons());
        backend.read(pictureGradient, laidOutGradient, 0, count * pictureFloats);
    }

    private void forward(float[] laidOut, int count) {
        backend.write(laidOut, 0, count * pictureFloats, pictures);
        readout.forward(memory, count, core.forward(pictures, count), drives, rates);
    }
}
