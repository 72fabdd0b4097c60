package org.loopscope.controller.log.nwb;

import org.loopscope.acquisition.activity.SpikeMethod;

/**
 * What the pictures of the brain were taken with and of.
 *
 * @param deviceName name of the microscope or the recording, without slashes
 * @param indicator such as GCaMP6s
 * @param location brain area
 * @param pixelSizeUm side of a pixel in the tissue, micrometres; 0 when not known
 * @param spikes how events were read back from the traces
 * @param settledLagFrames how many frames later an event counted as settled
 * @param imagedChannel the channel that shows the indicator, from 0; what others show is not known
 */
public record NwbImaging(
        String deviceName,
        String deviceDescription,
        String indicator,
        String location,
        double excitationLambdaNm,
        double emissionLambdaNm,
        double pixelSizeUm,
        SpikeMethod spikes,
        int settledLagFrames,
        int imagedChannel) {
    public NwbImaging {
        if (deviceName.isBlank() || deviceName.contains("/") || deviceName.contains("\\")) {
            throw new IllegalArgumentException("device name is \"" + deviceName + "\": give it a name without slashes");
        }
        requireWavelength(excitationLambdaNm, "excitation");
        requireWavelength(emissionLambdaNm, "emission");
        if (!(pixelSizeUm >= 0)) {
            throw new IllegalArgumentException("pixel size is " + pixelSizeUm + " um: give 0 when it is not known");
        }
    }

    private static void requireWavelength(double nm, String what) {
        if (!(nm >= 100 && nm <= 10_000)) {
            throw new IllegalArgumentException(what + " wavelength is " + nm + ": give it in nanometres");
        }
    }
}
