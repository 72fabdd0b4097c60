package org.loopscope.controller.log.journal;

import java.io.IOException;
import java.util.regex.Pattern;

/** A byte of the journal is not what was written. A record cut short by a crash is not corruption. */
public final class JournalCorrupt extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is in a damaged record may be in the message, which is one line. */
    private static final Pattern WHITE = Pattern.compile("[\\s\\p{Cntrl}]+");

    private final long recordNumber;
    private final long byteOffset;

    /**
     * @param recordNumber number of the record from 0, or -1 for the file's header
     * @param byteOffset where that record starts in the file
     */
    public JournalCorrupt(String file, long recordNumber, long byteOffset, String what) {
        super(file + ": "
                + (recordNumber < 0 ? "header" : "record " + recordNumber + " at byte " + byteOffset)
                + ": " + WHITE.matcher(what).replaceAll(" "));
        this.recordNumber = recordNumber;
        this.byteOffset = byteOffset;
    }

    public long recordNumber() {
        return recordNumber;
    }

    public long byteOffset() {
        return byteOffset;
    }
}
