package org.loopscope.acquisition.simulated;

/**
 * Spike counts per frame to the indicator's dF/F, averaged over each frame's exposure. Exact for spikes spread evenly
 * over the frame they are counted in: both exponentials of the kernel are integrated in closed form.
 */
final class CalciumKinetics {
    private final double amplitude;
    private final Pole decay;
    private final Pole fast;

    CalciumKinetics(Indicator indicator, int cells, double frameS) {
        amplitude = indicator.amplitude();
        decay = new Pole(indicator.decayS(), cells, frameS);
        fast = new Pole(indicator.fastS(), cells, frameS);
    }

    /** Moves on by one frame; {@code dfOverF} receives each cell's mean over that frame. */
    void step(int[] spikeCounts, float[] dfOverF) {
        for (int cell = 0; cell < dfOverF.length; cell++) {
            int spikes = spikeCounts[cell];
            dfOverF[cell] = (float) (amplitude * (decay.step(cell, spikes) - fast.step(cell, spikes)));
        }
    }

    /** One exponential of the kernel, all cells. */
    private static final class Pole {
        private final double[] state;
        /** What is left after a frame of what was there before it. */
        private final double left;
        /** Mean over a frame of what was there before it; also what is left at its end of spikes spread over it. */
        private final double mean;
        /** Mean over a frame of the answer to spikes spread over it. */
        private final double meanOfNew;

        Pole(double tauS, int cells, double frameS) {
            state = new double[cells];
            left = StrictMath.exp(-frameS / tauS);
            mean = tauS / frameS * -StrictMath.expm1(-frameS / tauS);
            meanOfNew = tauS / frameS * (1 - mean);
        }

        double step(int cell, int spikes) {
            double before = state[cell];
            state[cell] = before * left + spikes * mean;
            return before * mean + spikes * meanOfNew;
        }
    }
}
