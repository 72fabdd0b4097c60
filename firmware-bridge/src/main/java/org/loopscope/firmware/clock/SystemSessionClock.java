package org.loopscope.firmware.clock;

/** The session clock of a real-time session; zero is the moment of construction. */
public final class SystemSessionClock implements SessionClock {
    private final long startNs = System.nanoTime();

    @Override
    public long nowNs() {
        return System.nanoTime() - startNs;
    }
}
