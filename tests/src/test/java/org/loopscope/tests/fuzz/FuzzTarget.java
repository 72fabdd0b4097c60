package org.loopscope.tests.fuzz;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A reader, valid inputs to damage, and what it may do with a damaged one.
 *
 * @param name of the reader, for people and for the files that failing inputs are kept in
 * @param seeds valid inputs, of which each must be read
 * @param syntax how inputs are damaged
 * @param reader throws what the reader throws
 * @param refusals besides {@link java.io.IOException} and what extends it: exactly these classes, for a subclass such as
 *     NumberFormatException is an accident
 * @param named what the message of every refusal must contain, such as the file's name; empty for nothing
 * @param few inputs of an ordinary run
 * @param mostBytes that one input may make the reader allocate, without {@link #BYTES_PER_BYTE} for each byte of it
 */
record FuzzTarget(
        String name,
        List<byte[]> seeds,
        Syntax syntax,
        Reader reader,
        Set<Class<? extends Exception>> refusals,
        String named,
        int few,
        long mostBytes) {
    /** Deflate makes 1032 bytes of one at best. */
    static final int BYTES_PER_BYTE = 1100;

    /** A reader's tables and windows, and the room for a frame of a few hundred pixels a side. */
    private static final long USUAL_BYTES = 16 << 20;

    private static final int USUAL_FEW = 400;

    /** How an input is damaged. */
    enum Syntax {
        /** Bits, bytes, runs and numbers at aligned places. */
        BINARY,
        /** Words, numbers and brackets too. */
        TEXT
    }

    /** Reads an input. */
    @FunctionalInterface
    interface Reader {
        void read(byte[] input) throws Exception;
    }

    static FuzzTarget of(String name, List<byte[]> seeds, Reader reader) {
        return new FuzzTarget(name, seeds, Syntax.BINARY, reader, Set.of(), "", USUAL_FEW, USUAL_BYTES);
    }

    FuzzTarget text() {
        return new FuzzTarget(name, seeds, Syntax.TEXT, reader, refusals, named, few, mostBytes);
    }

    FuzzTarget refusing(Class<? extends Exception> refusal) {
        Set<Class<? extends Exception>> all = new HashSet<>(refusals);
        all.add(refusal);
        return new FuzzTarget(name, seeds, syntax, reader, Set.copyOf(all), named, few, mostBytes);
    }

    FuzzTarget naming(String what) {
        return new FuzzTarget(name, seeds, syntax, reader, refusals, what, few, mostBytes);
    }

    /** @param inputs of an ordinary run */
    FuzzTarget few(int inputs) {
        return new FuzzTarget(name, seeds, syntax, reader, refusals, named, inputs, mostBytes);
    }

    FuzzTarget within(long bytes) {
        return new FuzzTarget(name, seeds, syntax, reader, refusals, named, few, bytes);
    }

    long mostBytes(byte[] input) {
        return mostBytes + (long) BYTES_PER_BYTE * input.length;
    }

    @Override
    public String toString() {
        return name;
    }
}
