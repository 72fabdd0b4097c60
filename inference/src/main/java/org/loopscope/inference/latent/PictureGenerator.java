package org.loopscope.inference.latent;

import java.util.List;
import org.loopscope.stimulus.StimulusImage;

/**
 * A small convolutional generator trained on a bank, by generative latent optimization (Bojanowski et al. 2018): weights
 * and the bank's codes are learnt together, so that each code gives its picture back (mean squared difference of the
 * pixels). A picture is the sum of a linear part, the bank's principal components, and of what the convolutions make of the
 * same code; codes begin as those of the components. There is no adversary in it, so the same bank and seed give the same
 * generator, to the bit.
 */
public final class PictureGenerator implements LatentCode {
    private final PrincipalComponents linear;
    private final GeneratorNetwork network;
    private final float[] weights;
    private final float[] bankCodes;
    private final double explained;

    PictureGenerator(
            PrincipalComponents linear,
            GeneratorNetwork network,
            float[] weights,
            float[] bankCodes,
            double explained) {
        this.linear = linear;
        this.network = network;
        this.weights = weights;
        this.bankCodes = bankCodes;
        this.explained = explained;
    }

    /**
     * Trains one. For 1,000 pictures of 32x32 and the default settings: some 20 s on one core, 3 MB.
     *
     * @throws IllegalArgumentException for a bank of fewer than two pictures
     */
    public static PictureGenerator trained(List<StimulusImage> bank, GeneratorSettings settings) {
        return new GeneratorTraining(bank, settings).run();
    }

    /** Share of the bank's variance about its mean picture that its codes give back. */
    public double explained() {
        return explained;
    }

    @Override
    public int length() {
        return network.codeLength();
    }

    @Override
    public int pixels() {
        return network.pixels();
    }

    @Override
    public int bankPictures() {
        return bankCodes.length / length();
    }

    @Override
    public void bankCode(int picture, float[] codes, int offset) {
        System.arraycopy(bankCodes, picture * length(), codes, offset, length());
    }

    /** That of the linear part. */
    @Override
    public float size(int place) {
        return linear.size(place);
    }

    @Override
    public void decode(float[] codes, int codeOffset, float[] pictures, int pictureOffset) {
        linear.decode(codes, codeOffset, pictures, pictureOffset);
        network.addTo(weights, codes, codeOffset, pictures, pictureOffset);
    }

    /** Runs the network forward first, so it does not matter what was decoded before. */
    @Override
    public void gradient(
            float[] codes, int codeOffset, float[] pictureGradients, int pictureOffset, float[] codeGradients) {
        linear.gradient(codes, codeOffset, pictureGradients, pictureOffset, codeGradients);
        network.forward(weights, codes, codeOffset);
        network.backward(weights, codes, codeOffset, pictureGradients, pictureOffset, codeGradients, null);
    }
}
