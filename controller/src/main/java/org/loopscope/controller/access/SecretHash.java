package org.loopscope.controller.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The SHA-256 of a secret's characters, written {@code sha256:} and 64 hexadecimal digits.
 *
 * <p>A slow, salted hash such as bcrypt protects passwords that people choose, of which there are few enough to try them
 * all. A {@linkplain Secret#generate generated} secret has 256 random bits: nobody finds it by trying, at whatever speed,
 * and no two are equal, so a plain hash is enough. It also costs nothing at each request of a page.
 */
public final class SecretHash {
    private static final String PREFIX = "sha256:";
    private static final int BYTES = 32;

    private final byte[] digest;

    private SecretHash(byte[] digest) {
        this.digest = digest;
    }

    public static SecretHash of(Secret secret) {
        return new SecretHash(sha256(secret.reveal()));
    }

    /** Reads what {@link #toString} gives; none where it is something else. */
    public static Optional<SecretHash> parse(String text) {
        if (!text.startsWith(PREFIX) || text.length() != PREFIX.length() + 2 * BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SecretHash(HexFormat.of().parseHex(text.substring(PREFIX.length()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is this secret's; takes equally long for every wrong one. */
    public boolean isOf(Secret secret) {
        return MessageDigest.isEqual(digest, sha256(secret.reveal()));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretHash hash && MessageDigest.isEqual(digest, hash.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return PREFIX + HexFormat.of().formatHex(digest);
    }
}
