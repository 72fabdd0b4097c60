package org.loopscope.tests.faults;

import java.util.function.Consumer;
import org.loopscope.controller.rig.Rig;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.stimulus.StimulusPresenter;

/** A display to which something happens at one of its pictures. */
final class ScriptedPresenter implements StimulusPresenter {
    /** What happens. */
    enum Fault {
        /** It throws. */
        BREAKS,
        /** Its photodiode sees no edge of the next ten pictures. */
        IS_NOT_SEEN,
        /** It shows nothing of the next ten pictures. */
        SHOWS_NOTHING,
        /** It shows the next ten pictures 200 ms late. */
        IS_LATE
    }

    private static final int PICTURES = 10;
    private static final long LATE_NS = 200_000_000;

    private final StimulusPresenter real;
    private final Fault fault;
    private final int atPicture;
    private int pictures;

    private ScriptedPresenter(StimulusPresenter real, Fault fault, int atPicture) {
        this.real = real;
        this.fault = fault;
        this.atPicture = atPicture;
    }

    static Rig in(Rig rig, Fault fault, int atPicture) {
        return new Rig(
                rig.name(),
                rig.input(),
                rig.device(),
                new ScriptedPresenter(rig.presenter(), fault, atPicture),
                rig.bank(),
                rig.focus(),
                rig.truth(),
                rig.truthWriter());
    }

    private boolean faulty() {
        return pictures > atPicture && pictures <= atPicture + PICTURES;
    }

    @Override
    public void submit(StimulusDecision decision) {
        pictures++;
        switch (faulty() ? fault : Fault.IS_NOT_SEEN) {
            case BREAKS -> throw new IllegalStateException("the display's driver has crashed");
            case SHOWS_NOTHING -> {}
            case IS_NOT_SEEN -> real.submit(decision);
            case IS_LATE -> real.submit(late(decision));
        }
    }

    /** As if it had been decided too late, which is when a display shows late. */
    private static StimulusDecision late(StimulusDecision decision) {
        return new StimulusDecision(
                decision.index(),
                decision.frameIndex(),
                decision.stimulus(),
                decision.requestedOnsetNs(),
                decision.durationNs(),
                decision.deadlineNs(),
                decision.requestedOnsetNs() + LATE_NS,
                decision.missedDeadline(),
                decision.policy(),
                decision.modelUpdate(),
                decision.modelAge());
    }

    @Override
    public void photodiodeEdge(TtlEdge edge) {
        if (fault != Fault.IS_NOT_SEEN || !faulty()) {
            real.photodiodeEdge(edge);
        }
    }

    @Override
    public void poll(long nowNs, Consumer<Presentation> ended) {
        real.poll(nowNs, ended);
    }

    @Override
    public void blank() {
        real.blank();
    }

    @Override
    public void close() {
        real.close();
    }
}
