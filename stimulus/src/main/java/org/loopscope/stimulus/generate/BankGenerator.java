package org.loopscope.stimulus.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loopscope.stimulus.ContrastEnergy;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusImage;

/** Draws the pictures of a bank. One thread; a bank of 1,000 pictures of 32x32 takes about a second. */
public final class BankGenerator {
    private static final int CHOOSABLE = 0;
    private static final int HELD_OUT = 1;
    /** A lone small bright spot has no version with high contrast and mean grey; such a draw is thrown away. */
    private static final double MAX_ABS_MEAN = 0.02;

    private static final int MEAN_ROUNDS = 6;
    private static final int MAX_DRAWS = 1_000;

    private final BankSettings settings;
    private final PinkNoise pinkNoise;
    private final DeadLeaves deadLeaves;
    private final ScrambledLeaves scrambledLeaves;

    public BankGenerator(BankSettings settings) {
        this.settings = settings;
        PictureSize size = settings.size();
        pinkNoise = new PinkNoise(size);
        deadLeaves = new DeadLeaves(size, DeadLeaves.Style.scene(size));
        scrambledLeaves = new ScrambledLeaves(size);
    }

    /** Every picture has the settings' contrast within 1e-4 and a mean within 0.02 of mid-grey. */
    public StimulusBank generate() {
        return new StimulusBank(
                pictures(CHOOSABLE, settings.choosable(), ""),
                pictures(HELD_OUT, settings.heldOut(), "held-out-"),
                String.format(
                        Locale.ROOT,
                        "generated: 1/f noise, dead leaves, phase-scrambled textures; %s, contrast rms %s, seed %d",
                        settings.size(),
                        settings.contrastRms(),
                        settings.seed()));
    }

    private List<StimulusImage> pictures(int part, int count, String prefix) {
        PictureKind[] kinds = PictureKind.values();
        List<StimulusImage> pictures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            PictureKind kind = kinds[i % kinds.length];
            String id = String.format(Locale.ROOT, "%s%s-%04d", prefix, kind.label(), i);
            PictureRandom random = PictureRandom.forPicture(settings.seed(), part, i);
            pictures.add(new StimulusImage(id, settings.size(), usable(kind, random)));
        }
        return pictures;
    }

    private float[] usable(PictureKind kind, PictureRandom random) {
        for (int draw = 0; draw < MAX_DRAWS; draw++) {
            float[] pixels = draw(kind, random);
            if (isVaried(pixels) && bringToContrast(pixels)) {
                return pixels;
            }
        }
        throw new IllegalArgumentException("bank: no " + kind.label() + " picture of " + settings.size()
                + " reaches a contrast rms of " + settings.contrastRms() + "; lower the contrast");
    }

    private float[] draw(PictureKind kind, PictureRandom random) {
        return switch (kind) {
            case PINK_NOISE -> pinkNoise.draw(random);
            case DEAD_LEAVES -> deadLeaves.draw(random);
            case SCRAMBLED_LEAVES -> scrambledLeaves.draw(random);
        };
    }

    private static boolean isVaried(float[] pixels) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float p : pixels) {
            min = Math.min(min, p);
            max = Math.max(max, p);
        }
        return max - min > 1e-3f * Math.max(Math.abs(max), Math.abs(min));
    }

    /** Clipping moves the mean, so mean and contrast are set in turn; false where the mean stays off. */
    private boolean bringToContrast(float[] pixels) {
        for (int round = 0; round < MEAN_ROUNDS; round++) {
            double mean = mean(pixels);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] -= (float) mean;
            }
            ContrastEnergy.normalize(pixels, settings.contrastRms());
        }
        return Math.abs(mean(pixels)) <= MAX_ABS_MEAN;
    }

    private static double mean(float[] pixels) {
        double sum = 0;
        for (float p : pixels) {
            sum += p;
        }
        return sum / pixels.length;
    }
}
