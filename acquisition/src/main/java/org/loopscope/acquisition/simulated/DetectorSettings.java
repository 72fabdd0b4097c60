package org.loopscope.acquisition.simulated;

/**
 * The simulated microscope's light and detector.
 *
 * @param noisePercentPerSqrtHz shot noise on the dF/F of the median cell's mean over its whole mask, in %/sqrt(Hz):
 *     {@code 100 * median|diff(dF/F)| / sqrt(rate)} (CASCADE, Rupprecht et al. 2021)
 * @param restingCounts brightness of the median cell at rest above the offset, camera counts; together with the noise
 *     it fixes the counts per photon
 * @param offsetCounts camera counts in the dark
 */
public record DetectorSettings(double noisePercentPerSqrtHz, double restingCounts, double offsetCounts) {
    public DetectorSettings {
        SimulatedRigSettings.check("noise", noisePercentPerSqrtHz, 0.05, 50, "%/sqrt(Hz)");
        SimulatedRigSettings.check("resting brightness", restingCounts, 10, 5000, "counts");
        SimulatedRigSettings.check("offset", offsetCounts, 0, 10000, "counts");
    }
}
