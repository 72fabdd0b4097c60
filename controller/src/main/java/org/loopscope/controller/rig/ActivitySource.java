package org.loopscope.controller.rig;

import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.ImagedFrame;

/** Activity that needs no imaging: a recording of responses that stands in for the animal. */
public interface ActivitySource {
    /** The first sample starts at this session time. Called once, before the first poll. */
    void startAt(long sessionNs);

    /** When the next sample ends, session clock, nanoseconds. */
    long nextEndNs();

    /** Fills {@code into} with the next sample when it has ended by {@code nowNs}. */
    Poll poll(long nowNs, ImagedFrame into);
}
