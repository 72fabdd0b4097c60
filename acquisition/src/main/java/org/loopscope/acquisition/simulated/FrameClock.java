package org.loopscope.acquisition.simulated;

/** The microscope's frame clock output: wired to a timing device's input line. Called by the acquisition thread. */
@FunctionalInterface
public interface FrameClock {
    /** A clock output that nothing is connected to. */
    FrameClock UNCONNECTED = sessionNs -> {};

    /**
     * A frame's exposure has started; called once for each frame in order, also for one that is lost later, at the
     * first poll at or after it.
     *
     * @param sessionNs when it started, session clock, nanoseconds
     */
    void frameStarted(long sessionNs);
}
