package org.loopscope.acquisition.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds a number by its key in a flat JSON object, allocating nothing: a frame's header comes with every frame. Keys
 * inside of texts or nested objects are not told apart; senders of such headers have neither.
 */
final class JsonNumber {
    private static final int MOST_DIGITS = 18;

    private JsonNumber() {}

    /** The key as it stands in the text, with its quotes. */
    static byte[] key(String name) {
        return ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
    }

    /** The number behind the key, or NaN when there is none. */
    static double find(ByteBuffer text, int from, int to, byte[] key) {
        for (int at = from; at + key.length < to; at++) {
            if (matches(text, at, key)) {
                int value = skipBlanks(text, at + key.length, to);
                if (value < to && text.get(value) == ':') {
                    return number(text, skipBlanks(text, value + 1, to), to);
                }
            }
        }
        return Double.NaN;
    }

    private static boolean matches(ByteBuffer text, int at, byte[] key) {
        for (int i = 0; i < key.length; i++) {
            if (text.get(at + i) != key[i]) {
                return false;
            }
        }
        return true;
    }

    private static int skipBlanks(ByteBuffer text, int from, int to) {
        int at = from;
        while (at < to
                && (text.get(at) == ' ' || text.get(at) == '\t' || text.get(at) == '\n' || text.get(at) == '\r')) {
            at++;
        }
        return at;
    }

    /** Exact to 18 digits; what follows them moves only the point. */
    private static double number(ByteBuffer text, int from, int to) {
        int at = from;
        boolean negative = at < to && text.get(at) == '-';
        at += negative ? 1 : 0;
        long digits = 0;
        int kept = 0;
        int exponent = 0;
        int seen = 0;
        boolean behindPoint = false;
        for (; at < to; at++) {
            byte c = text.get(at);
            if (c == '.' && !behindPoint) {
                behindPoint = true;
            } else if (c >= '0' && c <= '9') {
                seen++;
                if (kept < MOST_DIGITS) {
                    digits = digits * 10 + (c - '0');
                    kept += digits == 0 ? 0 : 1;
                    exponent -= behindPoint ? 1 : 0;
                } else {
                    exponent += behindPoint ? 0 : 1;
                }
            } else {
                break;
            }
        }
        if (seen == 0) {
            return Double.NaN;
        }
        if (at < to && (text.get(at) == 'e' || text.get(at) == 'E')) {
            exponent += exponent(text, at + 1, to);
        }
        double scaled = exponent < 0 ? digits / StrictMath.pow(10, -exponent) : digits * StrictMath.pow(10, exponent);
        return negative ? -scaled : scaled;
    }

    private static int exponent(ByteBuffer text, int from, int to) {
        int at = from;
        boolean negative = at < to && text.get(at) == '-';
        at += at < to && (text.get(at) == '-' || text.get(at) == '+') ? 1 : 0;
        int value = 0;
        for (; at < to && text.get(at) >= '0' && text.get(at) <= '9' && value < 1000; at++) {
            value = value * 10 + (text.get(at) - '0');
        }
        return negative ? -value : value;
    }
}
