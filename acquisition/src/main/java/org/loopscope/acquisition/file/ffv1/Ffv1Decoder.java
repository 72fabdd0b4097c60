package org.loopscope.acquisition.file.ffv1;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes FFV1 frames of 8 bits, gray or YUV, of which the luma is taken: chroma comes after it and is left alone. A
 * frame that is no key frame needs the one before. One thread; a frame allocates nothing but where tables change.
 */
public final class Ffv1Decoder {
    private static final int LENGTH_BYTES = 3;
    private static final int CHECK_BYTES = 5;
    private static final int MOST_SLICES = 16 * 16;
    /** A bit in this state ends the range-coded part of a slice. */
    private static final byte END_STATE = (byte) 129;

    private final int widthPx;
    private final int heightPx;
    private final RangeDecoder range = new RangeDecoder();
    private final GolombDecoder golomb = new GolombDecoder();
    private final LumaLines lines;
    private final byte[] state = RangeDecoder.states(RangeDecoder.SYMBOL_STATES);
    private final byte[] bit = new byte[1];
    private final int[] standard = StateTransitions.standard();
    private final int[] sliceStart = new int[MOST_SLICES + 1];
    private @Nullable Ffv1Header header;
    private Slice[] slices = new Slice[0];
    private boolean begun;

    /**
     * @param extraData what the container holds beside the frames; empty up to version 1
     * @throws IOException one line: a variant that is not supported, or a damaged header
     */
    public Ffv1Decoder(int widthPx, int heightPx, byte[] extraData) throws IOException {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.lines = new LumaLines(widthPx);
        if (extraData.length > 0) {
            adopt(Ffv1Header.ofExtraData(extraData));
        }
    }

    /** Whether a frame can be read without the one before it. */
    public boolean isKeyFrame(byte[] packet, int length) {
        range.transitions(standard);
        range.start(packet, 0, length);
        bit[0] = (byte) 128;
        return range.bit(bit, 0);
    }

    /**
     * @param into receives the pixels, row-major, 0 to 255
     * @throws IOException one line: damaged, or no key frame came before
     */
    public void decode(byte[] packet, int length, short[] into) throws IOException {
        boolean key = isKeyFrame(packet, length);
        if (key && (header == null || header.version() < 3)) {
            adopt(Ffv1Header.ofKeyFrame(range));
        }
        Ffv1Header now = header;
        if (now == null || (!key && !begun)) {
            throw new IOException("damaged FFV1 data: no key frame to begin with");
        }
        begun = false;
        // The key frame's mark has been read by the standard table; all that follows goes by the stream's own.
        range.transitions(now.transitions());
        if (now.version() < 3) {
            pixels(now, slices[0], key, packet, 0, length, into, 0, widthPx, heightPx);
        } else {
            int count = findSlices(now, packet, length);
            for (int i = 0; i < count; i++) {
                if (i > 0) {
                    range.start(packet, sliceStart[i], sliceStart[i + 1] - sliceStart[i]);
                }
                slice(now, slices[i], key, packet, sliceStart[i], sliceStart[i + 1], into);
            }
        }
        begun = true;
    }

    /** Each slice ends with its length; the last one lies at the end. */
    private int findSlices(Ffv1Header now, byte[] packet, int length) throws IOException {
        int trailer = LENGTH_BYTES + (now.checked() ? CHECK_BYTES : 0);
        int first = sliceStart.length - 1;
        sliceStart[first] = length;
        while (sliceStart[first] > 0) {
            int at = sliceStart[first] - trailer;
            int bytes = at < 0
                    ? 0
                    : (((packet[at] & 0xFF) << 16) | ((packet[at + 1] & 0xFF) << 8) | (packet[at + 2] & 0xFF))
                            + trailer;
            if (at < 0 || bytes > sliceStart[first] || sliceStart.length - first > slices.length) {
                throw new IOException("damaged FFV1 data: the slices do not fill the frame");
            }
            sliceStart[first - 1] = sliceStart[first] - bytes;
            first--;
            if (now.checked() && SliceChecksum.of(packet, sliceStart[first], bytes) != 0) {
                throw new IOException("damaged FFV1 data: a slice's checksum is wrong");
            }
        }
        int count = sliceStart.length - 1 - first;
        System.arraycopy(sliceStart, first, sliceStart, 0, count + 1);
        return count;
    }

    private void slice(Ffv1Header now, Slice slice, boolean key, byte[] packet, int from, int to, short[] into)
            throws IOException {
        Arrays.fill(state, (byte) 128);
        int left = range.symbol(state, 0, false);
        int top = range.symbol(state, 0, false);
        int across = range.symbol(state, 0, false) + 1;
        int down = range.symbol(state, 0, false) + 1;
        int set = range.symbol(state, 0, false);
        for (int plane = 1; plane < now.planes(); plane++) {
            range.symbol(state, 0, false);
        }
        // Interlacing and the pixels' shape.
        range.symbol(state, 0, false);
        range.symbol(state, 0, false);
        range.symbol(state, 0, false);
        if (left < 0
                || top < 0
                || across < 1
                || down < 1
                || left > now.slicesAcross() - across
                || top > now.slicesDown() - down
                || set < 0
                || set >= now.tables().size()) {
            throw new IOException("damaged FFV1 data: a slice lies outside the frame");
        }
        int x = left * widthPx / now.slicesAcross();
        int y = top * heightPx / now.slicesDown();
        int width = (left + across) * widthPx / now.slicesAcross() - x;
        int height = (top + down) * heightPx / now.slicesDown() - y;
        if (width < 1 || height < 1 || (!key && slice.set != set)) {
            throw new IOException("damaged FFV1 data: a slice without pixels or without a beginning");
        }
        slice.choose(set, now);
        pixels(now, slice, key, packet, from, to, into, y * widthPx + x, width, height);
    }

    private void pixels(
            Ffv1Header now,
            Slice slice,
            boolean key,
            byte[] packet,
            int from,
            int to,
            short[] into,
            int at,
            int width,
            int height)
            throws IOException {
        if (key) {
            slice.clear(now);
        }
        QuantTables quant = now.tables().get(slice.set);
        if (!now.golomb()) {
            lines.decode(range, slice.rangeStates, quant, width, height, into, at, widthPx);
            return;
        }
        if (now.version() == 3 && now.microVersion() > 1) {
            bit[0] = END_STATE;
            range.bit(bit, 0);
        }
        golomb.start(packet, from + range.consumed(), to);
        lines.decode(golomb, slice.golombStates, quant, width, height, into, at, widthPx);
    }

    private void adopt(Ffv1Header found) {
        header = found;
        int count = found.slicesAcross() * found.slicesDown();
        slices = new Slice[count];
        for (int i = 0; i < count; i++) {
            slices[i] = new Slice();
            if (found.version() < 3) {
                slices[i].choose(0, found);
            }
        }
    }
}
