package org.loopscope.controller.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** An authority made for a test, and the certificates that it signs, as PEM files; made with the JDK's keytool. */
public final class TestCertificates {
    private static final String PASSWORD = "of-a-test";

    private final Path folder;
    private final Path store;

    /** Makes an authority. */
    public TestCertificates(Path folder, String authority) throws IOException, InterruptedException {
        this.folder = folder;
        store = folder.resolve(authority + ".p12");
        keytool("-alias", "ca", "-dname", "CN=" + authority, "-ext", "bc:c", "-validity", "30");
        write(authority + ".crt", "CERTIFICATE", certificates("ca"));
    }

    public Path authority() {
        String name = store.getFileName().toString();
        return folder.resolve(name.replace(".p12", ".crt"));
    }

    /** A certificate for addresses and a name, {@code NAME.crt} with its chain, and {@code NAME.key}. */
    public void sign(String name, String commonName) throws IOException, InterruptedException {
        sign(name, commonName, "-validity", "30");
    }

    /** The same, whose time is over. */
    public void signExpired(String name, String commonName) throws IOException, InterruptedException {
        sign(name, commonName, "-startdate", "-10d", "-validity", "2");
    }

    private void sign(String name, String commonName, String... validity) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("-alias", name, "-signer", "ca", "-dname", "CN=" + commonName));
        arguments.addAll(List.of("-ext", "san=dns:localhost,ip:127.0.0.1,ip:127.0.0.2"));
        arguments.addAll(List.of(validity));
        keytool(arguments.toArray(String[]::new));
        write(name + ".crt", "CERTIFICATE", certificates(name));
        try {
            byte[] key = open().getKey(name, PASSWORD.toCharArray()).getEncoded();
            write(name + ".key", "PRIVATE KEY", List.of(key));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    public Path certificate(String name) {
        return folder.resolve(name + ".crt");
    }

    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    public TlsIdentity identity(String name) {
        return TlsIdentity.read(new PemFile("certificate", certificate(name)), new PemFile("key", key(name)));
    }

    public TrustedSigners signers() {
        return TrustedSigners.read(new PemFile("ca", authority()));
    }

    /** A TLS connection that shows a certificate without a look at it. */
    public SSLSocket connected(String name, String host, int port) throws IOException {
        try {
            KeyStore shown = KeyStore.getInstance("PKCS12");
            shown.load(null, null);
            Certificate[] chain = open().getCertificateChain(name);
            shown.setKeyEntry(name, open().getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(), chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(shown, PASSWORD.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(signers().trustStore(new Secret(PASSWORD)));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return (SSLSocket) context.getSocketFactory().createSocket(host, port);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC"));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of(arguments));
        Path said = folder.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + Files.readString(said));
        }
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
        KeyStore opened = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            opened.load(in, PASSWORD.toCharArray());
        }
        return opened;
    }

    private List<byte[]> certificates(String alias) throws IOException {
        try {
            List<byte[]> encoded = new ArrayList<>();
            for (Certificate certificate : Stream.of(open().getCertificateChain(alias))
                    .filter(one -> alias.equals("ca") || !one.equals(authorityOf()))
                    .toList()) {
                encoded.add(certificate.getEncoded());
            }
            return encoded;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private Certificate authorityOf() {
        try {
            return open().getCertificate("ca");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String name, String what, List<byte[]> contents) throws IOException {
        StringBuilder pem = new StringBuilder();
        for (byte[] content : contents) {
            pem.append("-----BEGIN ").append(what).append("-----\n");
            pem.append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content));
            pem.append("\n-----END ").append(what).append("-----\n");
        }
        Files.writeString(folder.resolve(name), pem);
    }
}
