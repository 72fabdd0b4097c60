package org.loopscope.controller.session;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.learning.ModelLink;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;

/** The two bounded queues between the experiment thread and the model thread. Either one full ends the session. */
public final class QueuedModel implements ModelLink {
    private static final int CAPACITY = 4096;

    private final BlockingQueue<ModelRequest> requests = new ArrayBlockingQueue<>(CAPACITY);
    private final BlockingQueue<ModelUpdate> updates = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicInteger waitingToLearn = new AtomicInteger();

    @Override
    public void request(ModelRequest request) {
        if (request instanceof ModelRequest.Learn) {
            waitingToLearn.incrementAndGet();
        }
        if (!requests.offer(request)) {
            throw new IllegalStateException("the model is behind by " + CAPACITY + " requests");
        }
    }

    @Override
    public int available() {
        return updates.size();
    }

    @Override
    public ModelUpdate take() {
        return updates.remove();
    }

    /** Model thread. */
    @Nullable ModelRequest poll() {
        ModelRequest request = requests.poll();
        if (request instanceof ModelRequest.Learn) {
            waitingToLearn.decrementAndGet();
        }
        return request;
    }

    /** Model thread. */
    void publish(ModelUpdate update) {
        if (!updates.offer(update)) {
            throw new IllegalStateException("the experiment has not taken " + CAPACITY + " model updates");
        }
    }

    /** Presentations that the model has yet to learn from. */
    int waitingToLearn() {
        return waitingToLearn.get();
    }
}
