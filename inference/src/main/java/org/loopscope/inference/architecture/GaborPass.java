package org.loopscope.inference.architecture;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.inference.tensor.GaborMaps;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** From pictures to the fixed features, and back to the gradient by the pictures. */
final class GaborPass implements Core.Prediction {
    private final GaborCore core;
    private final TensorBackend backend;
    private final List<GaborMaps> maps = new ArrayList<>();
    private final Tensor features;
    private final Tensor featureGradient;
    private final int pictureFloats;
    private final int featureFloats;

    GaborPass(GaborCore core, int capacity) {
        this.core = core;
        backend = core.backend();
        for (GaborCore.Scale scale : core.scales()) {
            maps.add(GaborMaps.allocate(scale.shape(), capacity, backend));
        }
        pictureFloats = core.pictures().floats();
        featureFloats = core.channels();
        features = backend.allocate(capacity * featureFloats);
        featureGradient = backend.allocate(capacity * featureFloats);
    }

    @Override
    public void refresh() {
        // What was learnt is all in the readout.
    }

    @Override
    public Tensor forward(Tensor pictures, int count) {
        for (int s = 0; s < maps.size(); s++) {
            GaborCore.Scale scale = core.scales().get(s);
            backend.gaborEnergies(
                    scale.shape(),
                    count,
                    pictures,
                    pictureFloats,
                    scale.filters(),
                    maps.get(s),
                    features.slice(scale.featuresAt(), features.length() - scale.featuresAt()),
                    featureFloats);
        }
        Tensor pixels = features.slice(core.pixelsAt(), features.length() - core.pixelsAt());
        backend.copyRows(count, pictureFloats, pictures, pictureFloats, pixels, featureFloats);
        return features;
    }

    @Override
    public Tensor featureGradient() {
        return featureGradient;
    }

    @Override
    public void pictureGradient(int count, Tensor gradient) {
        Tensor byPixels = featureGradient.slice(core.pixelsAt(), featureGradient.length() - core.pixelsAt());
        backend.copyRows(count, pictureFloats, byPixels, featureFloats, gradient, pictureFloats);
        for (int s = 0; s < maps.size(); s++) {
            GaborCore.Scale scale = core.scales().get(s);
            backend.gaborGradient(
                    scale.shape(),
                    count,
                    featureGradient.slice(scale.featuresAt(), featureGradient.length() - scale.featuresAt()),
                    featureFloats,
                    scale.filters(),
                    maps.get(s),
                    gradient,
                    pictureFloats);
        }
    }
}
