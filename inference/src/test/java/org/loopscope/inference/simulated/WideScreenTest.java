package org.loopscope.inference.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;
import org.loopscope.stimulus.generate.BankGenerator;
import org.loopscope.stimulus.generate.BankSettings;

/** The simulated neurons before pictures that are not square. */
class WideScreenTest {
    private static final PictureSize WIDE = new PictureSize(64, 36);
    private static final double CONTRAST_RMS = 0.3;

    private final V1Population population =
            new V1Population(V1Settings.standard(1).with(40, WIDE), sessionNs -> null);

    @Test
    void shouldSpreadTheirFieldsOverTheWholePicture() {
        double right = 0;
        double down = 0;
        for (GaborCell cell : population.truth().cells()) {
            double borderPx = 1.5 * cell.sigmaAlongPx();
            assertTrue(cell.xPx() >= borderPx && cell.xPx() <= 63 - borderPx, cell.toString());
            assertTrue(cell.yPx() >= borderPx && cell.yPx() <= 35 - borderPx, cell.toString());
            right = Math.max(right, cell.xPx());
            down = Math.max(down, cell.yPx());
        }
        assertTrue(right > 40, "no field right of " + right + " px");
        assertTrue(down > 18, "no field below " + down + " px");
    }

    @Test
    void shouldBeDrivenMostByTheirBestPictureAndByItsBrightestPlaceWhereTheFieldIs() {
        var bank = new BankGenerator(new BankSettings(WIDE, 20, 0, CONTRAST_RMS, 2))
                .generate()
                .choosable();
        for (int n = 0; n < population.count(); n++) {
            GaborCell cell = population.truth().cells().get(n);
            if (!cell.responsive()) {
                continue;
            }
            StimulusImage best = population.optimalImage(n, CONTRAST_RMS);
            assertEquals(WIDE, best.size());
            assertEquals(CONTRAST_RMS, best.contrastRms(), 1e-6);
            double drive = population.trueDrive(n, best);
            for (StimulusImage image : bank) {
                assertTrue(population.trueDrive(n, image) < drive, "cell " + n + ", " + image.id());
            }
            double energy = 0;
            double x = 0;
            double y = 0;
            for (int i = 0; i < best.pixels().length; i++) {
                double p2 = (double) best.pixels()[i] * best.pixels()[i];
                energy += p2;
                x += p2 * (i % 64);
                y += p2 * Math.floorDiv(i, 64);
            }
            assertEquals(cell.xPx(), x / energy, 0.6 * cell.sigmaAlongPx(), "cell " + n + " across");
            assertEquals(cell.yPx(), y / energy, 0.6 * cell.sigmaAlongPx(), "cell " + n + " down");
        }
    }

    @Test
    void shouldRefuseAPictureOfAsManyPixelsInAnotherShape() {
        StimulusImage tall = new StimulusImage("tall", new PictureSize(36, 64), new float[36 * 64]);
        String said = String.valueOf(assertThrows(IllegalArgumentException.class, () -> population.trueRate(0, tall))
                .getMessage());
        assertTrue(said.contains("64x36 px") && said.contains("36x64 px") && said.contains("tall"), said);
    }
}
