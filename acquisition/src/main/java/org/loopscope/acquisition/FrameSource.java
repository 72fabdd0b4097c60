package org.loopscope.acquisition;

/** A microscope, a file or a simulation that yields frames. All calls come from the acquisition thread. */
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
     * Fills {@code into} with the next frame when its exposure has ended by {@code nowNs}. Sets index, exposure end and
     * pixels; the caller stamps {@link Frame#frameEndNs}. Never blocks.
     *
     * @throws java.io.UncheckedIOException when the source has failed
     */
    Poll poll(long nowNs, Frame into);

    @Override
    void close();
}
