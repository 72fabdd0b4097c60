package org.loopscope.firmware;

/** What a device did with a {@link Pulse}: its rise on both clocks, as the device reported it, nanoseconds. */
public record ExecutedPulse(Pulse request, long deviceOnsetNs, long sessionOnsetNs) {}
