package org.loopscope.inference.learning;

/** The experiment's side of the model: requests go in, updates come out, both in order. Experiment thread only. */
public interface ModelLink {
    /** Queues work; never blocks. */
    void request(ModelRequest request);

    /** How many updates can be taken now. */
    int available();

    /** The next update, in the order of the requests. */
    ModelUpdate take();
}
