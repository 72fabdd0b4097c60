package org.loopscope.acquisition.socket;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.live.Hello;

/**
 * One way to say frames in bytes. A pure function of the bytes so far: no channel, no clock. Takes a message only when
 * all of it is there, so where the stream is cut into packets does not matter.
 */
sealed interface Protocol permits LoopscopeProtocol, ScanImageProtocol {
    /** What lay in the bytes. */
    enum Found {
        /** No whole message yet. */
        NOTHING,
        /** The format is known, or told again. */
        HELLO,
        /** {@link #frame} and the bytes from {@link FrameHead#pixelsAt} on. */
        FRAME,
        /** An acquisition has ended in order, and another may follow on the same connection. */
        ACQUISITION_ENDED,
        /** Nothing will follow. */
        GOODBYE
    }

    /** No message but a frame may be longer, so that nobody makes us keep more. */
    int MOST_TEXT_BYTES = 64 << 10;

    /**
     * Takes the next message that says something from {@code in}, which is moved behind it; of a message that is not all
     * there nothing is taken. Allocates nothing for a frame.
     *
     * @param in little endian; from its position to its limit the bytes that have come and are not taken
     * @throws org.loopscope.acquisition.live.SourceFailure when the bytes make no sense; nothing can follow then
     */
    Found next(ByteBuffer in);

    /** What the sender has said, or null before it has. */
    @Nullable Hello hello();

    /** The newest frame's. */
    FrameHead frame();

    /** The longest message that can come, bytes; grows once, when the format is known. */
    int longestMessageBytes();

    /** Its name, for people. */
    String title();
}
