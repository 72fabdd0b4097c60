package org.loopscope.inference.learning;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.encoder.NetworkModel;
import org.loopscope.inference.encoder.RidgeModel;

/** About what the members of a model are to disagree on a picture, for it to be worth showing. */
public enum Disagreement {
    /**
     * How far the networks' rates are apart, in units of the noise of a Poisson-like response: what more responses would
     * settle (query by committee; deep ensembles, Lakshminarayanan, Pritzel and Blundell 2017).
     */
    UNCERTAINTY,
    /**
     * How far the ridge's rates are from the networks', each neuron's first brought to mean 0 and standard deviation 1 over the
     * pictures: which kind of model is right (controversial stimuli, Golan, Raju and Kriegeskorte 2020).
     */
    DISCRIMINATION;

    /** A neuron that hardly fires is no more certain than one of this mean rate, in the model's unit. */
    private static final double LEAST_RATE = 0.02;

    /** Members whose predictions are compared, in groups that predict as one; fewer than two groups where there are none. */
    List<List<EncodingModel>> groups(EncodingModel model) {
        List<EncodingModel> networks = new ArrayList<>();
        List<EncodingModel> ridges = new ArrayList<>();
        for (EncodingModel member : model.members()) {
            if (member.presentations() > 0) {
                if (member.itself() instanceof NetworkModel) {
                    networks.add(member);
                } else if (member.itself() instanceof RidgeModel) {
                    ridges.add(member);
                }
            }
        }
        return switch (this) {
            case UNCERTAINTY -> networks.stream().map(List::of).toList();
            case DISCRIMINATION -> networks.isEmpty() || ridges.isEmpty() ? List.of() : List.of(ridges, networks);
        };
    }

    /**
     * For each picture a vector whose squared length is the disagreement, the mean over neurons of the variance between the
     * groups.
     *
     * @param rates of each group, {@code pictures * neurons}, picture-major; changed
     */
    float[][] vectors(float[][] rates, int pictures, int neurons) {
        if (this == DISCRIMINATION) {
            for (float[] ofGroup : rates) {
                standardize(ofGroup, pictures, neurons);
            }
        }
        float[][] vectors = new float[pictures][rates.length * neurons];
        for (int n = 0; n < neurons; n++) {
            double mean = 0;
            for (int i = 0; i < pictures; i++) {
                for (float[] ofGroup : rates) {
                    mean += ofGroup[i * neurons + n];
                }
            }
            mean /= (double) pictures * rates.length;
            double noise = this == UNCERTAINTY ? Math.max(mean, LEAST_RATE) : 1;
            double scale = 1 / Math.sqrt(noise * neurons * (rates.length - 1));
            for (int i = 0; i < pictures; i++) {
                addApart(rates, i * neurons + n, scale, vectors[i], n * rates.length);
            }
        }
        return vectors;
    }

    private static void addApart(float[][] rates, int at, double scale, float[] to, int first) {
        double middle = 0;
        for (float[] ofGroup : rates) {
            middle += ofGroup[at] / (double) rates.length;
        }
        for (int g = 0; g < rates.length; g++) {
            to[first + g] = (float) (scale * (rates[g][at] - middle));
        }
    }

    private static void standardize(float[] rates, int pictures, int neurons) {
        for (int n = 0; n < neurons; n++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < pictures; i++) {
                double rate = rates[i * neurons + n];
                sum += rate;
                squares += rate * rate;
            }
            double mean = sum / pictures;
            double variance = squares / pictures - mean * mean;
            double scale = variance > 1e-12 ? 1 / Math.sqrt(variance) : 0;
            for (int i = 0; i < pictures; i++) {
                rates[i * neurons + n] = (float) (scale * (rates[i * neurons + n] - mean));
            }
        }
    }
}
