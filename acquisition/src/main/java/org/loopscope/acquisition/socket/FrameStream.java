package org.loopscope.acquisition.socket;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.live.Hello;
import org.loopscope.acquisition.live.SourceFailure;
import org.loopscope.acquisition.live.StatedFormat;
import org.loopscope.acquisition.socket.Protocol.Found;

/**
 * Bytes in, frames out: recognises the protocol by its first bytes and keeps what has come of the next message. Knows no
 * channel and no clock. One thread; allocates once more when the format is known, and nothing per frame.
 *
 * <p>Its memory is one message of the format agreed on and {@value #SPARE_BYTES} bytes, whatever lengths a sender claims.
 */
final class FrameStream {
    static final int SPARE_BYTES = 64 << 10;

    private static final int CODE_BYTES = 8;

    private final StatedFormat stated;
    private @Nullable Protocol protocol;
    private ByteBuffer input;
    private ByteBuffer output;
    private MemorySegment bytes;

    FrameStream(StatedFormat stated) {
        this.stated = stated;
        input = ByteBuffer.allocateDirect(Protocol.MOST_TEXT_BYTES + SPARE_BYTES);
        output = input.duplicate().order(ByteOrder.LITTLE_ENDIAN).limit(0);
        bytes = MemorySegment.ofBuffer(input.duplicate().clear());
    }

    /**
     * Where to put bytes that have come: from its position on, and never none. Ends what was known of the last frame's
     * pixels.
     */
    ByteBuffer input() {
        if (output.position() == input.position()) {
            output.position(0).limit(0);
            input.clear();
        } else if (output.position() > 0 && input.remaining() < SPARE_BYTES) {
            input.limit(input.position()).position(output.position());
            input.compact();
            output.position(0);
        }
        return input;
    }

    /**
     * Looks for the next message in the bytes so far.
     *
     * @throws SourceFailure when they make no sense; the stream is of no use then
     */
    Found next() {
        output.limit(input.position());
        if (protocol == null) {
            protocol = recognised();
        }
        if (protocol == null) {
            return Found.NOTHING;
        }
        Found found = protocol.next(output);
        if (found == Found.HELLO) {
            makeRoom(protocol.longestMessageBytes() + SPARE_BYTES);
        }
        return found;
    }

    private @Nullable Protocol recognised() {
        if (output.remaining() >= Integer.BYTES && output.getInt(output.position()) == LoopscopeProtocol.MAGIC) {
            return new LoopscopeProtocol();
        }
        if (output.remaining() < CODE_BYTES) {
            return null;
        }
        long code = output.getLong(output.position());
        if (ScanImageProtocol.begins(code)) {
            return new ScanImageProtocol(stated);
        }
        throw new SourceFailure(String.format(
                "what connects is no sender of frames: its first bytes are %016x, and neither 'LSF1' (Loopscope) nor a"
                        + " code of the ScanImage streaming add-on",
                Long.reverseBytes(code)));
    }

    private void makeRoom(int capacity) {
        if (capacity <= input.capacity()) {
            return;
        }
        ByteBuffer larger = ByteBuffer.allocateDirect(capacity);
        larger.put(output);
        input = larger;
        output = larger.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(0).limit(larger.position());
        bytes = MemorySegment.ofBuffer(larger.duplicate().clear());
    }

    /** Whether bytes wait of a message that is not all there. */
    boolean withinMessage() {
        return output.position() < input.position();
    }

    @Nullable Hello hello() {
        return protocol == null ? null : protocol.hello();
    }

    /** The frame found last; to be used after {@link Found#FRAME} and before the next call of {@link #input}. */
    FrameHead frame() {
        if (protocol == null) {
            throw new IllegalStateException("no frame has been found");
        }
        return protocol.frame();
    }

    /** What {@link FrameHead#pixelsAt} counts in; valid as {@link #frame} is. */
    MemorySegment bytes() {
        return bytes;
    }

    String title() {
        return protocol == null ? "an unknown protocol" : protocol.title();
    }
}
