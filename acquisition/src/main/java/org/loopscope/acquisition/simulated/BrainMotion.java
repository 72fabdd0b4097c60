package org.loopscope.acquisition.simulated;

/**
 * Where the brain is in each frame: a slow drift, a smoothed random walk back and forth, and now and then a jerk that
 * dies away; bounded softly by the settings' limit.
 */
final class BrainMotion {
    private static final double DRIFT_TAU_S = 40;
    private static final double DRIFT_SD_OF_LIMIT = 0.12;
    private static final double SWAY_TAU_S = 0.8;
    private static final double SWAY_SD_OF_LIMIT = 0.2;
    private static final double SWAY_SMOOTHING_S = 0.15;
    private static final double JERK_TAU_S = 0.25;
    private static final double JERK_LEAST_OF_LIMIT = 0.3;
    private static final double JERK_MOST_OF_LIMIT = 0.7;

    private final double limitPx;
    private final double jerksPerFrame;
    private final Xoshiro256 random;
    private final double driftLeft;
    private final double swayLeft;
    private final double smoothing;
    private final double jerkLeft;
    private final Axis x = new Axis();
    private final Axis y = new Axis();

    BrainMotion(MotionSettings settings, double frameS, long seed) {
        limitPx = settings.limitPx();
        jerksPerFrame = settings.jerksPerMinute() / 60 * frameS;
        random = new Xoshiro256(seed);
        driftLeft = StrictMath.exp(-frameS / DRIFT_TAU_S);
        swayLeft = StrictMath.exp(-frameS / SWAY_TAU_S);
        smoothing = -StrictMath.expm1(-frameS / SWAY_SMOOTHING_S);
        jerkLeft = StrictMath.exp(-frameS / JERK_TAU_S);
    }

    /** Moves on by one frame. */
    void step() {
        if (limitPx == 0) {
            return;
        }
        double jerkX = 0;
        double jerkY = 0;
        if (random.nextDouble() < jerksPerFrame) {
            double sizePx = limitPx * random.uniform(JERK_LEAST_OF_LIMIT, JERK_MOST_OF_LIMIT);
            double direction = random.uniform(0, 2 * StrictMath.PI);
            jerkX = sizePx * StrictMath.cos(direction);
            jerkY = sizePx * StrictMath.sin(direction);
        }
        x.step(jerkX);
        y.step(jerkY);
    }

    /** Positive to the right. */
    float shiftXPx() {
        return x.shiftPx;
    }

    /** Positive downwards. */
    float shiftYPx() {
        return y.shiftPx;
    }

    private final class Axis {
        private double driftPx;
        private double swayPx;
        private double smoothSwayPx;
        private double jerkPx;
        private float shiftPx;

        void step(double newJerkPx) {
            driftPx = ornsteinUhlenbeck(driftPx, driftLeft, DRIFT_SD_OF_LIMIT * limitPx);
            swayPx = ornsteinUhlenbeck(swayPx, swayLeft, SWAY_SD_OF_LIMIT * limitPx);
            smoothSwayPx += smoothing * (swayPx - smoothSwayPx);
            jerkPx = jerkPx * jerkLeft + newJerkPx;
            double freePx = driftPx + smoothSwayPx + jerkPx;
            shiftPx = (float) (limitPx * StrictMath.tanh(freePx / limitPx));
        }

        private double ornsteinUhlenbeck(double value, double left, double sd) {
            return value * left + sd * StrictMath.sqrt(1 - left * left) * random.nextNormal();
        }
    }
}
