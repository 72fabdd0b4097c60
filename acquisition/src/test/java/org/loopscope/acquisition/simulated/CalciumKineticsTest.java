package org.loopscope.acquisition.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalciumKineticsTest {
    private static final double FRAME_S = 1 / 30.0;

    @ParameterizedTest
    @EnumSource(Indicator.class)
    void shouldPeakAtTheStatedHeightWhenOneSpikeComes(Indicator indicator) {
        double peakS = indicator.riseS() * Math.log(1 + indicator.decayS() / indicator.riseS());
        assertEquals(indicator.peakDfOverFPerSpike(), kernel(indicator, peakS), 1e-12);
        assertEquals(0, slope(indicator, peakS), 1e-6);
    }

    @ParameterizedTest
    @EnumSource(Indicator.class)
    void shouldAgreeWithTheKernelIntegratedNumerically(Indicator indicator) {
        CalciumKinetics kinetics = new CalciumKinetics(indicator, 2, FRAME_S);
        int[][] spikes = {{1, 0}, {0, 2}, {0, 0}, {3, 1}, {0, 0}, {0, 0}};
        float[] dfOverF = new float[2];
        for (int frame = 0; frame < 60; frame++) {
            int[] now = frame < spikes.length ? spikes[frame] : new int[2];
            kinetics.step(now, dfOverF);
            for (int cell = 0; cell < 2; cell++) {
                double expected = integrated(indicator, spikes, cell, frame);
                // The reference's midpoint rule errs where the kernel starts: for 3 spikes by 4e-5.
                assertEquals(expected, dfOverF[cell], 1e-4, "cell " + cell + ", frame " + frame);
            }
        }
    }

    @Test
    void shouldSettleAtRateTimesKernelAreaWhenFiringIsSteady() {
        Indicator indicator = Indicator.GCAMP6S;
        CalciumKinetics kinetics = new CalciumKinetics(indicator, 1, FRAME_S);
        float[] dfOverF = new float[1];
        for (int frame = 0; frame < 900; frame++) {
            kinetics.step(new int[] {1}, dfOverF);
        }
        double area = indicator.amplitude() * (indicator.decayS() - indicator.fastS());
        assertEquals(area / FRAME_S, dfOverF[0], 1e-4);
    }

    /** Mean over a frame of the answer to spikes spread evenly over theirs, by two nested midpoint sums. */
    private static double integrated(Indicator indicator, int[][] spikes, int cell, int frame) {
        int steps = 40;
        double sum = 0;
        for (int from = 0; from < Math.min(spikes.length, frame + 1); from++) {
            for (int i = 0; i < steps; i++) {
                for (int j = 0; j < steps; j++) {
                    double spikeS = (from + (i + 0.5) / steps) * FRAME_S;
                    double nowS = (frame + (j + 0.5) / steps) * FRAME_S;
                    sum += spikes[from][cell] * kernel(indicator, nowS - spikeS) / (steps * steps);
                }
            }
        }
        return sum;
    }

    private static double kernel(Indicator indicator, double tS) {
        return tS < 0
                ? 0
                : indicator.amplitude() * (1 - Math.exp(-tS / indicator.riseS())) * Math.exp(-tS / indicator.decayS());
    }

    private static double slope(Indicator indicator, double tS) {
        return (kernel(indicator, tS + 1e-6) - kernel(indicator, tS - 1e-6)) / 2e-6;
    }
}
