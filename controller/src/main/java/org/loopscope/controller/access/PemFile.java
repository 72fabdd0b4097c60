package org.loopscope.controller.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopscope.controller.config.ConfigurationException;

/**
 * A file of certificates or of a private key as text (RFC 7468). No complaint repeats what stands in it.
 *
 * @param key the configuration's key that names it, for messages
 */
public record PemFile(String key, Path file) {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    /**
     * Every certificate in the file, in its order.
     *
     * @throws ConfigurationException when there is none, or the file cannot be read
     */
    public List<X509Certificate> certificates() {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            byte[] text = text().getBytes(StandardCharsets.ISO_8859_1);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text))) {
                chain.add((X509Certificate) certificate);
            }
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException e) {
            throw new ConfigurationException(what() + "holds a certificate that cannot be read; write it as PEM", e);
        }
        throw new ConfigurationException(
                what() + "holds no certificate; write it as PEM (-----BEGIN CERTIFICATE-----)");
    }

    /**
     * The one private key in the file.
     *
     * @throws ConfigurationException when there is none, it is encrypted or in another form, or the file cannot be read
     */
    public PrivateKey privateKey() {
        String text = text();
        if (text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            throw new ConfigurationException(
                    what() + "is encrypted, and nobody is there to type its password; decrypt it:"
                            + " openssl pkcs8 -in OLD -out NEW");
        }
        Matcher matcher = PRIVATE_KEY.matcher(text);
        if (!matcher.find()) {
            throw new ConfigurationException(
                    what() + "holds no private key as PKCS#8 (-----BEGIN PRIVATE KEY-----); turn"
                            + " another form into it: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
        }
        try {
            return decoded(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1))));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(what() + "is cut short or changed; make it again", e);
        }
    }

    private PrivateKey decoded(PKCS8EncodedKeySpec encoded) {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // A key of another algorithm.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has " + algorithm, e);
            }
        }
        throw new ConfigurationException(
                what() + "holds a key that is none of " + String.join(", ", ALGORITHMS) + ", or is damaged");
    }

    /** For messages: key and file. */
    String what() {
        return "'" + key + "': " + file + " ";
    }

    private String text() {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(what() + "does not exist; check the path", e);
        } catch (IOException e) {
            throw new ConfigurationException(what() + "cannot be read: " + e.getMessage(), e);
        }
    }
}
