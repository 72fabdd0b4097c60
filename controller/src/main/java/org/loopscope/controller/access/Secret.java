package org.loopscope.controller.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A password or token in memory. It is never part of a message: {@link #toString} hides it. */
public final class Secret {
    private static final int BYTES = 32;

    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /**
     * A new one: 32 bytes of the system's generator in base64url (RFC 4648, section 5), 43 characters. The one thing here that
     * has no seed, since nobody may be able to make it again.
     */
    public static Secret generate() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The secret itself, for whom it is meant. */
    public String reveal() {
        return text;
    }

    /** Whether both are the same; takes equally long for every other of the same length. */
    public boolean equalsSecret(Secret other) {
        return MessageDigest.isEqual(
                text.getBytes(StandardCharsets.UTF_8), other.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
