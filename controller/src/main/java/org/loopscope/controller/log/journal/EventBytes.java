package org.loopscope.controller.log.journal;

import java.nio.ByteBuffer;
import org.loopscope.controller.log.SessionEvent;

/** Compares events to the bit, by the bytes that the journal would hold. One thread. */
public final class EventBytes {
    private final RecordOutput first = new RecordOutput();
    private final RecordOutput second = new RecordOutput();

    /** True when both would be the same record. */
    public boolean equal(SessionEvent a, SessionEvent b) {
        return bytes(a, first).equals(bytes(b, second));
    }

    /** The event as the journal holds it, without its header; a copy. */
    public byte[] of(SessionEvent event) {
        ByteBuffer bytes = bytes(event, first);
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    private static ByteBuffer bytes(SessionEvent event, RecordOutput output) {
        output.restart(0);
        EventCodec.write(event, output);
        return output.finished();
    }
}
