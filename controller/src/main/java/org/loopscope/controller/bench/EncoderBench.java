package org.loopscope.controller.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.inference.encoder.EncoderSettings;
import org.loopscope.inference.encoder.NetworkModel;
import org.loopscope.inference.synthesis.AscentSettings;
import org.loopscope.inference.synthesis.ImageAscent;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/** Times the encoding model's jobs, one after the other, on made-up pictures and responses. One thread. */
final class EncoderBench implements AutoCloseable {
    private static final PictureSize SIZE = new PictureSize(31, 31);
    private static final int NEURONS = 103;
    private static final int PRESENTATIONS = 512;
    private static final int BATCH = 256;
    private static final int SMALL_BATCH = 16;
    private static final int ASCENTS = 64;
    private static final int ASCENT_STEPS = 200;
    static final float LEARNING_RATE = 1e-3f;
    private static final int WARM_UP = 3;
    private static final double NS_PER_MS = 1e6;

    private final SessionClock stopwatch;
    private final NetworkModel large;
    private final NetworkModel small;
    private final float[] pictures = new float[BATCH * SIZE.pixels()];
    private final float[] rates = new float[BATCH * NEURONS];

    /** @param largeDevice closed with the bench, as {@code smallDevice} */
    EncoderBench(SessionClock stopwatch, TensorBackend largeDevice, TensorBackend smallDevice) {
        this.stopwatch = stopwatch;
        Random random = new Random(1);
        large = model(BATCH, largeDevice, random);
        small = model(SMALL_BATCH, smallDevice, random);
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = (float) random.nextGaussian();
        }
    }

    private static NetworkModel model(int batch, TensorBackend device, Random random) {
        NetworkModel model =
                new NetworkModel(EncoderSettings.klindt(SIZE, NEURONS, 1).withBatch(batch), device);
        teach(model, PRESENTATIONS, random);
        return model;
    }

    /** Made-up presentations. */
    static void teach(NetworkModel model, int presentations, Random random) {
        for (int i = 0; i < presentations; i++) {
            float[] picture = new float[model.pictureSize().pixels()];
            float[] response = new float[model.neurons()];
            for (int p = 0; p < picture.length; p++) {
                picture[p] = (float) random.nextGaussian();
            }
            for (int n = 0; n < response.length; n++) {
                response[n] = random.nextFloat();
            }
            model.add(picture, response);
        }
    }

    String device() {
        return large.device();
    }

    /** One turn: every job. */
    Map<EncoderJob, Times> run() {
        Map<EncoderJob, Times> times = new EnumMap<>(EncoderJob.class);
        for (EncoderJob job : EncoderJob.values()) {
            times.put(job, time(job));
        }
        return times;
    }

    private Times time(EncoderJob job) {
        Runnable work = work(job);
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        double[] figures = new double[job.repetitions()];
        for (int i = 0; i < figures.length; i++) {
            long startNs = stopwatch.nowNs();
            work.run();
            figures[i] = job.figure((stopwatch.nowNs() - startNs) / NS_PER_MS);
        }
        return Times.of(figures);
    }

    private Runnable work(EncoderJob job) {
        return switch (job) {
            case FORWARD_B1 -> () -> large.predict(pictures, 1, rates);
            case FORWARD_B256 -> () -> large.predict(pictures, BATCH, rates);
            case TRAIN_STEP_B256 -> () -> large.train(1, LEARNING_RATE);
            case TRAIN_STEP_B16 -> () -> small.train(1, LEARNING_RATE);
            case MEI_1X200 -> window(1, 5);
            case MEI_64X200 -> window(ASCENTS, 2);
        };
    }

    /** As the baseline's: new starts, so many steps, and the rates of what came out. */
    private Runnable window(int neurons, int steps) {
        AscentSettings settings = AscentSettings.defaults()
                .withoutBackground()
                .with(1, ASCENT_STEPS, AscentSettings.defaults().contrastRms());
        ImageAscent ascent = new ImageAscent(settings, SIZE, NEURONS, List.of());
        int[] targets = new int[neurons];
        for (int n = 0; n < neurons; n++) {
            targets[n] = n;
        }
        return () -> {
            ascent.start(targets, 1);
            ascent.advance(large, steps);
        };
    }

    @Override
    public void close() {
        large.close();
        small.close();
    }
}
