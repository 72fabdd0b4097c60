package org.loopscope.acquisition.onephoton;

import org.loopscope.acquisition.roi.BinnedMovie;

/**
 * Takes the fluctuations of the background off a registered frame. With M the mean image of the calibration, Y a frame
 * and B what the method predicts of {@code Y - M}, the result is {@code Y - B}: in raw units, with the mean image's
 * level, so that a baseline F0 over it is positive and includes the resting light of the background. Causal: a frame
 * needs no other frame. Imaging thread only; allocates nothing per frame.
 */
@FunctionalInterface
public interface BackgroundRemoval {
    /** @param pixels row-major, raw units; changed in place */
    void remove(float[] pixels);

    /**
     * Learns from the calibration's movie, which is left as it is.
     *
     * @param somaDiameterPx typical diameter of a cell body
     */
    static BackgroundRemoval learned(Background background, double somaDiameterPx, BinnedMovie movie) {
        return switch (background) {
            case Background.None none -> pixels -> {};
            case Background.BandPass bandPass -> new BandPassRemoval(bandPass, somaDiameterPx, movie);
            case Background.Ring ring -> new RingRemoval(ring, somaDiameterPx, movie);
        };
    }
}
