package org.loopscope.controller.log.journal;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Tells a record that a crash cut short from one whose length field was changed. Both say that they are longer than the
 * file; but behind a crash there is nothing, while behind a changed length there are the record's own bytes and, unless
 * it was the last one, whole records.
 */
final class TailInspection {
    /** Records up to this length are looked for behind the broken one; nearly all records are far shorter. */
    private static final int SEARCHED_PAYLOAD_BYTES = 1 << 20;

    private static final int HIGHEST_TAG = 63;

    private final FileChannel channel;
    private final long offset;
    private final long size;

    TailInspection(FileChannel channel, long offset, long size) {
        this.channel = channel;
        this.offset = offset;
        this.size = size;
    }

    /** What is wrong with the record at the offset, or an empty text when it was only cut short. */
    String faultIn(int length, int crc) throws IOException {
        long mapped = Math.min(size - offset, Integer.MAX_VALUE);
        MappedByteBuffer tail = channel.map(FileChannel.MapMode.READ_ONLY, offset, mapped);
        tail.order(ByteOrder.LITTLE_ENDIAN);
        if (isZero(tail)) {
            // A file that was extended but not filled when the power went.
            return "";
        }
        if (length <= 0 || length > JournalFormat.MAX_PAYLOAD_BYTES) {
            return "its length field says " + length + " bytes, which no record has";
        }
        int rest = tail.limit() - JournalFormat.RECORD_HEADER_BYTES;
        if (rest > 0 && JournalFormat.recordCrc(rest, tail.slice(JournalFormat.RECORD_HEADER_BYTES, rest)) == crc) {
            return "its length field was changed from " + rest + " to " + length;
        }
        for (int at = 1; at + JournalFormat.RECORD_HEADER_BYTES < tail.limit(); at++) {
            if (isRecord(tail, at)) {
                return "its length field was changed: it says " + length + " bytes, but another record starts " + at
                        + " bytes further on";
            }
        }
        return "";
    }

    private static boolean isRecord(MappedByteBuffer tail, int at) {
        int length = tail.getInt(at);
        int payload = at + JournalFormat.RECORD_HEADER_BYTES;
        if (length <= 0 || length > SEARCHED_PAYLOAD_BYTES || length > tail.limit() - payload) {
            return false;
        }
        int tag = tail.get(payload);
        return tag > 0
                && tag <= HIGHEST_TAG
                && JournalFormat.recordCrc(length, tail.slice(payload, length)) == tail.getInt(at + 4);
    }

    private static boolean isZero(MappedByteBuffer tail) {
        for (int i = 0; i < tail.limit(); i++) {
            if (tail.get(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
