package org.loopscope.controller.rig;

import java.util.function.Function;
import org.loopscope.inference.encoder.DeviceLosses;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.encoder.FailoverModel;
import org.loopscope.inference.encoder.MovableModel;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.inference.tensor.TensorBackend;

/** Where models run, and what becomes of them when that fails. */
sealed interface ModelPlace {
    /** Fails with its device. */
    record OnDevice(ComputeDevice device) implements ModelPlace {}

    /** Goes on with plain Java. */
    record WithFailover(ComputeDevice device, DeviceLosses losses) implements ModelPlace {}

    /**
     * A model in this place.
     *
     * @param member its number among the session's
     * @param maker makes it on a backend
     */
    default EncodingModel model(int member, Function<TensorBackend, ? extends MovableModel> maker) {
        return switch (this) {
            case OnDevice(ComputeDevice device) -> maker.apply(device.backend());
            case WithFailover(ComputeDevice device, DeviceLosses losses) ->
                new FailoverModel(member, maker, device.backends(), JavaBackend::new, losses);
        };
    }
}
