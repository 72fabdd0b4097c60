package org.loopscope.acquisition.roi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which file it was: its name and the first 12 digits of the SHA-256 of its bytes. Of a file above 1 GiB, a recording
 * that also holds cells, the first and the last 16 MiB and the length are taken, and the text says so.
 */
public final class Fingerprint {
    private static final int DIGITS = 12;
    private static final long WHOLE_UP_TO = 1L << 30;
    private static final long END_BYTES = 16L << 20;

    private Fingerprint() {}

    /** Such as {@code stat.npy (sha256 0a1b2c3d4e5f)}. */
    public static String of(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            boolean whole = size <= WHOLE_UP_TO;
            take(channel, 0, whole ? size : END_BYTES, digest);
            if (!whole) {
                take(channel, size - END_BYTES, size, digest);
                digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, size));
            }
            String hex = HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
            return file.getFileName() + " (sha256 " + (whole ? "" : "of its ends ") + hex + ")";
        }
    }

    private static void take(FileChannel channel, long from, long to, MessageDigest digest) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        for (long at = from; at < to; at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
            int read = channel.read(buffer, at);
            if (read <= 0) {
                return;
            }
            digest.update(buffer.flip());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
