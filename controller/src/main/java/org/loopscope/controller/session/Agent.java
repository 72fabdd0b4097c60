package org.loopscope.controller.session;

/**
 * One role of a running session: a duty cycle that never blocks. Called by one thread only; at full speed and in tests
 * several agents share a thread.
 */
public interface Agent {
    /** Name of the role, and of its thread. */
    String role();

    /** Does what there is to do now; false when there was nothing. An exception ends the session. */
    boolean doWork();

    /** True when the agent will never have work again. */
    boolean finished();
}
