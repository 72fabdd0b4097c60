package org.loopscope.tests.dashboard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopscope.controller.access.PeopleFile;
import org.loopscope.controller.access.Role;
import org.loopscope.controller.access.Secret;

/** What a session needs to be watched from another machine, whose way in 127.0.0.2 stands for: a person and a certificate. */
final class OtherMachine {
    private static final String PASSWORD = "of-a-test";
    private static final Pattern URL = Pattern.compile("Dashboard for other machines: (https://\\S+)");

    private final Path folder;
    private final Secret watcher;

    OtherMachine(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        watcher = new PeopleFile(folder.resolve("people")).add("wanda", Role.WATCHER);
        certify();
    }

    private void certify() throws IOException, InterruptedException {
        Path store = folder.resolve("rig.p12");
        int made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "rig",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=rig",
                        "-ext",
                        "san=ip:127.0.0.2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        if (made != 0) {
            throw new IOException("keytool ended with " + made);
        }
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(new ByteArrayInputStream(Files.readAllBytes(store)), PASSWORD.toCharArray());
            write("rig.crt", "CERTIFICATE", keys.getCertificate("rig").getEncoded());
            write(
                    "rig.key",
                    "PRIVATE KEY",
                    keys.getKey("rig", PASSWORD.toCharArray()).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void write(String name, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    /** What the experiment says so that it is let in. */
    List<String> overrides() {
        return List.of(
                "network.people=" + folder.resolve("people"),
                "network.certificate=" + folder.resolve("rig.crt"),
                "network.key=" + folder.resolve("rig.key"),
                "dashboard.bind=127.0.0.2",
                "dashboard.tls_port=0");
    }

    /** The page's address for a watcher, from what the session has said. */
    String url(String console) {
        Matcher found = URL.matcher(console);
        if (!found.find()) {
            throw new AssertionError("no page for other machines: " + console);
        }
        return found.group(1) + "#token=" + watcher.reveal();
    }
}
