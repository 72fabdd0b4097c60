package org.loopscope.firmware.clock;

/**
 * The one time base of a session: monotonic nanoseconds since the session's start. Every device clock is mapped onto
 * it. Safe to read from any thread.
 */
public interface SessionClock {
    long nowNs();
}
