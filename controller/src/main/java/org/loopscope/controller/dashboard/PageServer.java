package org.loopscope.controller.dashboard;

import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/**
 * The web server of the page: its three files, and one WebSocket. Jetty has threads of its own, which only pass on what
 * comes.
 */
final class PageServer implements AutoCloseable {
    private static final int PORTS_TRIED = 20;
    private static final int LONGEST_REQUEST = 16_384;
    private static final int MOST_THREADS = 12;
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final PageFiles files = new PageFiles();
    private final BlockingQueue<PageCall> calls;
    private final Server server;
    private final PageConnectors connectors;

    private PageServer(String bind, int port, Optional<PageNetwork> network, BlockingQueue<PageCall> calls) {
        this.calls = calls;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2);
        threads.setName("dashboard-web");
        threads.setDaemon(true);
        server = new Server(threads);
        connectors = new PageConnectors(server, bind, port, network);
        WebSocketUpgradeHandler sockets = WebSocketUpgradeHandler.from(server, this::sockets);
        sockets.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                return serve(request, response, callback);
            }
        });
        server.setHandler(sockets);
    }

    /**
     * Begins to serve, on the given ports or, where one is taken, on the next.
     *
     * @param network what other machines need; empty where only this one is served
     * @throws DashboardStartException when it cannot
     */
    static PageServer start(String bind, int port, Optional<PageNetwork> network, BlockingQueue<PageCall> calls) {
        Exception last = null;
        for (int tried = 0; tried < PORTS_TRIED && port + tried <= 65_535; tried++) {
            int by = tried;
            PageServer server =
                    new PageServer(bind, next(port, by), network.map(outside -> movedBy(outside, by)), calls);
            try {
                server.server.start();
                return server;
            } catch (Exception e) {
                last = e;
                server.close();
                if (!isTaken(e)) {
                    break;
                }
            }
        }
        throw new DashboardStartException(
                "the dashboard cannot be served on " + bind + ":" + port
                        + network.map(outside -> " and " + outside.bind() + ":" + outside.port())
                                .orElse("")
                        + " (" + last
                        + "); give another dashboard.port or dashboard.bind, or leave it out with --no-dashboard",
                last);
    }

    private static int next(int port, int by) {
        return port == 0 ? 0 : port + by;
    }

    private static PageNetwork movedBy(PageNetwork network, int by) {
        return new PageNetwork(network.bind(), next(network.port(), by), network.people(), network.identity());
    }

    private static boolean isTaken(@Nullable Throwable e) {
        return e != null && (e instanceof BindException || isTaken(e.getCause()));
    }

    private void sockets(ServerWebSocketContainer container) {
        container.setMaxTextMessageSize(LONGEST_REQUEST);
        container.setMaxBinaryMessageSize(LONGEST_REQUEST);
        container.setIdleTimeout(IDLE);
        container.addMapping("/ws", this::socket);
    }

    private PageGate gate(Request request) {
        return connectors.gate(request.getConnectionMetaData().getConnector());
    }

    private @Nullable Object socket(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        return gate(request)
                .visitor(
                        request.getHeaders().get(HttpHeader.HOST),
                        request.getHeaders().get(HttpHeader.ORIGIN),
                        request.getSubProtocols())
                .map(visitor -> {
                    response.setAcceptedSubProtocol(PageGate.PROTOCOL);
                    return new PageSocket(visitor, calls);
                })
                .orElseGet(() -> {
                    Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
                    return null;
                });
    }

    private boolean serve(Request request, Response response, Callback callback) {
        boolean reads = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (!reads || !gate(request).isMeant(host)) {
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
            return true;
        }
        var file = files.at(Request.getPathInContext(request));
        if (file.isEmpty()) {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            return true;
        }
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, file.get().contentType())
                .put("Content-Security-Policy", policy(host))
                .put("X-Content-Type-Options", "nosniff")
                .put("Referrer-Policy", "no-referrer")
                .put(HttpHeader.CACHE_CONTROL, "no-cache");
        response.write(true, file.get().content().duplicate(), callback);
        return true;
    }

    /** Older Firefox does not count a socket to the same host as one's own. */
    private static String policy(String checkedHost) {
        return "default-src 'self'; connect-src 'self' ws://" + checkedHost + " wss://" + checkedHost
                + "; img-src 'self' data: blob:; frame-ancestors 'none'";
    }

    /** Where the page is, for this machine and for others. */
    PageConnectors connectors() {
        return connectors;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the dashboard's server did not stop: " + e, e);
        }
    }
}
