package org.loopscope.acquisition.file.ffv1;

import java.io.IOException;
import java.util.Arrays;

/** The range coder of RFC 9043, section 3.8.1. Beyond the end of its bytes it reads zeros. One thread. */
final class RangeDecoder {
    /** Bytes of context that a symbol uses. */
    static final int SYMBOL_STATES = 32;

    static final int LONGEST_EXPONENT = 31;

    private byte[] bytes = new byte[0];
    private int next;
    private int end;
    private int start;
    private int low;
    private int range;
    private final int[] one = new int[256];
    private final int[] zero = new int[256];

    RangeDecoder() {
        transitions(StateTransitions.standard());
    }

    /** @param onesState for each state the next one after a 1 */
    void transitions(int[] onesState) {
        System.arraycopy(onesState, 0, one, 0, 256);
        for (int i = 1; i < 256; i++) {
            zero[(256 - i) & 0xFF] = (256 - one[i]) & 0xFF;
        }
    }

    void start(byte[] from, int at, int length) {
        bytes = from;
        start = at;
        end = at + length;
        low = (length > 0 ? (from[at] & 0xFF) << 8 : 0) | (length > 1 ? (from[at + 1] & 0xFF) : 0);
        next = at + 2;
        range = 0xFF00;
        if (low >= 0xFF00) {
            low = 0xFF00;
            end = next;
        }
    }

    /** Bytes taken so far, as the Golomb coder that follows counts them. */
    int consumed() {
        return next - start - 1;
    }

    /** One decision; {@code state[at]} is its context and changes. */
    boolean bit(byte[] state, int at) {
        int now = state[at] & 0xFF;
        int split = (range * now) >>> 8;
        range -= split;
        boolean bit = low >= range;
        if (bit) {
            low -= range;
            range = split;
            state[at] = (byte) one[now];
        } else {
            state[at] = (byte) zero[now];
        }
        if (range < 0x100) {
            range <<= 8;
            low <<= 8;
            if (next < end) {
                low += bytes[next] & 0xFF;
            }
            next++;
        }
        return bit;
    }

    /** A number of any size, by the 32 states from {@code at}. */
    int symbol(byte[] state, int at, boolean signed) throws IOException {
        if (bit(state, at)) {
            return 0;
        }
        int exponent = 0;
        while (bit(state, at + 1 + Math.min(exponent, 9))) {
            if (++exponent > LONGEST_EXPONENT) {
                throw new IOException("damaged FFV1 data: a number is too long");
            }
        }
        int value = 1;
        for (int i = exponent - 1; i >= 0; i--) {
            value = 2 * value + (bit(state, at + 22 + Math.min(i, 9)) ? 1 : 0);
        }
        return signed && bit(state, at + 11 + Math.min(exponent, 10)) ? -value : value;
    }

    static byte[] states(int count) {
        byte[] states = new byte[count];
        Arrays.fill(states, (byte) 128);
        return states;
    }
}
