package org.loopscope.acquisition;

/**
 * A microscope, a file or a simulation that yields frames. All calls come from the acquisition thread.
 *
 * <p>A source does not judge what it got: frames come out as the device numbered them, with gaps, twice or out of order
 * where that is what arrived. {@link FrameLedger} counts them. What a source does know is the end: a file that is
 * complete and a sender that said goodbye are ENDED; a frame of another size and bytes that make no sense are an
 * exception, at once. Silence is NOT_YET, and so is a sender that has gone and is waited for; how long that is borne is the
 * session's decision.
 */
public interface FrameSource extends AutoCloseable {
    /** What a poll found. */
    enum Poll {
        FRAME,
        NOT_YET,
        ENDED
    }

    FrameFormat format();

    /** Acquisition begins: the first exposure starts at this session time. Called once, before the first poll. */
    void startAt(long sessionNs);

    /**
     * When the next frame's exposure ends, session clock, nanoseconds. A session at full speed moves its clock there;
     * a live source that cannot know answers its best guess.
     */
    long nextExposureEndNs();

    /**
     * Fills {@code into} with the next frame when its exposure has ended by {@code nowNs}. Sets the frame's address
     * (index, plane, channel), exposure end, device time and pixels; the caller stamps {@link Frame#frameEndNs}. Never
     * blocks.
     *
     * @throws java.io.UncheckedIOException when the source has failed: one line with what, where and what to do
     */
    Poll poll(long nowNs, Frame into);

    /**
     * Why no frame can come though the source has not failed: its sender has gone, and may come back. Empty while
     * nothing is known to be wrong.
     */
    default String interruption() {
        return "";
    }

    @Override
    void close();
}
