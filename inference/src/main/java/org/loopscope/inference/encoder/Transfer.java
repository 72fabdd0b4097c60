package org.loopscope.inference.encoder;

import java.util.List;

/**
 * What a network takes over from one that was fitted before, to other neurons or in another session: its core. The
 * readout is learnt anew, since the neurons are not the same.
 *
 * @param weights of a whole network; those of its readout are not looked at
 * @param learnt what is learnt from now on
 */
public record Transfer(List<NamedWeights> weights, Learnt learnt) {
    /** How much of a network that starts from another one's core is learnt. */
    public enum Learnt {
        /** The core stays as it is. */
        READOUT,
        /** The core only begins there. */
        ALL
    }

    public Transfer {
        weights = List.copyOf(weights);
    }
}
