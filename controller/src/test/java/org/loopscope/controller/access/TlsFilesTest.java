package org.loopscope.controller.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.config.ConfigurationException;

class TlsFilesTest {
    @TempDir
    static Path folder;

    private static TestCertificates lab;

    @BeforeAll
    static void makeCertificates() throws IOException, InterruptedException {
        lab = new TestCertificates(folder, "lab");
        lab.sign("rig", "rig");
        lab.sign("other", "other");
        lab.signExpired("old", "old");
    }

    private static String complaint(Path certificate, Path key) {
        PemFile first = new PemFile("network.certificate", certificate);
        PemFile second = new PemFile("network.key", key);
        String said = String.valueOf(assertThrows(ConfigurationException.class, () -> TlsIdentity.read(first, second))
                .getMessage());
        assertEquals(1, said.lines().count(), said);
        return said;
    }

    private static Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void shouldReadTheKeyThatBelongsToTheCertificate() {
        assertTrue(lab.identity("rig").toString().contains("CN=rig"));
        assertEquals(1, lab.signers().certificates().size());
    }

    @Test
    void shouldSayWhatIsWrongWithACertificate() throws IOException {
        Path key = lab.key("rig");
        assertTrue(complaint(folder.resolve("none"), key).startsWith("'network.certificate': "));
        assertTrue(complaint(file("empty", ""), key).contains("holds no certificate"));
        assertTrue(complaint(key, key).contains("certificate"));
        String pem = Files.readString(lab.certificate("rig"));
        assertTrue(complaint(file("cut", pem.substring(0, pem.length() / 2)), key)
                .contains("certificate"));
        assertTrue(complaint(lab.certificate("old"), lab.key("old")).contains("is no longer valid since"));
    }

    @Test
    void shouldSayWhatIsWrongWithAKey() throws IOException {
        Path certificate = lab.certificate("rig");
        String pem = Files.readString(lab.key("rig"));
        assertTrue(complaint(certificate, lab.key("other")).contains("is not the key to the certificate"));
        assertTrue(complaint(certificate, folder.resolve("none")).contains("does not exist"));
        assertTrue(complaint(certificate, file("enc", pem.replace("PRIVATE", "ENCRYPTED PRIVATE")))
                .contains("is encrypted"));
        assertTrue(complaint(certificate, file("pkcs1", pem.replace("PRIVATE", "EC PRIVATE")))
                .contains("openssl pkcs8 -topk8"));
        String body = pem.lines().skip(1).findFirst().orElseThrow();
        String said = complaint(certificate, file("damaged", pem.replace(body, body.substring(8))));
        assertTrue(said.contains("damaged"), said);
    }
}
