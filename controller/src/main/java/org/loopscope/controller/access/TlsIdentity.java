package org.loopscope.controller.access;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.loopscope.controller.config.ConfigurationException;

/** A certificate with its chain, the holder's first, and the private key to it. Shows nothing of the key. */
public final class TlsIdentity {
    private final List<X509Certificate> chain;
    private final PrivateKey key;

    private TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /** @throws ConfigurationException when a file cannot be used, they do not belong together, or the time is over */
    public static TlsIdentity read(PemFile certificate, PemFile key) {
        List<X509Certificate> chain = certificate.certificates();
        PrivateKey secret = key.privateKey();
        try {
            // Whoever connects would refuse it, each in words of their own.
            chain.getFirst().checkValidity();
            if (!belongTogether(chain.getFirst().getPublicKey(), secret)) {
                throw new ConfigurationException(key.what() + "is not the key to the certificate " + certificate.file()
                        + "; name the two that belong together");
            }
        } catch (CertificateExpiredException e) {
            throw new ConfigurationException(
                    certificate.what() + "is no longer valid since "
                            + chain.getFirst().getNotAfter().toInstant() + "; have it renewed",
                    e);
        } catch (CertificateNotYetValidException e) {
            throw new ConfigurationException(
                    certificate.what() + "is valid only from "
                            + chain.getFirst().getNotBefore().toInstant() + "; see to this computer's clock",
                    e);
        }
        return new TlsIdentity(chain, secret);
    }

    private static boolean belongTogether(PublicKey open, PrivateKey secret) {
        String algorithm = switch (secret.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> secret.getAlgorithm();
        };
        byte[] probe = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // A key of another kind.
            return false;
        }
    }

    /** Certificate and key as a server's or client's TLS wants them, under the one alias {@code identity}. */
    public KeyStore keyStore(Secret password) {
        char[] characters = password.reveal().toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, characters);
            store.setKeyEntry("identity", key, characters, chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory could not be made", e);
        }
    }

    @Override
    public String toString() {
        return "TLS identity of " + chain.getFirst().getSubjectX500Principal();
    }
}
