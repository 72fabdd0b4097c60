package org.loopscope.stimulus;

import org.jspecify.annotations.Nullable;

/** What is on the screen at a moment: the side of a display that an eye sees. Any one thread may look. */
public interface Screen {
    /**
     * The picture on the screen at {@code sessionNs}, or null for mid-grey. Answers for any time up to the present and
     * back to at least two seconds before.
     */
    @Nullable StimulusImage at(long sessionNs);
}
