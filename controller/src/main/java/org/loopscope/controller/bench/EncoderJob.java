package org.loopscope.controller.bench;

/** What the encoding model is timed at: pictures of 31x31 pixels, 103 neurons, the network of Klindt et al. 2017. */
enum EncoderJob {
    FORWARD_B1("forward_b1", "forward_b1_ms", "ms", 300, 1, 1.5),
    FORWARD_B256("forward_b256", "forward_b256_ms", "ms", 25, 1, Double.NaN),
    TRAIN_STEP_B256("train_step_b256", "train_step_b256_ms", "ms", 25, 1, 1.0),
    TRAIN_STEP_B16("train_step_b16", "train_step_b16_ms", "ms", 60, 1, Double.NaN),
    /** 200 ascent steps, timed in windows of 5 and what comes with a window. */
    MEI_1X200("mei_1x200", "mei_1x200_s", "s", 60, 40, Double.NaN),
    /** 200 ascent steps, timed in windows of 2. */
    MEI_64X200("mei_64x200", "mei_64x200_s", "s", 25, 100, 1.2);

    private static final double MS_PER_S = 1e3;

    private final String name;
    private final String baselineKey;
    private final String unit;
    private final int repetitions;
    private final int windows;
    private final double leastRatio;

    EncoderJob(String name, String baselineKey, String unit, int repetitions, int windows, double leastRatio) {
        this.name = name;
        this.baselineKey = baselineKey;
        this.unit = unit;
        this.repetitions = repetitions;
        this.windows = windows;
        this.leastRatio = leastRatio;
    }

    /** In the JSON. */
    String key() {
        return name;
    }

    /** The name of the same job in the baseline's JSON, a list of the least and the median time. */
    String baselineKey() {
        return baselineKey;
    }

    String unit() {
        return unit;
    }

    /** How often it is timed in a turn. */
    int repetitions() {
        return repetitions;
    }

    /** From one timed repetition to the figure. */
    double figure(double ms) {
        return unit.equals("s") ? ms * windows / MS_PER_S : ms * windows;
    }

    /** How many times faster than the baseline it has to be; not a number where nothing is asked. */
    double leastRatio() {
        return leastRatio;
    }
}
