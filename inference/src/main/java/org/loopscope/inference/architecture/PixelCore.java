package org.loopscope.inference.architecture;

import java.util.List;
import java.util.Random;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/** Hands the normalised picture through. No weights. */
final class PixelCore implements LearnedCore {
    private final PictureSize size;
    private final MapShape features;
    private final TensorBackend backend;

    PixelCore(PictureSize size, MapShape features, TensorBackend backend) {
        this.size = size;
        this.features = features;
        this.backend = backend;
    }

    @Override
    public PictureLayout pictures() {
        return new PictureLayout(size, 0, features.floats());
    }

    @Override
    public MapShape features() {
        return features;
    }

    @Override
    public int weightCount() {
        return 0;
    }

    @Override
    public int momentCount() {
        return 0;
    }

    @Override
    public List<WeightBlock> weightBlocks() {
        return List.of();
    }

    @Override
    public List<WeightBlock> momentBlocks() {
        return List.of();
    }

    @Override
    public void initialize(float[] weights, float[] moments, Random random) {
        // Nothing is learnt here.
    }

    @Override
    public Training training(int batch, PartMemory memory) {
        return new FixedCore(this).training(batch, memory);
    }

    @Override
    public Prediction prediction(int capacity, PartMemory memory) {
        Tensor featureGradient = backend.allocate(capacity * features.floats());
        return new Prediction() {
            @Override
            public void refresh() {
                // What was learnt is all in the readout.
            }

            @Override
            public Tensor forward(Tensor pictures, int count) {
                return pictures;
            }

            @Override
            public Tensor featureGradient() {
                return featureGradient;
            }

            @Override
            public void pictureGradient(int count, Tensor gradient) {
                backend.copyRows(1, count * features.floats(), featureGradient, 0, gradient, 0);
            }
        };
    }
}
