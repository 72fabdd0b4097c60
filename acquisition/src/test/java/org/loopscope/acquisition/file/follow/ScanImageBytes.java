package org.loopscope.acquisition.file.follow;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a ScanImage BigTIFF, piece by piece as ScanImage appends them: the header with its text, then for each
 * page its description, its directory and its pixels; each directory names the place of the next one in advance.
 */
public final class ScanImageBytes {
    public static final int SIDE = 32;
    private static final int ENTRIES = 15;
    private static final int DIRECTORY_BYTES = 8 + 20 * ENTRIES + 8;
    private static final int NOTE_BYTES = 512;
    private static final int PIXEL_BYTES = 2 * SIDE * SIDE;

    private final byte[] text;
    private long at;

    private ScanImageBytes(byte[] text) {
        this.text = text;
    }

    /** @param ballast bytes of other properties in the text */
    public static ScanImageBytes of(double rateHz, boolean loop, int ballast) {
        String lab = ballast == 0 ? "" : "SI.lab.notes = '" + "x".repeat(ballast) + "'\n";
        String text = lab + "SI.acqState = '" + (loop ? "loop" : "grab") + "'\nSI.hChannels.channelSave = 1\n"
                + "SI.hRoiManager.scanFrameRate = " + rateHz + "\n\0";
        return new ScanImageBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    public byte[] header() {
        byte[] bytes = new byte[32 + text.length];
        ByteBuffer head = buffer(bytes);
        head.put(new byte[] {'I', 'I'}).putShort((short) 43).putShort((short) 8).putShort((short) 0);
        head.putLong(32 + text.length + NOTE_BYTES);
        head.putInt(117637889).putInt(4).putInt(text.length).putInt(0).put(text);
        at = bytes.length;
        return bytes;
    }

    /** A page whose pixels are all {@code value}. */
    public byte[] page(int frameNumber, double startSeconds, boolean last, int value) {
        String note = "frameNumbers = " + frameNumber + "\nframeTimestamps_sec = " + startSeconds
                + "\nendOfAcquisition = " + (last ? 1 : 0) + "\nendOfAcquisitionMode = 0\nauxTrigger0 = []\n";
        long directoryAt = at + NOTE_BYTES;
        long pixelsAt = directoryAt + DIRECTORY_BYTES;
        long nextAt = pixelsAt + PIXEL_BYTES + NOTE_BYTES;
        byte[] bytes = new byte[NOTE_BYTES + DIRECTORY_BYTES + PIXEL_BYTES];
        ByteBuffer page = buffer(bytes);
        page.put(note.getBytes(StandardCharsets.US_ASCII)).position(NOTE_BYTES);
        page.putLong(ENTRIES);
        entry(page, 256, 4, 1, SIDE);
        entry(page, 257, 4, 1, SIDE);
        entry(page, 258, 3, 1, 16);
        entry(page, 259, 3, 1, 1);
        entry(page, 262, 3, 1, 1);
        entry(page, 270, 2, NOTE_BYTES, at);
        entry(page, 273, 16, 1, pixelsAt);
        entry(page, 274, 3, 1, 1);
        entry(page, 277, 3, 1, 1);
        entry(page, 278, 4, 1, SIDE);
        entry(page, 279, 16, 1, PIXEL_BYTES);
        entry(page, 284, 3, 1, 1);
        entry(page, 305, 2, text.length, 32);
        entry(page, 315, 2, 1, 32);
        entry(page, 339, 3, 1, 2);
        page.putLong(last ? 0 : nextAt);
        short[] pixels = new short[SIDE * SIDE];
        Arrays.fill(pixels, (short) value);
        page.asShortBuffer().put(pixels);
        at += bytes.length;
        return bytes;
    }

    /** A whole file of {@code frames} pages at {@code rateHz}, whose values count from -5. */
    public static byte[] file(int frames, double rateHz, int ballast) {
        ScanImageBytes bytes = of(rateHz, false, ballast);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes.header());
        for (int frame = 0; frame < frames; frame++) {
            out.writeBytes(bytes.page(frame + 1, frame / rateHz, frame == frames - 1, frame - 5));
        }
        return out.toByteArray();
    }

    private static void entry(ByteBuffer page, int tag, int type, long count, long value) {
        page.putShort((short) tag).putShort((short) type).putLong(count).putLong(value);
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
