package org.loopscope.tests.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A small ScanImage BigTIFF: the header with its text, then each page's description, directory and pixels. */
final class ScanImageFile {
    private static final int SIDE_PX = 24;
    private static final int NOTE_BYTES = 256;
    private static final int ENTRIES = 9;
    private static final int DIRECTORY_BYTES = 8 + 20 * ENTRIES + 8;
    private static final int PIXEL_BYTES = 2 * SIDE_PX * SIDE_PX;
    private static final int PAGE_BYTES = NOTE_BYTES + DIRECTORY_BYTES + PIXEL_BYTES;
    private static final byte[] TEXT =
            ("SI.acqState = 'loop'\nSI.hChannels.channelSave = 1\nSI.hRoiManager.scanFrameRate = 30\n"
                            + "SI.hStackManager.enable = false\n\0")
                    .getBytes(StandardCharsets.US_ASCII);

    private ScanImageFile() {}

    static byte[] bytes(int pages) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int headerBytes = 32 + TEXT.length;
        byte[] head = new byte[headerBytes];
        ByteBuffer header = buffer(head);
        header.put(new byte[] {'I', 'I'})
                .putShort((short) 43)
                .putShort((short) 8)
                .putShort((short) 0);
        header.putLong(headerBytes + NOTE_BYTES);
        header.putInt(117_637_889).putInt(4).putInt(TEXT.length).putInt(0).put(TEXT);
        file.writeBytes(head);
        for (int page = 0; page < pages; page++) {
            file.writeBytes(page(page, headerBytes + page * PAGE_BYTES, page == pages - 1));
        }
        return file.toByteArray();
    }

    private static byte[] page(int number, int at, boolean last) {
        byte[] bytes = new byte[PAGE_BYTES];
        ByteBuffer page = buffer(bytes);
        String note = "frameNumbers = " + (number + 1) + "\nframeTimestamps_sec = " + number / 30.0
                + "\nendOfAcquisition = " + (last ? 1 : 0)
                + "\nendOfAcquisitionMode = 0\nauxTrigger0 = [0.01 0.02]\n";
        page.put(note.getBytes(StandardCharsets.US_ASCII)).position(NOTE_BYTES);
        page.putLong(ENTRIES);
        entry(page, 256, 4, 1, SIDE_PX);
        entry(page, 257, 4, 1, SIDE_PX);
        entry(page, 258, 3, 1, 16);
        entry(page, 259, 3, 1, 1);
        entry(page, 270, 2, NOTE_BYTES, at);
        entry(page, 273, 16, 1, at + NOTE_BYTES + DIRECTORY_BYTES);
        entry(page, 278, 4, 1, SIDE_PX);
        entry(page, 279, 16, 1, PIXEL_BYTES);
        entry(page, 339, 3, 1, 2);
        page.putLong(last ? 0 : at + PAGE_BYTES + NOTE_BYTES);
        return bytes;
    }

    private static void entry(ByteBuffer page, int tag, int type, long count, long value) {
        page.putShort((short) tag).putShort((short) type).putLong(count).putLong(value);
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
