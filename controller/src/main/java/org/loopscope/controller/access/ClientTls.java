package org.loopscope.controller.access;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How this machine connects by TLS.
 *
 * @param signers who may have signed the other side's certificate; the system's own list where left out
 * @param identity this side's certificate, where the other wants one
 */
public record ClientTls(Optional<TrustedSigners> signers, Optional<TlsIdentity> identity) {
    public SSLSocketFactory socketFactory() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS could not be set up: " + e.getMessage(), e);
        }
    }

    /** Null for none, and below for the system's own. */
    private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException {
        if (identity.isEmpty()) {
            return null;
        }
        Secret password = Secret.generate();
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(identity.get().keyStore(password), password.reveal().toCharArray());
        return factory.getKeyManagers();
    }

    private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException {
        if (signers.isEmpty()) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(signers.get().trustStore(Secret.generate()));
        return factory.getTrustManagers();
    }
}
