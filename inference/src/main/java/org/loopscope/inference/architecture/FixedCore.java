package org.loopscope.inference.architecture;

import java.util.List;
import java.util.Random;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.Tensor;

/** A core that was learnt before and stays as it is: normalised by its running moments, also while the readout is learnt. */
public final class FixedCore implements LearnedCore {
    private final LearnedCore learnt;

    public FixedCore(LearnedCore learnt) {
        this.learnt = learnt;
    }

    @Override
    public PictureLayout pictures() {
        return learnt.pictures();
    }

    @Override
    public MapShape features() {
        return learnt.features();
    }

    @Override
    public int weightCount() {
        return learnt.weightCount();
    }

    @Override
    public int momentCount() {
        return learnt.momentCount();
    }

    @Override
    public List<WeightBlock> weightBlocks() {
        return learnt.weightBlocks();
    }

    @Override
    public List<WeightBlock> momentBlocks() {
        return learnt.momentBlocks();
    }

    @Override
    public void initialize(float[] weights, float[] moments, Random random) {
        learnt.initialize(weights, moments, random);
    }

    @Override
    public Prediction prediction(int capacity, PartMemory memory) {
        return learnt.prediction(capacity, memory);
    }

    @Override
    public Training training(int batch, PartMemory memory) {
        Prediction features = learnt.prediction(batch, memory);
        return new Training() {
            private boolean refreshed;

            @Override
            public Tensor forward(Tensor pictures) {
                if (!refreshed) {
                    features.refresh();
                    refreshed = true;
                }
                return features.forward(pictures, batch);
            }

            @Override
            public Tensor featureGradient() {
                return features.featureGradient();
            }

            @Override
            public boolean learns() {
                return false;
            }

            @Override
            public void backward(Tensor pictures) {
                // The gradient by the weights is 0 from the beginning, and stays 0.
            }

            @Override
            public void penalize(Tensor total) {
                // No penalty on what cannot change.
            }
        };
    }
}
