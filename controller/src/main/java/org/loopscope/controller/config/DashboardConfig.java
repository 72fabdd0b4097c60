package org.loopscope.controller.config;

/** The page on which a session is watched and steered. */
public sealed interface DashboardConfig {
    /**
     * A page that the controller serves, always to this machine.
     *
     * @param bind another address to serve it on, by TLS and with a token; of this machine for none
     * @param port for this machine, or where that is taken one of the next; 0 for any free one
     * @param tlsPort for others, likewise
     */
    record Served(String bind, int port, int tlsPort) implements DashboardConfig {
        /** Whether other machines are served too. */
        public boolean isReachable() {
            return !NetworkConfig.isThisMachineOnly(bind);
        }
    }

    /** No page. */
    record Off() implements DashboardConfig {}
}
