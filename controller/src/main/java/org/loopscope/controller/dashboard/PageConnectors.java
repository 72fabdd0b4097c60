package org.loopscope.controller.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.loopscope.controller.access.AccessList;
import org.loopscope.controller.access.Secret;

/** Where the page is served: to this machine without anything, to others by TLS; each with the gate of who comes that way. */
final class PageConnectors {
    private static final int LONGEST_REQUEST = 16_384;

    private final ServerConnector local;
    private final Optional<ServerConnector> outside;
    private final PageGate outsideGate;

    PageConnectors(Server server, String bind, int port, Optional<PageNetwork> network) {
        local = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        local.setHost(bind);
        local.setPort(port);
        server.addConnector(local);
        outside = network.map(reachable -> outside(server, reachable));
        outsideGate = new PageGate.Outside(network.map(PageNetwork::people).orElse(new AccessList(List.of())));
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LONGEST_REQUEST);
        return http;
    }

    private static ServerConnector outside(Server server, PageNetwork network) {
        Secret password = Secret.generate();
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(network.identity().keyStore(password));
        tls.setKeyStorePassword(password.reveal());
        tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        ServerConnector connector = new ServerConnector(
                server, 1, 1, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http()));
        connector.setHost(network.bind());
        connector.setPort(network.port());
        server.addConnector(connector);
        return connector;
    }

    /** Who may come in where this request came in. */
    PageGate gate(Connector of) {
        if (!of.equals(local)) {
            return outsideGate;
        }
        List<String> hosts = new ArrayList<>();
        for (String name : List.of(local.getHost(), "localhost", "127.0.0.1", "[::1]")) {
            hosts.add(name.toLowerCase(Locale.ROOT) + ":" + local.getLocalPort());
        }
        return new PageGate.Local(hosts);
    }

    String localUrl() {
        return "http://" + host(local) + ":" + local.getLocalPort() + "/";
    }

    Optional<String> outsideUrl() {
        return outside.map(connector -> "https://" + host(connector) + ":" + connector.getLocalPort() + "/");
    }

    private static String host(ServerConnector connector) {
        String host = connector.getHost();
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
