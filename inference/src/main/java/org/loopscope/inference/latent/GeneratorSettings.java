package org.loopscope.inference.latent;

/**
 * A picture generator and how it is trained.
 *
 * @param codeLength numbers in a code
 * @param coarseChannels channels of the map that the code is first written to, at a quarter of the picture's side
 * @param middleChannels channels at half the side
 * @param fineChannels channels at the full side
 * @param epochs passes through the bank
 * @param batch pictures per optimiser step
 * @param weightRate learning rate of the weights (Adam)
 * @param codeRate learning rate of the codes (Adam)
 * @param seed of the initial weights and of the order of the pictures
 */
public record GeneratorSettings(
        int codeLength,
        int coarseChannels,
        int middleChannels,
        int fineChannels,
        int epochs,
        int batch,
        double weightRate,
        double codeRate,
        long seed) {
    public GeneratorSettings {
        require(codeLength, "numbers in a code");
        require(coarseChannels, "coarse channels");
        require(middleChannels, "middle channels");
        require(fineChannels, "fine channels");
        require(epochs, "epochs");
        require(batch, "pictures in a batch");
        if (!(weightRate > 0) || !(codeRate >= 0)) {
            throw new IllegalArgumentException("picture generator: learning rates of " + weightRate + " (weights) and "
                    + codeRate + " (codes): give one above 0 and one of at least 0");
        }
    }

    /** What a session uses: about 70,000 weights, 64 numbers to a picture. */
    public static GeneratorSettings defaults(long seed) {
        return new GeneratorSettings(64, 16, 8, 8, 6, 8, 1e-2, 5e-2, seed);
    }

    private static void require(int count, String what) {
        if (count < 1) {
            throw new IllegalArgumentException("picture generator: " + count + " " + what + "; at least 1 is needed");
        }
    }
}
