package org.loopscope.controller.protocol;

import org.loopscope.firmware.Pulse;
import org.loopscope.stimulus.StimulusDecision;

/** Where decisions go: the rig's screen and lines, or nowhere in a replay. */
public interface Outputs {
    void show(StimulusDecision decision);

    void send(Pulse pulse);
}
