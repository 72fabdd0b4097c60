package org.loopscope.tests.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages bytes: one to four changes, half of them near the beginning, where formats have their structure. */
final class ByteDamage {
    private static final int HEAD_BYTES = 600;
    private static final int MOST_RUN = 64;
    private static final long[] EDGES = {
        0,
        1,
        2,
        -1,
        -2,
        7,
        8,
        16,
        Byte.MAX_VALUE,
        Byte.MIN_VALUE,
        255,
        256,
        4095,
        4096,
        Short.MAX_VALUE,
        Short.MIN_VALUE,
        65_535,
        65_536,
        1 << 24,
        1 << 30,
        Integer.MAX_VALUE - 8,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xFFFF_FFFFL,
        1L << 32,
        1L << 62,
        Long.MAX_VALUE - 4,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        0x7FF0_0000_0000_0000L,
        0x7FF8_0000_0000_0000L,
        0x7F80_0000L
    };

    private final List<byte[]> seeds;
    private final SplittableRandom random;

    ByteDamage(List<byte[]> seeds, SplittableRandom random) {
        this.seeds = seeds;
        this.random = random;
    }

    byte[] damaged() {
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes = changed(bytes);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> inserted(bytes, place(bytes), noise());
            case 2 -> inserted(bytes, place(bytes), block(bytes));
            case 3 -> without(bytes, place(bytes), 1 + random.nextInt(MOST_RUN));
            case 4 -> spliced(bytes);
            case 5, 6, 7 -> withNumber(bytes);
            case 8 -> overwritten(bytes, place(bytes), block(bytes));
            case 9 -> overwritten(bytes, place(bytes), same());
            case 10 -> {
                bytes[place(bytes)] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            default -> {
                bytes[place(bytes)] = (byte) random.nextInt();
                yield bytes;
            }
        };
    }

    private int place(byte[] bytes) {
        return random.nextInt(random.nextBoolean() ? Math.min(HEAD_BYTES, bytes.length) : bytes.length);
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(MOST_RUN)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] same() {
        byte[] run = new byte[1 + random.nextInt(MOST_RUN)];
        Arrays.fill(run, (byte) (random.nextBoolean() ? 0 : 0xFF));
        return run;
    }

    private byte[] block(byte[] bytes) {
        int from = place(bytes);
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 1 + random.nextInt(4 * MOST_RUN)));
    }

    /** A number of 1 to 8 bytes in either byte order: an edge of its range, a place or length in the file, or nearly it. */
    private byte[] withNumber(byte[] bytes) {
        int size = 1 << random.nextInt(4);
        int at = place(bytes) / size * size;
        if (at + Long.BYTES > bytes.length) {
            return overwritten(bytes, place(bytes), same());
        }
        ByteOrder order = random.nextInt(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        long value = switch (random.nextInt(4)) {
            case 0 -> random.nextInt(bytes.length + 2);
            case 1 -> read(buffer, at, size) + random.nextInt(-2, 3);
            default -> EDGES[random.nextInt(EDGES.length)];
        };
        switch (size) {
            case 1 -> buffer.put(at, (byte) value);
            case 2 -> buffer.putShort(at, (short) value);
            case 4 -> buffer.putInt(at, (int) value);
            default -> buffer.putLong(at, value);
        }
        return bytes;
    }

    private static long read(ByteBuffer buffer, int at, int size) {
        return switch (size) {
            case 1 -> buffer.get(at);
            case 2 -> buffer.getShort(at);
            case 4 -> buffer.getInt(at);
            default -> buffer.getLong(at);
        };
    }

    private static byte[] overwritten(byte[] bytes, int at, byte[] with) {
        System.arraycopy(with, 0, bytes, at, Math.min(with.length, bytes.length - at));
        return bytes;
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] what) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + what.length);
        System.arraycopy(what, 0, longer, at, what.length);
        System.arraycopy(bytes, at, longer, at + what.length, bytes.length - at);
        return longer;
    }

    private static byte[] without(byte[] bytes, int at, int count) {
        int left = Math.min(count, bytes.length - at);
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - left);
        System.arraycopy(bytes, at + left, shorter, at, bytes.length - at - left);
        return shorter;
    }

    /** The beginning of one input and the end of another. */
    private byte[] spliced(byte[] bytes) {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int head = random.nextInt(bytes.length);
        int from = random.nextBoolean() ? Math.min(head, other.length) : random.nextInt(other.length + 1);
        byte[] both = Arrays.copyOf(bytes, head + other.length - from);
        System.arraycopy(other, from, both, head, other.length - from);
        return both;
    }
}
