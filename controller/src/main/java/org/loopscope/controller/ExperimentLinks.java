package org.loopscope.controller;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.protocol.Outputs;
import org.loopscope.firmware.Pulse;
import org.loopscope.inference.learning.ModelLink;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.stimulus.StimulusDecision;

/**
 * What an experiment is connected with: the model, the screen and the log; in a session that goes on the journal before, while
 * what has been is gone through again. Changed by one thread while no other runs the experiment.
 */
public final class ExperimentLinks implements ModelLink, Outputs, Consumer<SessionEvent> {
    private @Nullable ModelLink model;
    private @Nullable Outputs outputs;
    private @Nullable Consumer<SessionEvent> log;

    /** From now on the experiment asks, shows and says here. */
    public void connect(ModelLink toModel, Outputs toOutputs, Consumer<SessionEvent> toLog) {
        model = toModel;
        outputs = toOutputs;
        log = toLog;
    }

    @Override
    public void request(ModelRequest request) {
        connected(model).request(request);
    }

    @Override
    public int available() {
        return connected(model).available();
    }

    @Override
    public ModelUpdate take() {
        return connected(model).take();
    }

    @Override
    public void show(StimulusDecision decision) {
        connected(outputs).show(decision);
    }

    @Override
    public void send(Pulse pulse) {
        connected(outputs).send(pulse);
    }

    @Override
    public void accept(SessionEvent event) {
        connected(log).accept(event);
    }

    private static <T> T connected(@Nullable T link) {
        if (link == null) {
            throw new IllegalStateException("the experiment runs before it is connected");
        }
        return link;
    }
}
