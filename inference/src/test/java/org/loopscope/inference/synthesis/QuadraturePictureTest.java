package org.loopscope.inference.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.loopscope.stimulus.ContrastEnergy;
import org.loopscope.stimulus.PictureSimilarity;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;

class QuadraturePictureTest {
    private static final PictureSize SIZE = new PictureSize(32, 24);

    @Test
    void shouldTurnACosineIntoASineOfTheSameContrast() {
        // Whole periods in both directions: the transform is exact.
        StimulusImage cosine = grating(0);
        StimulusImage shifted = QuadraturePicture.of(cosine, "shifted");
        assertEquals(1, Math.abs(similarity(grating(-Math.PI / 2), shifted)), 1e-5);
        assertEquals(0.3, shifted.contrastRms(), 1e-5);
        assertEquals("shifted", shifted.id());
    }

    @Test
    void shouldDriveAComplexCellAsWellAndASimpleCellHardly() {
        for (int degrees = 0; degrees < 180; degrees += 25) {
            StimulusImage even = gabor(degrees, 0);
            StimulusImage odd = gabor(degrees, Math.PI / 2);
            StimulusImage shifted = QuadraturePicture.of(even, "shifted");
            double simple = similarity(even, shifted);
            double complex = Math.hypot(simple, similarity(odd, shifted));
            String what = degrees + " degrees: simple " + simple + ", complex " + complex;
            assertTrue(Math.abs(simple) < 0.05, what);
            assertTrue(complex > 0.93, what);
        }
    }

    private static StimulusImage grating(double phaseRad) {
        float[] pixels = new float[SIZE.pixels()];
        for (int p = 0; p < pixels.length; p++) {
            double turns = 4.0 * (p % 32) / 32 + 2.0 * Math.floorDiv(p, 32) / 24;
            pixels[p] = (float) Math.cos(2 * Math.PI * turns + phaseRad);
        }
        return atContrast(pixels);
    }

    private static StimulusImage gabor(int degrees, double phaseRad) {
        float[] pixels = new float[SIZE.pixels()];
        double angle = Math.toRadians(degrees);
        for (int p = 0; p < pixels.length; p++) {
            double dx = p % 32 - 15.5;
            double dy = Math.floorDiv(p, 32) - 11.5;
            double across = dx * Math.cos(angle) + dy * Math.sin(angle);
            pixels[p] =
                    (float) (Math.exp(-(dx * dx + dy * dy) / (2 * 9)) * Math.cos(2 * Math.PI * across / 6 + phaseRad));
        }
        return atContrast(pixels);
    }

    private static StimulusImage atContrast(float[] pixels) {
        ContrastEnergy.normalize(pixels, 0.3);
        return new StimulusImage("made", SIZE, pixels);
    }

    private static double similarity(StimulusImage a, StimulusImage b) {
        return PictureSimilarity.cosine(a.pixels(), b.pixels());
    }
}
