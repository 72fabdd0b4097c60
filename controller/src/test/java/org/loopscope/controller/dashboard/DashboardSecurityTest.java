package org.loopscope.controller.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.controller.access.AccessList;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.operator.OperatorCommand;
import org.loopscope.controller.operator.OperatorRequest;
import org.loopscope.firmware.clock.SystemSessionClock;

/** What strangers send to the page's server. */
@Timeout(60)
class DashboardSecurityTest {
    private final CommandDesk desk = new CommandDesk(new SystemSessionClock(0));
    private Dashboard dashboard;
    private int port;
    private String host;

    @BeforeEach
    void serve() {
        dashboard = Dashboard.open(
                "127.0.0.1", 0, Optional.empty(), desk, new SystemSessionClock(0), "0.0", "rig-1", told -> {});
        port = URI.create(dashboard.url()).getPort();
        host = "127.0.0.1:" + port;
    }

    @AfterEach
    void end() {
        dashboard.close();
    }

    private String status(String request) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            return http.head(request).lines().findFirst().orElse("closed");
        }
    }

    private String get(String path) throws IOException {
        return status("GET " + path + " HTTP/1.1\nHost: " + host + "\n\n");
    }

    private RawHttp page() throws IOException {
        RawHttp http = new RawHttp(port);
        String head = http.head(RawHttp.upgrade(host, "Origin: http://" + host));
        assertTrue(head.startsWith("HTTP/1.1 101"), head);
        return http;
    }

    private void assertStillServed() throws IOException {
        assertEquals("HTTP/1.1 200 OK", get("/"));
        page().close();
    }

    @Test
    void shouldServeItsThreeFilesWithAPolicyAndNothingElse() throws IOException {
        for (String file : new String[] {"/", "/app.js", "/app.css"}) {
            try (RawHttp http = new RawHttp(port)) {
                String head = http.head("GET " + file + " HTTP/1.1\nHost: " + host + "\n\n");
                assertTrue(head.startsWith("HTTP/1.1 200"), head);
                assertTrue(
                        head.contains("Content-Security-Policy: default-src 'self'; connect-src 'self' ws://" + host
                                + " wss://" + host + "; img-src 'self' data: blob:; frame-ancestors 'none'\r\n"),
                        head);
                assertTrue(head.contains("X-Content-Type-Options: nosniff"), head);
                assertFalse(head.toLowerCase(java.util.Locale.ROOT).contains("jetty"), head);
            }
        }
        assertTrue(status("HEAD / HTTP/1.1\nHost: " + host + "\n\n").contains("200"), "the page asks so");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc%2fpasswd",
                "/app.js/../../pom.xml",
                "//etc/passwd",
                "/app.js%00.css",
                "/dashboard/app.js",
                "/org/loopscope/controller/Main.class",
                "/index.html",
                "/WEB-INF/web.xml",
                "/\\..\\..\\etc\\passwd"
            })
    void shouldNotLetPathsLeadAnywhereElse(String path) throws IOException {
        String status = get(path);
        assertTrue(status.contains("404") || status.contains("400") || status.contains("403"), status);
        assertStillServed();
    }

    @Test
    void shouldRepeatNoHostThatIsMoreThanOne() {
        PageGate outside = new PageGate.Outside(new AccessList(List.of()));
        for (String host : List.of("rig.lab:8471", "192.168.1.5", "[fe80::1]:8471", "localhost:1")) {
            assertTrue(outside.isMeant(host), host);
        }
        for (String host : List.of("a; script-src *", "a b", "a,b", "a'", "*", "", "a:1:2", "[a;b]", "a\tb", "a/b")) {
            assertFalse(outside.isMeant(host), host);
        }
    }

    @Test
    void shouldReadOnly() throws IOException {
        for (String method : new String[] {"POST", "PUT", "DELETE", "TRACE", "CONNECT", "BREW"}) {
            String status = status(method + " / HTTP/1.1\nHost: " + host + "\nContent-Length: 0\n\n");
            assertFalse(status.contains(" 200"), method + ": " + status);
        }
    }

    /** A page of another site in the operator's browser must not steer the rig, whatever name it has given us. */
    @Test
    void shouldLetNoOtherSitesPageIn() throws IOException {
        assertTrue(status(RawHttp.upgrade(host, "Origin: http://evil.example")).contains("403"));
        assertTrue(status(RawHttp.upgrade(host, "Origin: null")).contains("403"));
        assertTrue(status(RawHttp.upgrade("evil.example:" + port, "Origin: http://evil.example:" + port))
                .contains("403"));
        assertTrue(status("GET / HTTP/1.1\nHost: evil.example\n\n").contains("403"), "a name that was bent to us");
        String other = "http://127.0.0.1:" + (port - 1);
        assertTrue(status(RawHttp.upgrade(host, "Origin: " + other)).contains("403"), "another server of this machine");
        String withoutProtocol = RawHttp.upgrade(host, "").replace("Sec-WebSocket-Protocol: loopscope.v1\n", "");
        assertTrue(status(withoutProtocol).contains("403"));
    }

    @Test
    void shouldCloseOnWhatIsNoRequestAndServeOn() throws IOException {
        String[] texts = {
            "",
            "{",
            "[]",
            "null",
            "{\"type\":\"explode\"}",
            "{\"type\":\"select\",\"cells\":[-1]}",
            "{\"type\":\"select\",\"cells\":[1,2,3,4,5,6,7,8,9,10,11,12,13]}",
            "{\"type\":\"seek\"}",
            "[".repeat(2000),
            "{\"a\":".repeat(2000)
        };
        for (String text : texts) {
            try (RawHttp http = page()) {
                http.send(RawHttp.frame(1, text.getBytes(StandardCharsets.UTF_8)));
                assertTrue(http.isClosed(), "open after " + text);
            }
        }
        assertStillServed();
    }

    @Test
    void shouldCloseOnFramesThatAreTooLargeBinaryOrNone() throws IOException {
        try (RawHttp http = page()) {
            http.send(RawHttp.frame(1, new byte[1 << 20]));
            assertTrue(http.isClosed(), "a megabyte");
        } catch (IOException closedWhileSending) {
            assertStillServed();
        }
        try (RawHttp http = page()) {
            http.send(RawHttp.frame(2, new byte[8]));
            assertTrue(http.isClosed(), "binary");
        }
        try (RawHttp http = page()) {
            http.send(new byte[] {(byte) 0xF3, (byte) 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14});
            assertTrue(http.isClosed(), "reserved bits and opcode");
        }
        try (RawHttp http = page()) {
            http.send(new byte[] {(byte) 0x81, (byte) 0xFF, 127, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0});
            assertTrue(http.isClosed(), "a length of 2^63");
        }
        assertStillServed();
    }

    @Test
    void shouldOutliveNoise() throws IOException {
        SplittableRandom random = new SplittableRandom(20261123);
        for (int i = 0; i < 100; i++) {
            byte[] noise = new byte[1 + random.nextInt(400)];
            random.nextBytes(noise);
            try (RawHttp http = i % 2 == 0 ? page() : new RawHttp(port)) {
                http.send(noise);
            }
        }
        assertStillServed();
        assertNull(desk.poll(), "no noise is a command");
    }

    @Test
    void shouldPassCommandsOnWithWhoSentThemAndObeyAnAbortBeforeThereIsASession()
            throws IOException, InterruptedException {
        try (RawHttp http = page()) {
            http.send(RawHttp.frame(
                    1, "{\"type\":\"command\",\"id\":\"a\",\"verb\":\"pause\"}".getBytes(StandardCharsets.UTF_8)));
            OperatorRequest taken = desk.poll();
            for (int i = 0; taken == null && i < 200; i++) {
                Thread.sleep(10);
                taken = desk.poll();
            }
            assertEquals(new OperatorRequest("a", "local", new OperatorCommand.Pause()), taken);
            assertFalse(desk.isAbortedEarly());
            http.send(RawHttp.frame(
                    1, "{\"type\":\"command\",\"id\":\"b\",\"verb\":\"abort\"}".getBytes(StandardCharsets.UTF_8)));
            for (int i = 0; !desk.isAbortedEarly() && i < 200; i++) {
                Thread.sleep(10);
            }
            assertTrue(desk.isAbortedEarly());
        }
    }
}
