package org.loopscope.inference.complexness;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.loopscope.inference.simulated.CellKind;
import org.loopscope.inference.simulated.V1Population;
import org.loopscope.inference.simulated.V1Settings;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;
import org.loopscope.stimulus.generate.BankGenerator;
import org.loopscope.stimulus.generate.BankSettings;

/**
 * Simulated cells that have seen 1/f pictures of 16 px: the drive of the product's own simulated filters in units of its
 * standard deviation over pictures, on a baseline of {@link #BASELINE} such units, with Gaussian noise of the given standard
 * deviation, at least 0.
 */
public final class RecordedCells {
    public static final PictureSize SIZE = PictureSize.square(16);
    public static final double CONTRAST_RMS = 0.3;
    private static final double BASELINE = 2;
    private static final String PINK = "pink-noise";

    public final V1Population population;
    public final List<StimulusImage> shown;
    /** One response of all cells to each shown picture. */
    public final List<float[]> responses = new ArrayList<>();
    /** Pictures that were never shown, and what the cells would answer without noise. */
    public final List<StimulusImage> fresh;

    public final List<float[]> truth = new ArrayList<>();

    /** @param simple share of simple cells; the rest are complex, or rotation-invariant as {@code rotationInvariant} says */
    public RecordedCells(
            long seed,
            int cells,
            double simple,
            double rotationInvariant,
            int presentations,
            int tested,
            double noiseSd) {
        population = new V1Population(
                V1Settings.standard(seed).with(cells, SIZE).withShares(simple, rotationInvariant, 0),
                sessionNs -> null);
        List<StimulusImage> pictures = oneOverF(presentations + tested, seed);
        shown = pictures.subList(0, presentations);
        fresh = pictures.subList(presentations, pictures.size());
        for (StimulusImage picture : shown) {
            responses.add(drives(picture));
        }
        for (StimulusImage picture : fresh) {
            truth.add(drives(picture));
        }
        Random random = new Random(seed);
        for (int n = 0; n < cells; n++) {
            double sd = sd(n);
            for (float[] response : responses) {
                response[n] = (float) Math.max(0, BASELINE + response[n] / sd + noiseSd * random.nextGaussian());
            }
        }
    }

    public CellKind kind(int cell) {
        return population.kindOf(cell);
    }

    private float[] drives(StimulusImage picture) {
        float[] drives = new float[population.count()];
        for (int n = 0; n < drives.length; n++) {
            drives[n] = (float) population.trueDrive(n, picture);
        }
        return drives;
    }

    private double sd(int cell) {
        double sum = 0;
        double squares = 0;
        for (float[] response : responses) {
            sum += response[cell];
            squares += (double) response[cell] * response[cell];
        }
        double mean = sum / responses.size();
        return Math.sqrt(squares / responses.size() - mean * mean);
    }

    /** Every third picture of a bank is 1/f noise. */
    private static List<StimulusImage> oneOverF(int count, long seed) {
        return new BankGenerator(new BankSettings(SIZE, 3 * count, 0, CONTRAST_RMS, seed))
                .generate().choosable().stream()
                        .filter(picture -> picture.id().startsWith(PINK))
                        .toList();
    }
}
