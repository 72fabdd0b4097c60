package org.loopscope.firmware;

/** The lines of a rig, by what they carry. Inputs come from the rig, outputs go to it. */
public enum Line {
    /** Input: one rising edge at the start of each frame's exposure. */
    FRAME_CLOCK,
    /** Input: the photodiode on the screen's timing patch; an edge at each change of stimulus. */
    PHOTODIODE,
    /** Input: the microscope's or the operator's start trigger. */
    START_TRIGGER,
    /** Output: the closed loop's pulse, for instance to a laser or a valve. */
    STIMULATION,
    /** Output: high while the session runs; starts a microscope that waits for a trigger. */
    ACQUISITION_ENABLE;

    public boolean isOutput() {
        return this == STIMULATION || this == ACQUISITION_ENABLE;
    }
}
