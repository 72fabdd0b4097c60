package org.loopscope.stimulus.simulated;

/** Where a simulated photodiode's signal goes: into the simulated timing device. */
@FunctionalInterface
public interface PhotodiodeLine {
    /**
     * The patch on the screen has changed. Called in order of time, on the thread that polls the display, after the
     * moment has passed.
     *
     * @param rising true when the patch went bright
     * @param sessionNs when its light changed, session clock
     */
    void edge(boolean rising, long sessionNs);
}
