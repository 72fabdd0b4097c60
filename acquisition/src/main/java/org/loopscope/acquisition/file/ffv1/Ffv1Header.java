package org.loopscope.acquisition.file.ffv1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an FFV1 stream says of itself: in each key frame up to version 1, in the container's extra data from version 3
 * (RFC 9043, sections 4.2 and 4.3).
 *
 * @param golomb pixels are Golomb-Rice coded, else range coded
 * @param transitions of the range coder's states
 * @param planes of which slices state a quantization table
 * @param tables one set, or several of which a slice chooses
 * @param initial range-coder states that a key frame starts from, by set of tables; empty is 128 throughout
 * @param checked every slice ends with a checksum
 */
record Ffv1Header(
        int version,
        int microVersion,
        boolean golomb,
        int[] transitions,
        int planes,
        int slicesAcross,
        int slicesDown,
        List<QuantTables> tables,
        List<byte[]> initial,
        boolean checked) {
    private static final int CRC_BYTES = 4;

    /** The header in a key frame of versions 0 and 1. */
    static Ffv1Header ofKeyFrame(RangeDecoder in) throws IOException {
        byte[] state = RangeDecoder.states(RangeDecoder.SYMBOL_STATES);
        int version = in.symbol(state, 0, false);
        if (version > 1) {
            throw new IOException("FFV1 version " + version + " without the header that belongs beside it");
        }
        Common common = Common.read(in, state, version);
        QuantTables tables = QuantTables.read(in);
        return new Ffv1Header(
                version,
                0,
                common.golomb,
                common.transitions,
                common.planes,
                1,
                1,
                List.of(tables),
                List.of(new byte[0]),
                false);
    }

    /** The header that the container holds, of version 3. */
    static Ffv1Header ofExtraData(byte[] bytes) throws IOException {
        if (bytes.length <= CRC_BYTES || SliceChecksum.of(bytes, 0, bytes.length) != 0) {
            throw new IOException("damaged FFV1 header: its checksum is wrong");
        }
        RangeDecoder in = new RangeDecoder();
        in.start(bytes, 0, bytes.length - CRC_BYTES);
        byte[] state = RangeDecoder.states(RangeDecoder.SYMBOL_STATES);
        int version = in.symbol(state, 0, false);
        if (version != 3) {
            throw new IOException("FFV1 version " + version + " is not supported; versions 0, 1 and 3 are");
        }
        int microVersion = in.symbol(state, 0, false);
        Common common = Common.read(in, state, version);
        int across = 1 + in.symbol(state, 0, false);
        int down = 1 + in.symbol(state, 0, false);
        int sets = in.symbol(state, 0, false);
        if (across < 1 || across > 16 || down < 1 || down > 16 || sets < 1 || sets > 8) {
            throw new IOException("damaged FFV1 header: " + across + "x" + down + " slices, " + sets + " tables");
        }
        List<QuantTables> tables = new ArrayList<>();
        for (int i = 0; i < sets; i++) {
            tables.add(QuantTables.read(in));
        }
        List<byte[]> initial = new ArrayList<>();
        for (int i = 0; i < sets; i++) {
            initial.add(in.bit(state, 0) ? initial(in, tables.get(i).contexts()) : new byte[0]);
        }
        boolean checked = in.symbol(state, 0, false) != 0;
        return new Ffv1Header(
                version,
                microVersion,
                common.golomb,
                common.transitions,
                common.planes,
                across,
                down,
                List.copyOf(tables),
                List.copyOf(initial),
                checked);
    }

    private static byte[] initial(RangeDecoder in, int contexts) throws IOException {
        byte[] coder = RangeDecoder.states(RangeDecoder.SYMBOL_STATES * RangeDecoder.SYMBOL_STATES);
        byte[] states = new byte[contexts * RangeDecoder.SYMBOL_STATES];
        for (int i = 0; i < states.length; i++) {
            int before = i < RangeDecoder.SYMBOL_STATES ? 128 : states[i - RangeDecoder.SYMBOL_STATES];
            int of = i % RangeDecoder.SYMBOL_STATES * RangeDecoder.SYMBOL_STATES;
            states[i] = (byte) (before + in.symbol(coder, of, true));
        }
        return states;
    }

    /** The fields that all versions have, in this order. */
    private record Common(boolean golomb, int[] transitions, int planes) {
        static Common read(RangeDecoder in, byte[] state, int version) throws IOException {
            int coder = in.symbol(state, 0, false);
            if (coder < 0 || coder > 2) {
                throw new IOException("damaged FFV1 header: coder " + coder);
            }
            int[] transitions = StateTransitions.standard();
            if (coder == 2) {
                for (int i = 1; i < 256; i++) {
                    transitions[i] = (transitions[i] + in.symbol(state, 0, true)) & 0xFF;
                }
            }
            int colours = in.symbol(state, 0, false);
            int bits = version > 0 ? in.symbol(state, 0, false) : 8;
            // Whether there is chroma, and how much coarser: it comes after the luma and is not read.
            in.bit(state, 0);
            in.symbol(state, 0, false);
            in.symbol(state, 0, false);
            boolean transparency = in.bit(state, 0);
            if (colours != 0) {
                throw new IOException("FFV1 in RGB is not supported; convert it: ffmpeg -i IN.avi -c:v ffv1 -pix_fmt"
                        + " gray OUT.avi");
            }
            if (bits != 8 && bits != 0) {
                throw new IOException("FFV1 with " + bits + " bits is not supported; 8 bits are");
            }
            return new Common(coder == 0, transitions, 2 + (transparency ? 1 : 0));
        }
    }
}
