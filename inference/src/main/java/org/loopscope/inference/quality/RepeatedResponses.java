package org.loopscope.inference.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The responses to held-out pictures, collected picture by picture as their repeats are shown. One thread. */
public final class RepeatedResponses {
    private final int neurons;
    private final List<List<float[]>> byPicture;

    public RepeatedResponses(int pictures, int neurons) {
        if (pictures < 1 || neurons < 1) {
            throw new IllegalArgumentException("repeated responses need at least 1 picture and 1 neuron, not "
                    + pictures + " pictures and " + neurons + " neurons");
        }
        this.neurons = neurons;
        byPicture = new ArrayList<>(pictures);
        for (int picture = 0; picture < pictures; picture++) {
            byPicture.add(new ArrayList<>());
        }
    }

    /** Adds one presentation's response, one rate per neuron; copied. */
    public void add(int picture, float[] rates) {
        if (rates.length != neurons) {
            throw new IllegalArgumentException("a response to held-out picture " + picture + " has " + rates.length
                    + " rates, not one for each of " + neurons + " neurons");
        }
        byPicture.get(picture).add(rates.clone());
    }

    public int neurons() {
        return neurons;
    }

    /** How often a picture has been shown. */
    public int repeats(int picture) {
        return byPicture.get(picture).size();
    }

    /** The pictures shown at least {@code repeats} times, ascending. */
    public int[] picturesWith(int repeats) {
        int[] pictures = new int[byPicture.size()];
        int count = 0;
        for (int picture = 0; picture < pictures.length; picture++) {
            if (repeats(picture) >= repeats) {
                pictures[count++] = picture;
            }
        }
        return Arrays.copyOf(pictures, count);
    }

    /** Mean over repeats for the given pictures, {@code pictures.length * neurons}, picture-major; 0 where never shown. */
    public float[] means(int[] pictures) {
        float[] means = new float[pictures.length * neurons];
        for (int i = 0; i < pictures.length; i++) {
            for (int neuron = 0; neuron < neurons; neuron++) {
                means[i * neurons + neuron] = (float) mean(pictures[i], neuron);
            }
        }
        return means;
    }

    /**
     * Signal and noise of each neuron, by one-way analysis of variance over the pictures shown at least twice. All zero
     * while fewer than two pictures are.
     */
    public List<Reliability> reliability() {
        int[] pictures = picturesWith(2);
        List<Reliability> reliability = new ArrayList<>(neurons);
        for (int neuron = 0; neuron < neurons; neuron++) {
            reliability.add(pictures.length < 2 ? Reliability.UNKNOWN : reliability(pictures, neuron));
        }
        return List.copyOf(reliability);
    }

    /**
     * Each neuron's correlation, over all presentations of pictures shown at least twice, between a presentation's
     * response and the mean of the picture's other repeats (the "oracle" score of Walker et al. 2019).
     */
    public double[] leaveOneOutCorrelation() {
        int[] pictures = picturesWith(2);
        int presentations = 0;
        for (int picture : pictures) {
            presentations += repeats(picture);
        }
        double[] correlations = new double[neurons];
        double[] single = new double[presentations];
        double[] others = new double[presentations];
        for (int neuron = 0; neuron < neurons; neuron++) {
            int i = 0;
            for (int picture : pictures) {
                double sum = mean(picture, neuron) * repeats(picture);
                for (float[] rates : byPicture.get(picture)) {
                    single[i] = rates[neuron];
                    others[i++] = (sum - rates[neuron]) / (repeats(picture) - 1);
                }
            }
            correlations[neuron] = Correlation.pearson(single, others);
        }
        return correlations;
    }

    private Reliability reliability(int[] pictures, int neuron) {
        int presentations = 0;
        long squaredRepeats = 0;
        double sum = 0;
        for (int picture : pictures) {
            int repeats = repeats(picture);
            presentations += repeats;
            squaredRepeats += (long) repeats * repeats;
            sum += mean(picture, neuron) * repeats;
        }
        double grandMean = sum / presentations;
        double between = 0;
        double within = 0;
        for (int picture : pictures) {
            double mean = mean(picture, neuron);
            between += repeats(picture) * (mean - grandMean) * (mean - grandMean);
            within += squaresAboutMean(picture, neuron);
        }
        double noise = within / (presentations - pictures.length);
        double effectiveRepeats = (presentations - (double) squaredRepeats / presentations) / (pictures.length - 1);
        double signal = (between / (pictures.length - 1) - noise) / effectiveRepeats;
        return new Reliability(Math.max(0, signal), noise, pictures.length, presentations);
    }

    /** Sum, over a picture's repeats, of the squared differences from their mean. */
    double squaresAboutMean(int picture, int neuron) {
        double mean = mean(picture, neuron);
        double sum = 0;
        for (float[] rates : byPicture.get(picture)) {
            sum += (rates[neuron] - mean) * (rates[neuron] - mean);
        }
        return sum;
    }

    double mean(int picture, int neuron) {
        List<float[]> repeats = byPicture.get(picture);
        double sum = 0;
        for (float[] rates : repeats) {
            sum += rates[neuron];
        }
        return repeats.isEmpty() ? 0 : sum / repeats.size();
    }
}
