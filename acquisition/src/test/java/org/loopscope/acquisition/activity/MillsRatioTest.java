package org.loopscope.acquisition.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MillsRatioTest {
    @Test
    void shouldBeTheDensityOverTheCumulativeWhenIntegratedNumerically() {
        MillsRatio mills = new MillsRatio();
        // Simpson's rule over 24 units below z; the density beyond is below 1e-20 of what is kept.
        for (double z = -40; z < 8; z += 0.0371) {
            int steps = 40_000;
            double width = 24.0 / steps;
            double sum = 0;
            for (int i = 0; i <= steps; i++) {
                double below = i * width;
                double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
                // Density at z - below over the density at z.
                sum += weight * Math.exp(z * below - below * below / 2);
            }
            double exact = 3 / (sum * width);
            assertEquals(1, mills.at(z) / exact, z < -12 ? 1e-4 : 1e-6, "z = " + z);
        }
    }

    @Test
    void shouldVanishWhenZIsLarge() {
        assertEquals(0, new MillsRatio().at(11.5), 0);
        assertEquals(1e7, new MillsRatio().at(-1e7), 1e-6);
    }
}
