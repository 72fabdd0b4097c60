package org.loopscope.controller.access;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import org.loopscope.controller.config.ConfigurationException;

/** The authorities whose signature under a certificate is trusted. */
public record TrustedSigners(List<X509Certificate> certificates) {
    public TrustedSigners {
        certificates = List.copyOf(certificates);
    }

    /** @throws ConfigurationException when there is no certificate in the file, or it cannot be read */
    public static TrustedSigners read(PemFile file) {
        return new TrustedSigners(file.certificates());
    }

    /** As TLS wants them. Nothing in it is secret. */
    public KeyStore trustStore(Secret password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password.reveal().toCharArray());
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("signer-" + i, certificates.get(i));
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a trust store in memory could not be made", e);
        }
    }
}
