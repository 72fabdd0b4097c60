package org.loopscope.controller.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.loopscope.acquisition.camera.CameraSettings;
import org.loopscope.acquisition.camera.CameraSettings.Region;
import org.loopscope.acquisition.camera.MonoFormat;
import org.loopscope.controller.config.Unit.Dimension;

/** Reads which camera frames come from, and what it is told. What the file leaves out stays as the camera has it. */
final class CameraSourceReader {
    private static final int SMALLEST_PACKET = 576;
    private static final int LARGEST_PACKET = 16_384;
    private static final int FROM_THE_CAMERA = 0;
    private static final double NS_PER_US = 1e3;

    private CameraSourceReader() {}

    static SourceConfig.Camera camera(Section source) {
        double rateHz = source.quantity("rate", Dimension.FREQUENCY, 30);
        if (!(rateHz > 0 && rateHz <= 2000)) {
            return source.reject("rate", "must be above 0 and at most 2000 Hz, was " + rateHz + " Hz");
        }
        double exposureNs = source.quantity("exposure", Dimension.TIME, Double.NaN);
        double gain = source.number("gain", Double.NaN, 0, 1000);
        String trigger = source.text("trigger", "");
        String camera = source.text("camera");
        if (camera.isBlank()) {
            return source.reject("camera", "must be its id, address or name; ./loopscope doctor lists them");
        }
        int packetBytes = source.integer("packet_size", FROM_THE_CAMERA, SMALLEST_PACKET, LARGEST_PACKET);
        return new SourceConfig.Camera(new CameraSettings(
                camera,
                source.choice("pixel_format", MonoFormat.class, MonoFormat.MONO16),
                rateHz,
                region(source),
                Double.isNaN(exposureNs) ? OptionalDouble.empty() : OptionalDouble.of(exposureNs / NS_PER_US),
                Double.isNaN(gain) ? OptionalDouble.empty() : OptionalDouble.of(gain),
                trigger.isEmpty() ? Optional.empty() : Optional.of(trigger),
                packetBytes == FROM_THE_CAMERA ? OptionalInt.empty() : OptionalInt.of(packetBytes),
                source.integer("buffers", CameraSettings.USUAL_BUFFERS, 3, 256)));
    }

    private static Optional<Region> region(Section source) {
        List<String> texts = source.texts("region");
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        try {
            int[] numbers = texts.stream().mapToInt(Integer::parseInt).toArray();
            if (numbers.length == 4) {
                return Optional.of(new Region(numbers[0], numbers[1], numbers[2], numbers[3]));
            }
        } catch (IllegalArgumentException e) {
            return source.reject("region", "must be [x, y, width, height] in pixels of the sensor, was " + texts);
        }
        return source.reject("region", "must be [x, y, width, height] in pixels of the sensor, was " + texts);
    }
}
