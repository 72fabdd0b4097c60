package org.loopscope.acquisition.file.ffv1;

/** Adaptive Golomb-Rice codes (RFC 9043, section 3.8.2). Beyond the end of its bytes it reads zeros. One thread. */
final class GolombDecoder {
    private static final int LONGEST_PREFIX = 12;
    private static final int BITS = 8;

    private byte[] bytes = new byte[0];
    private long at;
    private long end;

    /** Places are bytes. */
    void start(byte[] from, int first, int last) {
        bytes = from;
        at = 8L * first;
        end = 8L * last;
    }

    int bit() {
        int bit = at < end ? (bytes[(int) (at >> 3)] >> (7 - (at & 7))) & 1 : 0;
        at++;
        return bit;
    }

    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = (value << 1) | bit();
        }
        return value;
    }

    /** A difference in the given context, which learns from it. */
    int symbol(GolombStates states, int context) {
        int count = states.count[context];
        int k = 0;
        for (long i = count; i < states.errorSum[context]; i += i) {
            k++;
        }
        int code = signed(k);
        if (2 * states.drift[context] + count < 0) {
            code = ~code;
        }
        int value = (byte) (code + states.bias[context]);
        states.update(context, code);
        return value;
    }

    private int signed(int k) {
        int prefix = 0;
        while (prefix < LONGEST_PREFIX && bit() == 0) {
            prefix++;
        }
        int code = prefix < LONGEST_PREFIX ? bits(k) + (prefix << k) : bits(BITS) + LONGEST_PREFIX - 1;
        return (code >>> 1) ^ -(code & 1);
    }
}
