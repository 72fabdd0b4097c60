package org.loopscope.inference.latent;

import java.util.List;
import org.loopscope.stimulus.StimulusImage;

/**
 * A bank's principal components as a code: each number weighs one component, in units of its standard deviation over the
 * bank. Immutable: any thread.
 */
public final class PrincipalComponents implements LatentCode {
    private final int pixels;
    private final float[] mean;
    /** Row j is component j times its standard deviation. */
    private final float[][] scaled;

    private final float[][] bankCodes;
    private final double explained;

    private PrincipalComponents(float[] mean, float[][] scaled, float[][] bankCodes, double explained) {
        this.pixels = mean.length;
        this.mean = mean;
        this.scaled = scaled;
        this.bankCodes = bankCodes;
        this.explained = explained;
    }

    /**
     * The components of the largest variance, by randomized subspace iteration (Halko, Martinsson and Tropp 2011), from a
     * seed of its own: the same bank gives the same code.
     *
     * @param length how many; fewer are kept where the bank has fewer pictures or pixels
     * @throws IllegalArgumentException for a bank of fewer than two pictures
     */
    public static PrincipalComponents of(List<StimulusImage> bank, int length) {
        if (bank.size() < 2 || length < 1) {
            throw new IllegalArgumentException("a code of " + length + " principal components of " + bank.size()
                    + " pictures: give at least 1 component and 2 pictures");
        }
        int pixels = bank.getFirst().pixels().length;
        float[] mean = new float[pixels];
        for (StimulusImage picture : bank) {
            for (int p = 0; p < pixels; p++) {
                mean[p] += picture.pixels()[p] / bank.size();
            }
        }
        float[][] centered = new float[bank.size()][pixels];
        double variance = 0;
        for (int i = 0; i < centered.length; i++) {
            for (int p = 0; p < pixels; p++) {
                centered[i][p] = bank.get(i).pixels()[p] - mean[p];
                variance += (double) centered[i][p] * centered[i][p] / centered.length;
            }
        }
        PrincipalAxes axes = PrincipalAxes.of(centered, Math.min(length, Math.min(bank.size() - 1, pixels)));
        return scaled(mean, centered, axes, variance);
    }

    private static PrincipalComponents scaled(float[] mean, float[][] centered, PrincipalAxes axes, double variance) {
        int length = axes.count();
        float[][] scaled = new float[length][mean.length];
        float[][] codes = new float[centered.length][length];
        double kept = 0;
        for (int j = 0; j < length; j++) {
            double sd = Math.sqrt(axes.variance(j));
            kept += axes.variance(j);
            for (int p = 0; p < mean.length; p++) {
                scaled[j][p] = (float) (sd * axes.axis(j)[p]);
            }
            for (int i = 0; i < codes.length; i++) {
                codes[i][j] = sd > 0 ? (float) (PrincipalAxes.dot(axes.axis(j), centered[i]) / sd) : 0;
            }
        }
        return new PrincipalComponents(mean, scaled, codes, kept / variance);
    }

    /** Share of the bank's variance about its mean picture that the components hold. */
    public double explained() {
        return explained;
    }

    @Override
    public int length() {
        return scaled.length;
    }

    @Override
    public int pixels() {
        return pixels;
    }

    @Override
    public int bankPictures() {
        return bankCodes.length;
    }

    @Override
    public void bankCode(int picture, float[] codes, int offset) {
        System.arraycopy(bankCodes[picture], 0, codes, offset, scaled.length);
    }

    @Override
    public float size(int place) {
        return (float) Math.sqrt(PrincipalAxes.dot(scaled[place], scaled[place]) / pixels);
    }

    @Override
    public void decode(float[] codes, int codeOffset, float[] pictures, int pictureOffset) {
        System.arraycopy(mean, 0, pictures, pictureOffset, pixels);
        for (int j = 0; j < scaled.length; j++) {
            float weight = codes[codeOffset + j];
            float[] component = scaled[j];
            for (int p = 0; p < pixels; p++) {
                pictures[pictureOffset + p] += weight * component[p];
            }
        }
    }

    @Override
    public void gradient(
            float[] codes, int codeOffset, float[] pictureGradients, int pictureOffset, float[] codeGradients) {
        for (int j = 0; j < scaled.length; j++) {
            double sum = 0;
            for (int p = 0; p < pixels; p++) {
                sum += (double) scaled[j][p] * pictureGradients[pictureOffset + p];
            }
            codeGradients[codeOffset + j] = (float) sum;
        }
    }
}
