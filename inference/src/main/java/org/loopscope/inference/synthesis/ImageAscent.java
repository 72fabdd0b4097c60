package org.loopscope.inference.synthesis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.stimulus.ContrastEnergy;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;

/**
 * Most exciting images by gradient ascent through the model (Walker et al. 2019, Nat Neurosci 22:2060): from several
 * random starts per neuron, all in one batch, each step follows the smoothed gradient of the neuron's drive, blurs the
 * image and brings it back to the given contrast energy; steps and blur shrink as the image settles.
 *
 * <p>Unlike there, the gradient is not taken at the image alone, but at the image faintly laid over natural pictures, a
 * new one every other step and its negative in between. A model fitted to a session's few noisy trials is only right near
 * pictures like those it has seen; climbed on its own, the image soon leaves them and follows what the model has made up.
 * The steps average over the pictures, and picture and negative cancel what is not due to the image.
 *
 * <p>Model thread only. The ascent is cut into slices by {@link #advance}, so that it never holds the thread for long; the
 * model may be trained between slices, and the ascent then goes on along the new gradient. A start depends on the seed,
 * its neuron and its number alone, not on which other neurons are in the batch.
 */
public final class ImageAscent {
    private final AscentSettings settings;
    private final PictureSize size;
    private final int pixels;
    private final int neurons;
    private final double pxPerReferencePx;
    private final GaussianBlur imageBlur;
    private final GaussianBlur gradientBlur;
    private final List<StimulusImage> backgrounds;
    private final float[] image;

    private int[] targets = {};
    private long[] startSeeds = {};
    private float[] images = {};
    private float[] laidOver = {};
    private float[] gradients = {};
    private float[] weights = {};
    private float[] rates = {};
    private int stepsTaken;

    /**
     * @param backgrounds natural pictures of the model's size, such as the bank's choosable ones; none are needed for a
     *     background share of 0
     */
    public ImageAscent(AscentSettings settings, PictureSize size, int neurons, List<StimulusImage> backgrounds) {
        if (neurons < 1) {
            throw new IllegalArgumentException(
                    "synthesis needs a model of at least 1 neuron, not " + neurons + " neurons");
        }
        if (settings.backgroundShare() > 0 && backgrounds.isEmpty()) {
            throw new IllegalArgumentException("synthesis with a background share of " + settings.backgroundShare()
                    + " needs natural pictures: give some, or a share of 0");
        }
        for (StimulusImage background : backgrounds) {
            if (!background.size().equals(size)) {
                throw new IllegalArgumentException("synthesis was given picture " + background.id() + " of "
                        + background.size() + " as a background, the model's are of " + size);
            }
        }
        this.settings = settings;
        this.backgrounds = List.copyOf(backgrounds);
        this.size = size;
        this.pixels = size.pixels();
        this.neurons = neurons;
        pxPerReferencePx = size.shorterPx() / AscentSettings.REFERENCE_SIDE_PX;
        imageBlur = new GaussianBlur(size);
        gradientBlur = new GaussianBlur(size);
        gradientBlur.width(settings.gradientSigmaPx() * pxPerReferencePx);
        image = new float[pixels];
    }

    /** Begins anew for these neurons; what was there before is dropped. The buffers are kept when the batch is as large. */
    public void start(int[] targetNeurons, long seed) {
        if (targetNeurons.length == 0) {
            throw new IllegalArgumentException("synthesis needs at least one target neuron: name some");
        }
        for (int neuron : targetNeurons) {
            if (neuron < 0 || neuron >= neurons) {
                throw new IllegalArgumentException(
                        "target neuron " + neuron + " does not exist: choose one of 0 to " + (neurons - 1));
            }
        }
        targets = targetNeurons.clone();
        int count = targets.length * settings.startsPerNeuron();
        if (images.length != count * pixels) {
            startSeeds = new long[count];
            images = new float[count * pixels];
            laidOver = new float[count * pixels];
            gradients = new float[count * pixels];
            weights = new float[count * neurons];
            rates = new float[count * neurons];
        }
        Arrays.fill(weights, 0);
        Arrays.fill(rates, 0);
        stepsTaken = 0;
        imageBlur.width(settings.initialNoiseSigmaPx() * pxPerReferencePx);
        for (int i = 0; i < count; i++) {
            int neuron = targets[i / settings.startsPerNeuron()];
            weights[i * neurons + neuron] = 1;
            startSeeds[i] = mixed(seed, ((long) neuron << 32) | (i % settings.startsPerNeuron()));
            drawNoise(i);
            imageBlur.apply(images, i * pixels);
            fixContrast(i);
        }
    }

