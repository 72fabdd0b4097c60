package org.loopscope.inference.encoder;

import java.util.Optional;
import org.loopscope.inference.opencl.OpenClBackend;
import org.loopscope.inference.opencl.OpenClUnavailable;
import org.loopscope.inference.tensor.DeviceChoice;
import org.loopscope.inference.tensor.JavaBackend;

/**
 * A model on the device that the user asked for.
 *
 * @param model to be closed by the caller
 * @param notice one line for the user where the choice was left to us and plain Java had to do
 */
public record OpenedEncoder(NetworkModel model, Optional<String> notice) {
    /** @throws OpenClUnavailable where OpenCL was asked for and there is no device */
    public static OpenedEncoder open(EncoderSettings settings, DeviceChoice choice) {
        return switch (choice) {
            case JAVA -> new OpenedEncoder(onJava(settings), Optional.empty());
            case OPENCL -> new OpenedEncoder(onOpenCl(settings), Optional.empty());
            case AUTO -> automatic(settings);
        };
    }

    private static OpenedEncoder automatic(EncoderSettings settings) {
        try {
            return new OpenedEncoder(onOpenCl(settings), Optional.empty());
        } catch (OpenClUnavailable none) {
            String notice = "The model runs in plain Java, several times slower: " + none.getMessage();
            return new OpenedEncoder(onJava(settings), Optional.of(notice));
        }
    }

    private static NetworkModel onJava(EncoderSettings settings) {
        return new NetworkModel(settings, new JavaBackend());
    }

    private static NetworkModel onOpenCl(EncoderSettings settings) {
        return new NetworkModel(settings, OpenClBackend.open());
    }
}
