package org.loopscope.inference.synthesis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loopscope.inference.SplitMix;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.latent.LatentCode;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;

/**
 * Most exciting images, and pictures for other goals, by gradient ascent through the model (Walker et al. 2019, Nat
 * Neurosci 22:2060): from several random starts per goal, all goals in one batch, each step follows the smoothed gradient
 * of the drives that the goal weighs, blurs the image and brings it back to the given contrast energy; steps and blur
 * shrink as the image settles.
 *
 * <p>Where this differs from the code published with that paper, and why:
 * <ul>
 *   <li>The gradient is smoothed by a Gaussian of half a pixel where that code divides each frequency by its power 0.2.
 *       On fitted models both do as well; on an exact model the Gaussian comes nearer to the optimum in as many steps, most
 *       for cells that are tuned to high frequencies. {@link GradientSmoothing.Fourier} is the published one.
 *   <li>Every step has a root mean square that is set beforehand, relative to the contrast, and shrinks geometrically
 *       tenfold, where theirs has a mean absolute size that shrinks 24-fold along a line. With 100 steps in place of 1,000
 *       the first ones have to be large.
 *   <li>The blur shrinks to nothing along a line, from 1 px of 32 where theirs begins at 1.5 px of 64 by 36.
 *   <li>The contrast energy is fixed after every step, clipped pixels included, so that images can be compared at equal
 *       energy; there it is clipped only, or fixed within the forward pass only.
 *   <li>The gradient is not taken at the image alone, but at the image faintly laid over natural pictures, a new one every
 *       other step and its negative in between. A model fitted to a session's few noisy trials is only right near pictures
 *       like those it has seen; climbed on its own, the image soon leaves them and follows what the model has made up. The
 *       steps average over the pictures, and picture and negative cancel what is not due to the image. It does here
 *       what the mean over several fitted models does there. {@link AscentSettings#withoutBackground} leaves it out.
 * </ul>
 *
 * <p>In a code, the steps are those of {@link CodeSteps}.
 *
 * <p>Model thread only. The ascent is cut into slices by {@link #advance}, so that it never holds the thread for long; the
 * model may be trained between slices, and the ascent then goes on along the new gradient. A start depends on the seed,
 * its goal's leading neuron and its number alone, not on which other goals are in the batch.
 */
public final class ImageAscent {
    private final AscentSettings settings;
    private final AscentSpace space;
    private final PictureSize size;
    private final int pixels;
    private final int neurons;
    private final List<StimulusImage> backgrounds;

    private List<SynthesisGoal> goals = List.of();
    private boolean followingRates;
    private long[] startSeeds = {};
    private float[] images = {};
    private float[] laidOver = {};
    private float[] gradients = {};
    private float[] weights = {};
    private float[] rates = {};
    private int stepsTaken;

    /**
     * An ascent in pixels.
     *
     * @param backgrounds natural pictures of the model's size, such as the bank's choosable ones; none are needed for a
     *     background share of 0
     */
    public ImageAscent(AscentSettings settings, PictureSize size, int neurons, List<StimulusImage> backgrounds) {
        this(settings, new PixelSteps(settings, size), size, neurons, backgrounds);
    }

    /** An ascent in a code for pictures of the model's size. */
    public ImageAscent(
            AscentSettings settings, LatentCode code, PictureSize size, int neurons, List<StimulusImage> backgrounds) {
        this(settings, new CodeSteps(settings, code), size, neurons, backgrounds);
        if (code.pixels() != pixels) {
            throw new IllegalArgumentException("synthesis was given a code for pictures of " + code.pixels()
                    + " pixels, the model's have " + pixels);
        }
    }

    private ImageAscent(
            AscentSettings settings,
            AscentSpace space,
            PictureSize size,
            int neurons,
            List<StimulusImage> backgrounds) {
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
        this.space = space;
        this.backgrounds = List.copyOf(backgrounds);
        this.size = size;
        this.pixels = size.pixels();
        this.neurons = neurons;
    }

    /** Begins anew with each of these neurons' most exciting image. */
    public void start(int[] targetNeurons, long seed) {
        List<SynthesisGoal> each = new ArrayList<>();
        for (int neuron : targetNeurons) {
            each.add(new SynthesisGoal.MostExciting(neuron));
        }
        start(each, seed);
    }

