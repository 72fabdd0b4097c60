package org.loopscope.acquisition.file.movie;

import org.loopscope.acquisition.Frame;

/**
 * In which order a recording stores its images, and the address that each has as a frame. An exposure is one image per
 * channel; a volume is {@code planes * exposuresPerPlane} exposures, then the flyback, whose images are no frames.
 *
 * @param exposuresPerPlane how often a plane is exposed before the next one, usually 1
 * @param flyback exposures while the objective returns
 * @param planesFirst images go through the planes before the channels; otherwise channels change fastest
 */
public record FrameOrder(int channels, int planes, int exposuresPerPlane, int flyback, boolean planesFirst) {
    public FrameOrder {
        if (channels < 1 || channels > 8 || planes < 1 || planes > 64) {
            throw new IllegalArgumentException(
                    "1 to 64 planes and 1 to 8 channels are supported, not " + planes + " and " + channels);
        }
        if (exposuresPerPlane < 1 || exposuresPerPlane > 1_000_000 || flyback < 0 || flyback > 1_000) {
            throw new IllegalArgumentException("volumes of " + planes + " planes, " + exposuresPerPlane
                    + " exposures each, and " + flyback + " flyback frames are not supported");
        }
        if (planesFirst && (flyback > 0 || exposuresPerPlane > 1)) {
            throw new IllegalArgumentException("planes before channels leaves no room for flyback or repeats");
        }
    }

    public static FrameOrder of(int channels, int planes) {
        return new FrameOrder(channels, planes, 1, 0, false);
    }

    /** Exposures of a volume that are frames. */
    public long keptPerVolume() {
        return (long) planes * exposuresPerPlane;
    }

    /** All exposures of a volume. */
    public long exposuresPerVolume() {
        return keptPerVolume() + flyback;
    }

    public boolean isFlyback(long exposure) {
        return exposure % exposuresPerVolume() >= keptPerVolume();
    }

    /** How many frames {@code images} stored images make: of whole exposures, without the flyback. */
    public long frames(long images) {
        long exposures = images / channels;
        if (planesFirst) {
            exposures = exposures / planes * planes;
        }
        long rest = Math.min(exposures % exposuresPerVolume(), keptPerVolume());
        return (exposures / exposuresPerVolume() * keptPerVolume() + rest) * channels;
    }

    /** The exposure, flyback counted, of a frame by its running number. */
    public long exposureOf(long frame) {
        long kept = frame / channels;
        return kept / keptPerVolume() * exposuresPerVolume() + kept % keptPerVolume();
    }

    /** Where the frame with this running number is among the stored images. */
    public long imageOf(long frame) {
        int channel = (int) (frame % channels);
        long exposure = exposureOf(frame);
        return planesFirst
                ? (exposure / planes * channels + channel) * planes + exposure % planes
                : exposure * channels + channel;
    }

    /** Sets a frame's address. The exposure must not be flyback. */
    public void address(long exposure, int channel, Frame into) {
        long within = exposure % exposuresPerVolume();
        into.index = (exposure / exposuresPerVolume() * keptPerVolume() + within) * channels + channel;
        into.plane = (int) (within / exposuresPerPlane);
        into.channel = channel;
    }

    /** Frames' exposures a second, from all exposures a second. */
    public double keptRateHz(double exposureRateHz) {
        return exposureRateHz * keptPerVolume() / exposuresPerVolume();
    }

    /** The reverse of {@link #keptRateHz}. */
    public double exposureRateHz(double keptRateHz) {
        return keptRateHz * exposuresPerVolume() / keptPerVolume();
    }
}
