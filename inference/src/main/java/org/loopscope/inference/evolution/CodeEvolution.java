package org.loopscope.inference.evolution;

import java.util.Random;
import org.loopscope.inference.latent.LatentCode;
import org.loopscope.stimulus.ContrastEnergy;

/**
 * One neuron's pictures, evolved from its measured responses alone, as XDream does (Ponce et al. 2019, Cell 177:999; Xiao
 * and Kreiman 2020, PLoS Comput Biol 16:e1007973): codes are varied, their pictures shown, and what was measured decides
 * from where the next ones are varied.
 *
 * <p>The first generation is pictures of the bank; the one answered to best becomes the centre. Each later generation
 * is pictures at one angle from the centre, in random directions; then the centre moves along the mean of those
 * directions, each weighed by how many standard deviations its response lies above the generation's mean (an evolution
 * strategy with a search gradient, Wierstra et al. 2014, JMLR 15:949). XDream's genetic algorithm keeps and recombines
 * the best single pictures instead. With single trials of which more than half the variance is noise, the best of a
 * generation is mostly a lucky one, and that algorithm made little headway here; the mean over all directions uses every
 * trial, the poor ones too.
 *
 * <p>Directions are random in the picture, not in the code: each number is scaled by {@link LatentCode#size}. Otherwise
 * most of a variation would go into the bank's strongest component, which is a brightness gradient. All codes have the
 * length at which pictures have the bank's contrast, so that there are angles between them and no more.
 *
 * <p>One thread. A function of its seed and the fitnesses.
 */
public final class CodeEvolution {
    private final EvolutionSettings settings;
    private final LatentCode code;
    private final Random random;
    private final double[] center;
    /** Of length 1 and at right angles to the centre; in the first generation the pictures themselves. */
    private final double[][] directions;

    private int generation;

    /**
     * @param ancestors pictures of the bank that make the first generation, as far as they go; others are drawn
     */
    public CodeEvolution(EvolutionSettings settings, LatentCode code, int[] ancestors, long seed) {
        this.settings = settings;
        this.code = code;
        random = new Random(seed);
        center = new double[code.length()];
        directions = new double[settings.population()][code.length()];
        float[] ofBank = new float[code.length()];
        for (int i = 0; i < directions.length; i++) {
            int picture = i < ancestors.length ? ancestors[i] : random.nextInt(code.bankPictures());
            code.bankCode(picture, ofBank, 0);
            for (int j = 0; j < ofBank.length; j++) {
                directions[i][j] = (double) ofBank[j] * code.size(j);
            }
            normalize(directions[i]);
        }
    }

    /** Number of the generation that stands, from 0. */
    public int generation() {
        return generation;
    }

    /** True when the last generation planned has been bred from. */
    public boolean finished() {
        return generation >= settings.generations();
    }

    /** Pictures in every generation. */
    public int population() {
        return directions.length;
    }

    /** One picture of the generation that stands, at the settings' contrast energy. A new array. */
    public float[] picture(int i) {
        double spread = generation == 0 ? Math.PI / 2 : spreadRad();
        double[] at = new double[center.length];
        for (int j = 0; j < at.length; j++) {
            at[j] = StrictMath.cos(spread) * center[j] + StrictMath.sin(spread) * directions[i][j];
        }
        return decoded(at);
    }

    /** What evolution has come to: the centre's picture, at the settings' contrast energy. A new array. */
    public float[] settled() {
        return decoded(center);
    }

    /**
     * Moves the centre and draws the next generation.
     *
     * @param fitness one for each picture; not a number where none was measured
     */
    public void breed(float[] fitness) {
        if (fitness.length != directions.length) {
            throw new IllegalArgumentException(
                    "evolution: " + fitness.length + " fitnesses for " + directions.length + " pictures");
        }
        if (generation == 0) {
            System.arraycopy(directions[best(fitness)], 0, center, 0, center.length);
        } else {
            moveCenter(fitness);
        }
        generation++;
        for (double[] direction : directions) {
            drawDirection(direction);
        }
    }

    private double spreadRad() {
        double progress =
                settings.generations() <= 2 ? 0 : Math.min(1, (generation - 1) / (settings.generations() - 2.0));
        return settings.firstSpreadRad()
                * StrictMath.pow(settings.lastSpreadRad() / settings.firstSpreadRad(), progress);
    }

    private static int best(float[] fitness) {
        int best = 0;
        for (int i = 1; i < fitness.length; i++) {
            if (fitness[i] > fitness[best] || Float.isNaN(fitness[best])) {
                best = i;
            }
        }
        return best;
    }

    /** By the generation's mean direction; nowhere when nothing is to choose between its pictures. */
    private void moveCenter(float[] fitness) {
        double sum = 0;
        int known = 0;
        for (float f : fitness) {
            if (!Float.isNaN(f)) {
                sum += f;
                known++;
            }
        }
        double[] uphill = new double[center.length];
        for (int i = 0; i < fitness.length; i++) {
            double weight = Float.isNaN(fitness[i]) ? 0 : fitness[i] - sum / known;
            for (int j = 0; j < uphill.length; j++) {
                uphill[j] += weight * directions[i][j];
            }
        }
        if (normalize(uphill)) {
            double step = settings.stepShare() * spreadRad();
            for (int j = 0; j < center.length; j++) {
                center[j] += step * uphill[j];
            }
            normalize(center);
        }
    }

    private void drawDirection(double[] direction) {
        double along = 0;
        for (int j = 0; j < direction.length; j++) {
            direction[j] = random.nextGaussian();
            along += direction[j] * center[j];
        }
        for (int j = 0; j < direction.length; j++) {
            direction[j] -= along * center[j];
        }
        normalize(direction);
    }

    private static boolean normalize(double[] vector) {
        double squares = 0;
        for (double v : vector) {
            squares += v * v;
        }
        if (!(squares > 0)) {
            return false;
        }
        double norm = Math.sqrt(squares);
        for (int j = 0; j < vector.length; j++) {
            vector[j] /= norm;
        }
        return true;
    }

    private float[] decoded(double[] at) {
        double squares = 0;
        for (int j = 0; j < at.length; j++) {
            squares += (double) code.size(j) * code.size(j);
        }
        float[] numbers = new float[at.length];
        for (int j = 0; j < at.length; j++) {
            numbers[j] = code.size(j) > 0 ? (float) (at[j] * Math.sqrt(squares) / code.size(j)) : 0;
        }
        float[] picture = new float[code.pixels()];
        code.decode(numbers, 0, picture, 0);
        ContrastEnergy.normalize(picture, settings.contrastRms());
        return picture;
    }
}
