package org.loopscope.acquisition.simulated;

/**
 * What lies under the simulated microscope.
 *
 * @param indicator what the cells express
 * @param somaDiameterPx mean diameter of a cell body
 * @param neuropilFraction share of a resting cell's mask brightness that is neuropil, 0 to 0.9
 * @param brightnessLogSd standard deviation of the logarithm of the cells' brightness
 */
public record TissueSettings(
        Indicator indicator, double somaDiameterPx, double neuropilFraction, double brightnessLogSd) {
    public TissueSettings {
        SimulatedRigSettings.check("soma diameter", somaDiameterPx, 4, 60, "px");
        SimulatedRigSettings.check("neuropil fraction", neuropilFraction, 0, 0.9, "of a mask");
        SimulatedRigSettings.check("spread of brightness", brightnessLogSd, 0, 1, "(log)");
    }
}
