package org.loopscope.inference.synthesis;

/**
 * How a most exciting image is climbed to. Lengths are in pixels of a picture whose shorter side has 32, and scale with
 * that side.
 *
 * @param startsPerNeuron independent random starts for each target neuron
 * @param steps gradient steps for each start
 * @param contrastRms contrast energy of every image: root mean square about mid-grey after clipping to [-1, 1]
 * @param initialNoiseSigmaPx Gaussian smoothing of the white noise that each start begins with
 * @param firstStep size of the first step, as root mean square relative to {@code contrastRms}
 * @param lastStep size of the last step; between them the size falls geometrically
 * @param firstBlurSigmaPx Gaussian blur of the image after the first step
 * @param lastBlurSigmaPx blur after the last step; between them it falls linearly
 * @param gradient smoothing of each gradient before it is followed
 * @param backgroundShare share q of a natural picture in what the gradient is taken at: the image times
 *     {@code sqrt(1 - q^2)} plus q times the picture; 0 takes the gradient at the image alone
 */
public record AscentSettings(
        int startsPerNeuron,
        int steps,
        double contrastRms,
        double initialNoiseSigmaPx,
        double firstStep,
        double lastStep,
        double firstBlurSigmaPx,
        double lastBlurSigmaPx,
        GradientSmoothing gradient,
        double backgroundShare) {

    /** The side that lengths are given for. */
    public static final double REFERENCE_SIDE_PX = 32;

    public AscentSettings {
        require(startsPerNeuron >= 1, "starts per neuron", startsPerNeuron, "at least 1");
        require(steps >= 1, "steps", steps, "at least 1");
        require(contrastRms > 0 && contrastRms <= 1, "contrast rms", contrastRms, "above 0 and at most 1");
        requireLength("initial noise sigma", initialNoiseSigmaPx);
        require(firstStep > 0 && Double.isFinite(firstStep), "first step", firstStep, "a number above 0");
        require(lastStep > 0 && lastStep <= firstStep, "last step", lastStep, "above 0 and at most the first step");
        requireLength("first blur sigma", firstBlurSigmaPx);
        requireLength("last blur sigma", lastBlurSigmaPx);
        require(lastBlurSigmaPx <= firstBlurSigmaPx, "last blur sigma", lastBlurSigmaPx, "at most the first");
        require(backgroundShare >= 0 && backgroundShare < 1, "background share", backgroundShare, "0 or more, below 1");
    }

    /** Settings found best for models fitted to about 1,000 noisy single trials of V1-like cells. */
    public static AscentSettings defaults() {
        return new AscentSettings(4, 60, 0.3, 1.5, 1.0, 0.1, 1.0, 0.0, new GradientSmoothing.Gaussian(0.5), 0.95);
    }

    /** The same with other numbers of starts and steps, and another contrast energy. */
    public AscentSettings with(int newStartsPerNeuron, int newSteps, double newContrastRms) {
        return with(newStartsPerNeuron, newSteps, newContrastRms, backgroundShare);
    }

    /** The same without a background: the ascent of Walker et al. 2019, best where the model can be trusted everywhere. */
    public AscentSettings withoutBackground() {
        return with(startsPerNeuron, steps, contrastRms, 0);
    }

    /** The same with gradients smoothed in another way. */
    public AscentSettings with(GradientSmoothing newGradient) {
        return new AscentSettings(
                startsPerNeuron,
                steps,
                contrastRms,
                initialNoiseSigmaPx,
                firstStep,
                lastStep,
                firstBlurSigmaPx,
                lastBlurSigmaPx,
                newGradient,
                backgroundShare);
    }

    private AscentSettings with(
            int newStartsPerNeuron, int newSteps, double newContrastRms, double newBackgroundShare) {
        return new AscentSettings(
                newStartsPerNeuron,
                newSteps,
                newContrastRms,
                initialNoiseSigmaPx,
                firstStep,
                lastStep,
                firstBlurSigmaPx,
                lastBlurSigmaPx,
                gradient,
                newBackgroundShare);
    }

    /**
     * Size of a step, relative to where it starts from.
     *
     * @param progress 0 at the first step, 1 at the last
     */
    double stepAt(double progress) {
        return firstStep * Math.pow(lastStep / firstStep, progress);
    }

    static void requireLength(String what, double value) {
        require(value >= 0 && value <= REFERENCE_SIDE_PX, what, value, "0 to " + REFERENCE_SIDE_PX + " px");
    }

    static void require(boolean holds, String what, double value, String range) {
        if (!holds) {
            throw new IllegalArgumentException("synthesis: " + what + " is " + value + ", give " + range);
        }
    }
}
