package org.loopscope.controller.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.access.AccessList;
import org.loopscope.controller.access.PeopleFile;
import org.loopscope.controller.access.Role;
import org.loopscope.controller.access.Secret;
import org.loopscope.controller.access.TestCertificates;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.operator.OperatorRequest;
import org.loopscope.firmware.clock.SystemSessionClock;

/** Who is let in to a page that other machines reach, and what they may do. 127.0.0.2 stands for another machine's way in. */
@Timeout(60)
class DashboardAccessTest {
    private static final String PAUSE = "{\"type\":\"command\",\"id\":\"%s\",\"verb\":\"pause\"}";

    @TempDir
    Path folder;

    private final CommandDesk desk = new CommandDesk(new SystemSessionClock(0));
    private Dashboard dashboard;
    private HttpClient client;
    private URI page;
    private Secret watcher;
    private Secret operator;

    @BeforeEach
    void serve() throws IOException, InterruptedException, GeneralSecurityException {
        TestCertificates lab = new TestCertificates(folder, "lab");
        lab.sign("rig", "rig");
        PeopleFile people = new PeopleFile(folder.resolve("people"));
        watcher = people.add("wanda", Role.WATCHER);
        operator = people.add("olaf", Role.OPERATOR);
        PageNetwork network =
                new PageNetwork("127.0.0.2", 0, AccessList.read(folder.resolve("people")), lab.identity("rig"));
        dashboard = Dashboard.open(
                "127.0.0.1", 0, Optional.of(network), desk, new SystemSessionClock(0), "0.0", "rig-1", told -> {});
        page = URI.create(dashboard.outsideUrl().orElseThrow());
        client = HttpClient.newBuilder().sslContext(trusting(lab)).build();
    }

    private static SSLContext trusting(TestCertificates lab) throws GeneralSecurityException {
        KeyStore trusted = lab.signers().trustStore(Secret.generate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @AfterEach
    void end() {
        client.shutdownNow();
        dashboard.close();
    }

    private WebSocket open(Heard heard, @Nullable Secret token) {
        URI socket = URI.create("wss://" + page.getAuthority() + "/ws");
        WebSocket.Builder builder = client.newWebSocketBuilder().header("Origin", "https://" + page.getAuthority());
        String[] more = token == null ? new String[0] : new String[] {PageGate.TOKEN_PROTOCOL + token.reveal()};
        return builder.subprotocols(PageGate.PROTOCOL, more)
                .buildAsync(socket, heard)
                .join();
    }

    @Test
    void shouldLetAWatcherWatchAndNotCommand() throws InterruptedException {
        Heard heard = new Heard();
        WebSocket opened = open(heard, watcher);
        assertEquals(PageGate.PROTOCOL, opened.getSubprotocol(), "the token is not repeated");
        String hello = heard.next("hello");
        assertTrue(hello.contains("\"role\":\"watcher\"") && hello.contains("\"person\":\"wanda\""), hello);
        for (String verb : new String[] {"start", "pause", "resume", "stop", "abort", "next-block"}) {
            opened.sendText(PAUSE.formatted(verb).replace("pause", verb), true).join();
            String reply = heard.next("reply");
            assertTrue(reply.contains("\"accepted\":false") && reply.contains("you may watch, not command"), reply);
        }
        assertNull(desk.poll());
        assertFalse(desk.isAbortedEarly());
        assertEquals(6, desk.refused());
    }

    @Test
    void shouldLetAnOperatorCommandUnderTheirName() throws InterruptedException {
        Heard heard = new Heard();
        WebSocket opened = open(heard, operator);
        assertTrue(heard.next("hello").contains("\"role\":\"operator\""));
        opened.sendText(PAUSE.formatted("p-1"), true).join();
        OperatorRequest asked = desk.poll();
        for (int i = 0; asked == null && i < 500; i++) {
            Thread.sleep(10);
            asked = desk.poll();
        }
        assertEquals("olaf", asked == null ? "nobody" : asked.person());
    }

    @Test
    void shouldLetNobodyInWithoutASecret() {
        assertThrows(CompletionException.class, () -> open(new Heard(), null));
        assertThrows(CompletionException.class, () -> open(new Heard(), Secret.generate()));
        assertThrows(CompletionException.class, () -> open(new Heard(), new Secret("")));
    }

    @Test
    void shouldServeThePageByTlsAlone() throws IOException, InterruptedException {
        HttpResponse<String> served =
                client.send(java.net.http.HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, served.statusCode());
        assertTrue(served.body().contains("<title>Loopscope"));
        URI plain = URI.create("http://" + page.getAuthority() + "/");
        try {
            HttpResponse<String> answered = client.send(
                    java.net.http.HttpRequest.newBuilder(plain).build(), HttpResponse.BodyHandlers.ofString());
            assertFalse(answered.body().contains("Loopscope"), answered.body());
        } catch (IOException closed) {
            assertTrue(dashboard.outsideUrl().isPresent(), "hung up, as it should");
        }
    }
}