    /** Begins anew with these goals; what was there before is dropped. The buffers are kept when the batch is as large. */
    public void start(List<SynthesisGoal> newGoals, long seed) {
        if (newGoals.isEmpty()) {
            throw new IllegalArgumentException("synthesis needs at least one target neuron: name some");
        }
        newGoals.forEach(goal -> goal.require(neurons));
        goals = List.copyOf(newGoals);
        followingRates = goals.stream().anyMatch(SynthesisGoal::followsRates);
        int count = goals.size() * settings.startsPerNeuron();
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
        for (int i = 0; i < count; i++) {
            goal(i).weigh(rates, weights, i * neurons);
            startSeeds[i] = mixed(seed, ((long) goal(i).leadNeuron() << 32) | (i % settings.startsPerNeuron()));
        }
        space.begin(startSeeds, images);
    }

    /**
     * Takes at most {@code steps} ascent steps with every image, then has the model predict the images' rates.
     *
     * @return true when all steps of the settings have been taken
     */
    public boolean advance(EncodingModel model, int steps) {
        requireStarted();
        requireModel(model);
        int count = startSeeds.length;
        int last = (int) Math.min((long) stepsTaken + steps, settings.steps());
        while (stepsTaken < last) {
            if (followingRates) {
                model.predict(images, count, rates);
                for (int i = 0; i < count; i++) {
                    goal(i).weigh(rates, weights, i * neurons);
                }
            }
            layOverBackgrounds(count);
            model.inputGradient(laidOver, count, weights, rates, gradients);
            double progress = settings.steps() == 1 ? 1 : stepsTaken / (settings.steps() - 1.0);
            for (int i = 0; i < count; i++) {
                space.step(i, gradients, progress, images);
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
     * The best start of each goal by the rates predicted at the end of the last slice, in the order of the goals. Before
     * the first slice all rates are taken as 0.
     */
    public List<SynthesizedImage> best() {
        requireStarted();
        List<SynthesizedImage> best = new ArrayList<>(goals.size());
        int starts = settings.startsPerNeuron();
        for (int g = 0; g < goals.size(); g++) {
            SynthesisGoal goal = goals.get(g);
            int winner = g * starts;
            for (int i = winner + 1; i < (g + 1) * starts; i++) {
                if (goal.score(rates, i * neurons) > goal.score(rates, winner * neurons)) {
                    winner = i;
                }
            }
            best.add(made(winner, ""));
        }
        return List.copyOf(best);
    }

    /** Every start of every goal, a goal's starts one after the other, rates as in {@link #best}. */
    public List<SynthesizedImage> all() {
        requireStarted();
        int starts = settings.startsPerNeuron();
        List<SynthesizedImage> all = new ArrayList<>(startSeeds.length);
        for (int i = 0; i < startSeeds.length; i++) {
            all.add(made(i, "-start-" + i % starts));
        }
        return List.copyOf(all);
    }

    private SynthesizedImage made(int i, String start) {
        SynthesisGoal goal = goal(i);
        int neuron = goal.leadNeuron();
        String id = prefix(goal) + "-neuron-" + neuron + start + "-steps-" + stepsTaken;
        return new SynthesizedImage(
                neuron,
                new StimulusImage(id, size, Arrays.copyOfRange(images, i * pixels, (i + 1) * pixels)),
                rates[i * neurons + neuron],
                stepsTaken,
                i % settings.startsPerNeuron());
    }

    private static String prefix(SynthesisGoal goal) {
        return switch (goal) {
            case SynthesisGoal.MostExciting one -> "mei";
            case SynthesisGoal.LeastExciting one -> "lei";
            case SynthesisGoal.Population population -> "population";
            case SynthesisGoal.Pattern pattern -> "pattern";
        };
    }

    private SynthesisGoal goal(int i) {
        return goals.get(i / settings.startsPerNeuron());
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

    /** The seed's number after {@code position} others. */
    private static long mixed(long seed, long position) {
        return SplitMix.mix(seed + SplitMix.GAMMA * (1 + position));
    }

    private void requireStarted() {
        if (goals.isEmpty()) {
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
