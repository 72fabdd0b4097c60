package org.loopscope.inference.architecture;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.inference.tensor.GaborFilters;
import org.loopscope.inference.tensor.GaborScale;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/**
 * A fixed basis: the logarithms of pooled Gabor amplitudes, wavelength by wavelength, and behind them the pixels. What
 * energies cannot tell, the sign of contrast, the pixels can. Nothing in it is learnt.
 */
public final class GaborCore implements Core {
    private final PictureSize size;
    private final TensorBackend backend;
    private final List<Scale> scales = new ArrayList<>();
    private final int pixelsAt;
    private final int pixelFloats;

    /** One wavelength, and where its features stand. */
    record Scale(GaborScale shape, GaborFilters filters, int featuresAt) {}

    public GaborCore(GaborBank bank, PictureSize size, TensorBackend backend) {
        this.size = size;
        this.backend = backend;
        int at = 0;
        for (int w = 0; w < bank.wavelengthsPx().size(); w++) {
            GaborScale shape = bank.scale(w, size.widthPx(), size.heightPx());
            GaborFilters filters = new GaborFilters(
                    onDevice(bank.filters(w, shape), backend), onDevice(bank.pooling(w, shape), backend));
            scales.add(new Scale(shape, filters, at));
            at += TensorBackend.padded(shape.features());
        }
        pixelsAt = at;
        pixelFloats = TensorBackend.padded(size.pixels());
    }

    private static Tensor onDevice(float[] values, TensorBackend backend) {
        Tensor tensor = backend.allocate(values.length);
        backend.write(values, 0, values.length, tensor);
        return tensor;
    }

    /** How the features belong together: each wavelength, and the pixels. */
    public List<FeatureBand> bands() {
        List<FeatureBand> bands = energyBands();
        bands.add(new FeatureBand(pixelsAt, size.pixels(), FeatureBand.Kind.TOGETHER));
        return bands;
    }

    /** The wavelengths alone. */
    public List<FeatureBand> energyBands() {
        List<FeatureBand> bands = new ArrayList<>();
        for (Scale scale : scales) {
            bands.add(new FeatureBand(scale.featuresAt(), scale.shape().features(), FeatureBand.Kind.EACH_ALIKE));
        }
        return bands;
    }

    @Override
    public PictureLayout pictures() {
        return new PictureLayout(size, 0, pixelFloats);
    }

    /** One place that has them all: each feature knows its own. */
    @Override
    public MapShape features() {
        return new MapShape(1, 1, channels(), 0);
    }

    /** Features of one picture, a multiple of 16. */
    public int channels() {
        return pixelsAt + pixelFloats;
    }

    /** What prediction needs for at most {@code capacity} pictures at a time; allocates. */
    public Prediction prediction(int capacity) {
        return new GaborPass(this, capacity);
    }

    TensorBackend backend() {
        return backend;
    }

    List<Scale> scales() {
        return scales;
    }

    int pixelsAt() {
        return pixelsAt;
    }
}
