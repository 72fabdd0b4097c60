package org.loopscope.controller.config;

/**
 * The rig's hardware.
 *
 * @param name rig's name, part of every MQTT topic
 * @param timingDevice what stamps edges and times pulses
 * @param maxPulseNs the longest pulse that the device accepts
 * @param clockDriftPpm how fast a simulated device's clock runs
 * @param stallTimeoutNs how long a source may be silent before it counts as stalled and the session ends
 * @param startTriggerNs when a simulated rig sends its start trigger to an armed session
 */
public record RigConfig(
        String name,
        TimingDeviceKind timingDevice,
        long maxPulseNs,
        double clockDriftPpm,
        double refreshHz,
        long stallTimeoutNs,
        long startTriggerNs) {
    /** Kinds of timing device. */
    public enum TimingDeviceKind {
        SIMULATED,
        GPIO
    }
}
