package org.loopscope.firmware.clock;

/** The session clock of a real-time session; monotonic, whatever the computer's clock does. */
public final class SystemSessionClock implements SessionClock {
    private final long startNs;

    /** Zero is the moment of construction. */
    public SystemSessionClock() {
        this(0);
    }

    /** @param nowNs the time at construction, where a session goes on */
    public SystemSessionClock(long nowNs) {
        startNs = System.nanoTime() - nowNs;
    }

    @Override
    public long nowNs() {
        return System.nanoTime() - startNs;
    }
}
