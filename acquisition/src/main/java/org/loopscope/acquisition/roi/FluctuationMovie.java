package org.loopscope.acquisition.roi;

import java.util.Arrays;

/**
 * What changes in a movie at the scale of a cell: each bin less the movie's mean, less its own local mean (neuropil),
 * smoothed a little against photon noise. Calcium lasts longer than a bin and photon noise does not, so that products
 * at lags of one bin and more tell one from the other: all measures here leave out lag 0, and noise has an expectation
 * of 0 in them. Found cells are subtracted, so that the next one is judged on what is left.
 */
final class FluctuationMovie {
    private static final double SURROUND_PER_SOMA = 1.5;
    private static final double BLUR_PER_SOMA = 1 / 8.0;
    /** |x - y| of two normals of standard deviation 1 has this mean. */
    private static final double MEAN_DIFFERENCE_PER_SD = 1.1283791671;

    private static final int MOST_LAGS = 3;
    private static final double NOISE_SDS = 6;
    private static final double LIGHT_PER_SOMA = 1.5;
    private static final float LEAST_LOADING = 0.05f;

    final int width;
    final int height;
    final int bins;
    private final int lags;
    /** {@code [pixel * bins + bin]}. */
    private final float[] change;

    private final float[] noiseVariance;
    /** Per pixel, mean of the products at lags of 1 and more bins over the variance of the noise. */
    private final float[] power;

    FluctuationMovie(BinnedMovie movie, double somaDiameterPx) {
        width = movie.widthPx();
        height = movie.heightPx();
        bins = movie.size();
        lags = Math.clamp(bins / 4, 1, MOST_LAGS);
        change = new float[width * height * bins];
        noiseVariance = new float[width * height];
        power = new float[width * height];
        filter(movie, somaDiameterPx);
        for (int pixel = 0; pixel < noiseVariance.length; pixel++) {
            noiseVariance[pixel] = noiseVariance(pixel);
            refreshPower(pixel);
        }
    }

    float power(int pixel) {
        return power[pixel];
    }

    /** Standard deviation of the power of a pixel that holds white noise only. */
    private double powerOfNoiseSd() {
        return 1 / StrictMath.sqrt((double) lags * bins);
    }

    /** The power that a cell has at least, and that noise hardly reaches. */
    double leastPower(DetectionSettings settings) {
        return Math.max(settings.activityThreshold(), NOISE_SDS * powerOfNoiseSd());
    }

    /** A pixel that is not to be a seed any more. */
    void dismiss(int pixel) {
        power[pixel] = 0;
    }

    /** Weighted mean change over some pixels. */
    void trace(int[] pixels, float[] weights, int count, float[] into) {
        Arrays.fill(into, 0);
        float total = 0;
        for (int i = 0; i < count; i++) {
            int from = pixels[i] * bins;
            for (int bin = 0; bin < bins; bin++) {
                into[bin] += weights[i] * change[from + bin];
            }
            total += weights[i];
        }
        for (int bin = 0; bin < bins; bin++) {
            into[bin] /= total;
        }
    }

    /** How much of the trace a pixel carries, the lag 0 left out. */
    float loading(int pixel, float[] trace) {
        int from = pixel * bins;
        float cross = 0;
        float own = 0;
        for (int bin = 1; bin < bins; bin++) {
            cross += change[from + bin] * trace[bin - 1] + change[from + bin - 1] * trace[bin];
            own += 2 * trace[bin] * trace[bin - 1];
        }
        return own > 0 ? cross / own : 0;
    }

    private void subtract(int pixel, float loading, float[] trace) {
        int from = pixel * bins;
        for (int bin = 0; bin < bins; bin++) {
            change[from + bin] -= loading * trace[bin];
        }
        refreshPower(pixel);
    }

    /** Subtracts a cell's trace wherever it shows around a pixel, out to where the cell's light has fallen off. */
    void takeOff(int center, double somaDiameterPx, float[] trace) {
        int reach = (int) Math.round(LIGHT_PER_SOMA * somaDiameterPx);
        int x0 = center % width;
        int y0 = center / width;
        for (int y = Math.max(0, y0 - reach); y <= Math.min(height - 1, y0 + reach); y++) {
            for (int x = Math.max(0, x0 - reach); x <= Math.min(width - 1, x0 + reach); x++) {
                int pixel = y * width + x;
                float loading = loading(pixel, trace);
                if (loading > LEAST_LOADING) {
                    subtract(pixel, loading, trace);
                }
            }
        }
    }

    /** As the power of a pixel, for a trace of its own noise. */
    double powerOf(float[] trace) {
        double noise = 0;
        for (int bin = 1; bin < bins; bin++) {
            noise += Math.abs(trace[bin] - trace[bin - 1]);
        }
        double sd = noise / (bins - 1) / MEAN_DIFFERENCE_PER_SD;
        return sd > 0 ? lagged(trace, 0) / (sd * sd) : 0;
    }

    private void filter(BinnedMovie movie, double somaDiameterPx) {
        ImageFilter filter = new ImageFilter(width, height);
        int surroundPx = (int) Math.round(SURROUND_PER_SOMA * somaDiameterPx);
        float[] mean = movie.mean();
        float[] image = new float[mean.length];
        float[] local = new float[mean.length];
        for (int bin = 0; bin < bins; bin++) {
            float[] from = movie.bin(bin);
            for (int i = 0; i < image.length; i++) {
                image[i] = from[i] - mean[i];
            }
            filter.boxMean(image, surroundPx, local);
            for (int i = 0; i < image.length; i++) {
                image[i] -= local[i];
            }
            filter.gaussian(image, BLUR_PER_SOMA * somaDiameterPx, image);
            for (int i = 0; i < image.length; i++) {
                change[i * bins + bin] = image[i];
            }
        }
    }

    private float noiseVariance(int pixel) {
        int from = pixel * bins;
        float sum = 0;
        for (int bin = 1; bin < bins; bin++) {
            sum += Math.abs(change[from + bin] - change[from + bin - 1]);
        }
        double sd = sum / Math.max(1, bins - 1) / MEAN_DIFFERENCE_PER_SD;
        return (float) (sd * sd);
    }

    private void refreshPower(int pixel) {
        power[pixel] = noiseVariance[pixel] > 0 ? lagged(change, pixel * bins) / noiseVariance[pixel] : 0;
    }

    private float lagged(float[] values, int from) {
        float sum = 0;
        for (int lag = 1; lag <= lags; lag++) {
            float products = 0;
            for (int bin = lag; bin < bins; bin++) {
                products += values[from + bin] * values[from + bin - lag];
            }
            sum += products / (bins - lag);
        }
        return sum / lags;
    }
}
