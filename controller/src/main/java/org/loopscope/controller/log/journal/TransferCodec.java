package org.loopscope.controller.log.journal;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.log.SessionEvent.ModelGiven;
import org.loopscope.inference.encoder.NamedWeights;

/**
 * Bytes of the network that a session starts from.
 *
 * <pre>
 * ModelGiven = origin:text | n:i32 | n x (name:text | dimensions:i32 | dimensions x length:i32 | values:f32[])
 * </pre>
 */
final class TransferCodec {
    private static final int LEAST_ARRAY_BYTES = 12;

    private TransferCodec() {}

    static void write(ModelGiven e, RecordOutput out) {
        out.text(e.origin());
        out.i32(e.weights().size());
        for (NamedWeights array : e.weights()) {
            out.text(array.name());
            out.i32(array.shape().size());
            array.shape().forEach(out::i32);
            out.floats(array.values());
        }
    }

    static ModelGiven readModelGiven(RecordInput in) {
        String origin = in.text();
        int count = in.count(LEAST_ARRAY_BYTES);
        List<NamedWeights> weights = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = in.text();
            int dimensions = in.count(Integer.BYTES);
            List<Integer> shape = new ArrayList<>(dimensions);
            for (int d = 0; d < dimensions; d++) {
                shape.add(in.i32());
            }
            weights.add(new NamedWeights(name, shape, in.floats()));
        }
        return new ModelGiven(origin, weights);
    }
}
