package org.loopscope.acquisition.live;

import org.loopscope.acquisition.FrameFormat;

/**
 * What a sender says of itself before its first frame.
 *
 * @param microscope its name, for people
 * @param wantsStart whether it waits for word that the session has begun
 */
public record Hello(FrameFormat format, String microscope, boolean wantsStart) {}
