package org.loopscope.acquisition.camera;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a camera is told before it runs. Whatever is left empty stays as the camera has it.
 *
 * @param camera its id as {@code ./loopscope doctor} shows it, its address, or its name
 * @param rateHz frames a second; with a trigger what the trigger is expected to give
 * @param region of the sensor
 * @param exposureUs exposure, microseconds
 * @param gain in the camera's own unit, decibels for most
 * @param trigger the input line that starts each frame, such as Line1; a camera without runs freely
 * @param packetBytes largest packet of a GigE camera with its headers; found out by trial when empty
 * @param buffers frames that may wait in memory to be taken
 */
public record CameraSettings(
        String camera,
        MonoFormat pixels,
        double rateHz,
        Optional<Region> region,
        OptionalDouble exposureUs,
        OptionalDouble gain,
        Optional<String> trigger,
        OptionalInt packetBytes,
        int buffers) {
    /** Ten of the largest frames are 320 MB; at 30 Hz sixteen bear half a second. */
    public static final int USUAL_BUFFERS = 16;

    /** A part of the sensor, in pixels of the sensor. */
    public record Region(int x, int y, int widthPx, int heightPx) {
        public Region {
            if (x < 0 || y < 0 || widthPx < 1 || heightPx < 1) {
                throw new IllegalArgumentException("a camera's region is x, y, width and height, was " + x + ", " + y
                        + ", " + widthPx + ", " + heightPx);
            }
        }
    }

    public CameraSettings {
        if (camera.isBlank()) {
            throw new IllegalArgumentException("a camera needs its id, address or name; ./loopscope doctor lists them");
        }
        if (buffers < 3 || buffers > 256) {
            throw new IllegalArgumentException("a camera's frames need 3 to 256 buffers, not " + buffers);
        }
    }

    /** A freely running camera that keeps its own region, exposure and gain. */
    public CameraSettings(String camera, MonoFormat pixels, double rateHz) {
        this(
                camera,
                pixels,
                rateHz,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                USUAL_BUFFERS);
    }
}
