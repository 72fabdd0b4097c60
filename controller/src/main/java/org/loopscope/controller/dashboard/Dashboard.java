package org.loopscope.controller.dashboard;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.loopscope.controller.RigThreads;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.firmware.clock.SessionClock;

/** The page on which a session is watched and steered, from before the session begins until after it has ended. */
public final class Dashboard implements AutoCloseable {
    private static final int MOST_CALLS = 4096;
    private static final long IDLE_NS = 2_000_000;
    private static final long PATIENCE_MS = 3_000;

    private final RigThreads threads = new RigThreads();
    private final BlockingQueue<PageCall> calls;
    private final PageAgent agent;
    private final PageServer server;

    private Dashboard(PageServer server, PageAgent agent, BlockingQueue<PageCall> calls) {
        this.server = server;
        this.agent = agent;
        this.calls = calls;
    }

    /**
     * Serves the page.
     *
     * @param bind address to listen on
     * @param port to listen on, or where that is taken one of the next; 0 for any free one
     * @param network what other machines need; empty where only this one is served
     * @param realTime runs in real time, also in a session at full speed
     * @param failed told in one line when the pages have to be given up
     * @throws DashboardStartException when it cannot be served
     */
    public static Dashboard open(
            String bind,
            int port,
            Optional<PageNetwork> network,
            CommandDesk desk,
            SessionClock realTime,
            String version,
            String rig,
            Consumer<String> failed) {
        BlockingQueue<PageCall> calls = new ArrayBlockingQueue<>(MOST_CALLS);
        PageServer server = PageServer.start(bind, port, network, calls);
        PageAgent agent = new PageAgent(calls, desk, realTime, version, rig, failed);
        Dashboard dashboard = new Dashboard(server, agent, calls);
        dashboard.threads.start(agent, IDLE_NS);
        return dashboard;
    }

    /** From now on the pages show this. */
    public void show(PageView view) {
        calls.add(new PageCall.Shows(view));
    }

    /** Where the page is, for this machine. */
    public String url() {
        return server.connectors().localUrl();
    }

    /** Where it is for others; empty where they are not served. */
    public Optional<String> outsideUrl() {
        return server.connectors().outsideUrl();
    }

    /** Tells the pages what is left, and that this is the end. */
    @Override
    public void close() {
        agent.end();
        threads.join(PATIENCE_MS);
        threads.stop();
        server.close();
    }
}
