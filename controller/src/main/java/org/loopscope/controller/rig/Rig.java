package org.loopscope.controller.rig;

import java.util.function.LongConsumer;
import org.loopscope.controller.summary.Truth;
import org.loopscope.firmware.TimingDevice;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusPresenter;

/**
 * Everything outside the controller: where activity comes from, what stamps and pulses, what shows pictures.
 *
 * @param name for the log
 * @param focus lets the microscope tick at a session time before the start, for the check list: a real one scans to
 *     focus
 * @param truth what is known of the neurons, asked after the end
 * @param truthWriter writes the ground truth beside the log, where there is one
 */
public record Rig(
        String name,
        ActivityInput input,
        TimingDevice device,
        StimulusPresenter presenter,
        StimulusBank bank,
        LongConsumer focus,
        Truth truth,
        TruthWriter truthWriter)
        implements AutoCloseable {

    /** Outputs first. A part that fails does not keep the others open; the first failure is thrown in the end. */
    @Override
    public void close() {
        try (input;
                device;
                presenter) {
            lower();
        }
    }

    private void lower() {
        try {
            device.makeSafe();
        } catch (RuntimeException e) {
            // The session has told of it; closing the device tries again, and throws if it cannot.
            return;
        }
    }
}
