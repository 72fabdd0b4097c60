package org.loopscope.inference.encoder;

import java.util.function.Function;
import java.util.function.Supplier;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/**
 * A model that outlives its device: when a call fails, the model is moved to the fallback backend with the weights and the
 * optimiser's numbers that it had after the last {@link #train}, and the call is done again there. A copy of both is
 * therefore read back after every train.
 *
 * <p>Any unchecked exception counts as a loss of the device, since drivers fail in many ways; one that is not the device's
 * fault is thrown again by the fallback, and by it. The exchange happens between two calls, whose number is noted in
 * {@link DeviceLosses}: a model that is told to lose its device before the same call goes on with the same numbers to the bit.
 */
public final class FailoverModel implements EncodingModel {
    private final int member;
    private final Function<TensorBackend, ? extends MovableModel> maker;
    private final Supplier<? extends TensorBackend> fallback;
    private final DeviceLosses losses;
    private MovableModel model;
    private float[] deviceState;
    private boolean moved;
    private long call;

    /**
     * @param member this model's place among the session's
     * @param maker makes the model on a backend, which the model closes
     * @param device the backend to begin with
     * @param fallback the one to go on with
     */
    public FailoverModel(
            int member,
            Function<TensorBackend, ? extends MovableModel> maker,
            Supplier<? extends TensorBackend> device,
            Supplier<? extends TensorBackend> fallback,
            DeviceLosses losses) {
        this.member = member;
        this.maker = maker;
        this.fallback = fallback;
        this.losses = losses;
        model = losses.isExpected(member, 0) ? madeOnFallback("as in the session") : made(device);
        deviceState = moved ? new float[0] : firstState();
    }

    private MovableModel made(Supplier<? extends TensorBackend> device) {
        TensorBackend backend = null;
        try {
            backend = device.get();
            return maker.apply(backend);
        } catch (RuntimeException e) {
            if (backend != null) {
                abandon(backend);
            }
            return madeOnFallback(reason(e));
        }
    }

    private MovableModel madeOnFallback(String why) {
        MovableModel made = maker.apply(fallback.get());
        moved = true;
        losses.note(new DeviceLoss(member, 0, why, made.device()));
        return made;
    }

    /** The first read back also waits for what making the model has queued. */
    private float[] firstState() {
        try {
            return model.deviceState();
        } catch (RuntimeException e) {
            abandon(model);
            model = madeOnFallback(reason(e));
            return new float[0];
        }
    }

    /** Something that the model is asked to do. */
    @FunctionalInterface
    private interface Call<T> {
        T on(MovableModel model);
    }

    private <T> T call(Call<T> asked) {
        call++;
        if (moved) {
            return asked.on(model);
        }
        if (losses.isExpected(member, call)) {
            move("as in the session");
            return asked.on(model);
        }
        try {
            return asked.on(model);
        } catch (RuntimeException e) {
            move(reason(e));
            return asked.on(model);
        }
    }

    private void move(String why) {
        MovableModel lost = model;
        model = lost.movedTo(fallback.get(), deviceState);
        moved = true;
        deviceState = new float[0];
        abandon(lost);
        losses.note(new DeviceLoss(member, call, why, model.device()));
    }

    /** Gives memory back where the device still takes it. */
    private static void abandon(AutoCloseable lost) {
        try {
            lost.close();
        } catch (Exception e) {
            // A device that is gone has nothing to give back.
            return;
        }
    }

    private static String reason(RuntimeException e) {
        String message = e.getMessage();
        return (message == null ? e.getClass().getSimpleName() : message).replaceAll("\\s*\\R\\s*", " ");
    }

    @Override
    public EncodingModel itself() {
        return model;
    }

    @Override
    public int neurons() {
        return model.neurons();
    }

    @Override
    public PictureSize pictureSize() {
        return model.pictureSize();
    }

    @Override
    public void add(float[] image, float[] response) {
        call(m -> {
            m.add(image, response);
            return m;
        });
    }

    @Override
    public void addValidation(float[] image, float[] response) {
        call(m -> {
            m.addValidation(image, response);
            return m;
        });
    }

    /** Needs no device. */
    @Override
    public void releaseValidation() {
        model.releaseValidation();
    }

    @Override
    public int presentations() {
        return model.presentations();
    }

    @Override
    public float train(int steps, float learningRate) {
        return call(m -> {
            float loss = m.train(steps, learningRate);
            keepState(m);
            return loss;
        });
    }

    private void keepState(MovableModel trained) {
        if (!moved) {
            deviceState = trained.deviceState();
        }
    }

    @Override
    public void predict(float[] images, int count, float[] rates) {
        call(m -> {
            m.predict(images, count, rates);
            return m;
        });
    }

    @Override
    public void inputGradient(float[] images, int count, float[] weights, float[] rates, float[] gradient) {
        call(m -> {
            m.inputGradient(images, count, weights, rates, gradient);
            return m;
        });
    }

    @Override
    public int parameterCount() {
        return model.parameterCount();
    }

    @Override
    public float[] parameters() {
        return call(EncodingModel::parameters);
    }

    @Override
    public void restore(float[] parameters) {
        call(m -> {
            m.restore(parameters);
            keepState(m);
            return m;
        });
    }

    @Override
    public String device() {
        return model.device();
    }

    @Override
    public void close() {
        if (moved) {
            model.close();
        } else {
            abandon(model);
        }
    }
}
