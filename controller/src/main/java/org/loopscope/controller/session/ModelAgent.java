package org.loopscope.controller.session;

import java.util.function.Consumer;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.inference.encoder.DeviceLoss;
import org.loopscope.inference.encoder.DeviceLosses;
import org.loopscope.inference.learning.Learner;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;

/**
 * Trains, predicts and synthesizes, one request at a time. When too many presentations wait to be learnt from, new ones
 * are taken into the training set without the steps they would grant, so that the model stays young; how many steps a
 * request was given is journaled, and a replay gives the same.
 */
public final class ModelAgent implements Agent {
    private static final long IDLE = Long.MAX_VALUE;

    private final QueuedModel queue;
    private final Learner learner;
    private final DeviceLosses losses;
    private final int mostWaiting;
    private final SessionClock clock;
    private final Consumer<SessionEvent> log;
    private long request;
    private volatile long busySinceNs = IDLE;
    private volatile boolean finished;

    /**
     * @param losses where the learner notes that its device is lost
     * @param mostWaiting presentations that may wait before steps are left out; at full speed none ever waits
     * @param requestsDone in earlier parts of the session
     */
    public ModelAgent(
            QueuedModel queue,
            Learner learner,
            DeviceLosses losses,
            int mostWaiting,
            long requestsDone,
            SessionClock clock,
            Consumer<SessionEvent> log) {
        this.queue = queue;
        this.learner = learner;
        this.losses = losses;
        this.clock = clock;
        this.mostWaiting = mostWaiting;
        this.request = requestsDone;
        this.log = log;
    }

    @Override
    public String role() {
        return "model";
    }

    @Override
    public boolean doWork() {
        ModelRequest next = queue.poll();
        if (next == null) {
            return false;
        }
        int steps = stepsFor(next);
        if (steps > 0 || next instanceof ModelRequest.Learn) {
            log.accept(new SessionEvent.TrainingStepsTaken(request, steps));
        }
        busySinceNs = clock.nowNs();
        ModelUpdate update = learner.handle(next, steps);
        busySinceNs = IDLE;
        for (DeviceLoss loss = losses.poll(); loss != null; loss = losses.poll()) {
            lost(loss);
        }
        request++;
        if (update != null) {
            queue.publish(update);
        }
        return true;
    }

    /** Logged before the update that the exchange was made in can be taken. */
    private void lost(DeviceLoss loss) {
        log.accept(new SessionEvent.ComputeDeviceLost(request, loss));
        String what = "model " + loss.member() + " lost its device in request " + request + " (" + loss.reason()
                + "); it goes on, with what it has learnt, on " + loss.continuesOn();
        log.accept(new SessionEvent.FaultRaised(clock.nowNs(), what, false));
    }

    private int stepsFor(ModelRequest next) {
        boolean behind = next instanceof ModelRequest.Learn && queue.waitingToLearn() > mostWaiting;
        return behind ? 0 : next.trainingSteps();
    }

    /** For how long it has been at one request, nanoseconds; negative when it is at none. Any thread. */
    long busyNs(long nowNs) {
        return nowNs - busySinceNs;
    }

    /** The experiment has ended: what still waits is left undone. */
    public void close() {
        finished = true;
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
