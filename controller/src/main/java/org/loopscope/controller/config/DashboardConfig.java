package org.loopscope.controller.config;

/** The page on which a session is watched and steered. */
public sealed interface DashboardConfig {
    /**
     * A page that the controller serves.
     *
     * @param bind address to listen on
     * @param port to listen on, or where that is taken one of the next; 0 for any free one
     */
    record Served(String bind, int port) implements DashboardConfig {}

    /** No page. */
    record Off() implements DashboardConfig {}
}
