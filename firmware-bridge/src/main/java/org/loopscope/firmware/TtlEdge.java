package org.loopscope.firmware;

/**
 * A level change seen on an input line of a timing device.
 *
 * @param line the device's input line, see {@link Line}
 * @param rising true when the line went high
 * @param deviceNs the edge on the device's own clock, nanoseconds
 * @param sessionNs the same edge mapped onto the session clock, nanoseconds
 */
public record TtlEdge(Line line, boolean rising, long deviceNs, long sessionNs) {}