    /**
     * Takes at most {@code steps} ascent steps with every image, then has the model predict the images' rates.
     *
     * @return true when all steps of the settings have been taken
     */
    public boolean advance(EncodingModel model, int steps) {
        requireStarted();
        requireModel(model);
        int count = images.length / pixels;
        int last = (int) Math.min((long) stepsTaken + steps, settings.steps());
        while (stepsTaken < last) {
            layOverBackgrounds(count);
            model.inputGradient(laidOver, count, weights, rates, gradients);
            double progress = settings.steps() == 1 ? 1 : stepsTaken / (settings.steps() - 1.0);
            double stepRms = settings.contrastRms()
                    * settings.firstStep()
                    * Math.pow(settings.lastStep() / settings.firstStep(), progress);
            double blurPx =
                    settings.firstBlurSigmaPx() + progress * (settings.lastBlurSigmaPx() - settings.firstBlurSigmaPx());
            imageBlur.width(blurPx * pxPerReferencePx);
            for (int i = 0; i < count; i++) {
                step(i, stepRms);
            }
            stepsTaken++;
        }
        model.predict(images, count, rates);
        return stepsTaken == settings.steps();
    }

    /** Gradient steps taken since {@link #start}. */
    public int stepsTaken() {
        return stepsTaken;
    }

    /**
     * The best start of each target by the rates predicted at the end of the last slice, in the order of the targets.
     * Before the first slice the first start stands, with a prediction of 0.
     */
    public List<SynthesizedImage> best() {
        requireStarted();
        List<SynthesizedImage> best = new ArrayList<>(targets.length);
        int starts = settings.startsPerNeuron();
        for (int target = 0; target < targets.length; target++) {
            int winner = 0;
            for (int start = 1; start < starts; start++) {
                if (rate(target, start) > rate(target, winner)) {
                    winner = start;
                }
            }
            int from = (target * starts + winner) * pixels;
            String id = "mei-neuron-" + targets[target] + "-steps-" + stepsTaken;
            StimulusImage picture = new StimulusImage(id, size, Arrays.copyOfRange(images, from, from + pixels));
            best.add(new SynthesizedImage(targets[target], picture, rate(target, winner), stepsTaken, winner));
        }
        return List.copyOf(best);
    }

    private float rate(int target, int start) {
        return rates[(target * settings.startsPerNeuron() + start) * neurons + targets[target]];
    }

    private void step(int i, double stepRms) {
        int offset = i * pixels;
        gradientBlur.apply(gradients, offset);
        double squares = 0;
        for (int p = offset; p < offset + pixels; p++) {
            squares += (double) gradients[p] * gradients[p];
        }
        if (!(squares > 0)) {
            return; // A flat model gives no direction: the image stays, and so does its contrast.
        }
        float factor = (float) (stepRms / Math.sqrt(squares / pixels));
        for (int p = offset; p < offset + pixels; p++) {
            images[p] += factor * gradients[p];
        }
        imageBlur.apply(images, offset);
        fixContrast(i);
    }

    private void fixContrast(int i) {
        System.arraycopy(images, i * pixels, image, 0, pixels);
        ContrastEnergy.normalize(image, settings.contrastRms());
        System.arraycopy(image, 0, images, i * pixels, pixels);
    }

    private void drawNoise(int i) {
        Random random = new Random(startSeeds[i]);
        for (int p = i * pixels; p < (i + 1) * pixels; p++) {
            images[p] = (float) random.nextGaussian();
        }
    }

    /** Puts every image faintly over its picture of this step: each picture serves two steps, as its negative the second. */
    private void layOverBackgrounds(int count) {
        double share = settings.backgroundShare();
        if (share == 0) {
            System.arraycopy(images, 0, laidOver, 0, images.length);
            return;
        }
        float imageFactor = (float) Math.sqrt(1 - share * share);
        float backgroundFactor = (float) (stepsTaken % 2 == 0 ? share : -share);
        for (int i = 0; i < count; i++) {
            int drawn = (int) Math.floorMod(mixed(startSeeds[i], stepsTaken / 2), (long) backgrounds.size());
            float[] background = backgrounds.get(drawn).pixels();
            int offset = i * pixels;
            for (int p = 0; p < pixels; p++) {
                laidOver[offset + p] = imageFactor * images[offset + p] + backgroundFactor * background[p];
            }
        }
    }

    /** The finalizer of SplitMix64 (Steele et al. 2014) on the seed's state after {@code position} draws. */
    private static long mixed(long seed, long position) {
        long z = seed + 0x9E3779B97F4A7C15L * (1 + position);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private void requireStarted() {
        if (targets.length == 0) {
            throw new IllegalStateException("synthesis was not started: call start with the target neurons first");
        }
    }

    private void requireModel(EncodingModel model) {
        if (model.neurons() != neurons || !model.pictureSize().equals(size)) {
            throw new IllegalArgumentException("synthesis was made for " + neurons + " neurons and pictures of " + size
                    + ", the model has " + model.neurons() + " neurons and pictures of " + model.pictureSize());
        }
    }
}
