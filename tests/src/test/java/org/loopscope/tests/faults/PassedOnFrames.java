package org.loopscope.tests.faults;

import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameSource;
import org.loopscope.controller.rig.ActivityInput;
import org.loopscope.controller.rig.Rig;

/** A rig's own frames, between which and the session a test has put itself. */
abstract class PassedOnFrames implements FrameSource {
    protected final FrameSource real;

    PassedOnFrames(FrameSource real) {
        this.real = real;
    }

    static FrameSource of(Rig rig) {
        return ((ActivityInput.Imaged) rig.input()).frames();
    }

    /** The rig with these frames in the place of its own. */
    Rig in(Rig rig) {
        return new Rig(
                rig.name(),
                new ActivityInput.Imaged(this),
                rig.device(),
                rig.presenter(),
                rig.bank(),
                rig.focus(),
                rig.truth(),
                rig.truthWriter());
    }

    @Override
    public FrameFormat format() {
        return real.format();
    }

    @Override
    public void startAt(long sessionNs) {
        real.startAt(sessionNs);
    }

    @Override
    public long nextExposureEndNs() {
        return real.nextExposureEndNs();
    }

    @Override
    public String interruption() {
        return real.interruption();
    }

    @Override
    public void close() {
        real.close();
    }
}
