package org.loopscope.controller.protocol;

import java.util.stream.IntStream;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.TriggerConfig;
import org.loopscope.inference.policy.ActivityTrigger;
import org.loopscope.inference.policy.TriggerSettings;
import org.loopscope.inference.policy.TriggerSettings.Direction;

/** The classic closed loop while it runs: watches every frame, says when the threshold is crossed. */
final class TriggerRun {
    private final TriggerConfig config;
    private final ActivityTrigger trigger;
    private final TriggerSettings settings;

    TriggerRun(BlockConfig.Triggered block, int neurons) {
        config = block.trigger();
        int[] watched = config.neurons().length > 0
                ? config.neurons()
                : IntStream.range(0, neurons).toArray();
        for (int neuron : watched) {
            if (neuron >= neurons) {
                throw new IllegalArgumentException("block '" + block.name() + "' watches neuron " + neuron
                        + ", but the calibration found " + neurons + " cells: choose one of 0 to " + (neurons - 1));
            }
        }
        settings = new TriggerSettings(
                watched,
                config.signal(),
                Direction.RISING,
                config.threshold(),
                config.hysteresis(),
                config.refractoryNs());
        trigger = new ActivityTrigger(settings);
    }

    boolean fires(ImagedFrame frame, long nowNs) {
        return trigger.crossed(signal(frame), nowNs);
    }

    /** Fires at crossings of this from now on; what was held back by the refractory time still is. */
    void threshold(double threshold) {
        trigger.threshold(threshold);
    }

    TriggerConfig.Action action() {
        return config.action();
    }

    /** The watched neurons' mean in this frame. */
    float drive(ImagedFrame frame) {
        float[] signal = signal(frame);
        float sum = 0;
        for (int neuron : settings.neurons()) {
            sum += signal[neuron];
        }
        return sum / settings.neurons().length;
    }

    private float[] signal(ImagedFrame frame) {
        return switch (config.signal()) {
            case EVENTS -> frame.events;
            case DF_OVER_F -> frame.dfOverF;
        };
    }
}
