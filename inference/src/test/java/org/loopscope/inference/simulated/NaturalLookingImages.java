package org.loopscope.inference.simulated;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.acquisition.simulated.Xoshiro256;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;

/** Pictures with the spectrum (1/f noise) and the edges (dead leaves) of natural scenes, at one contrast. */
final class NaturalLookingImages {
    private static final int SIZE_PX = 32;
    private static final PictureSize SIZE = PictureSize.square(SIZE_PX);

    private NaturalLookingImages() {}

    /** Half noise, half leaves. */
    static List<StimulusImage> draw(int count, double contrastRms, long seed) {
        Xoshiro256 random = new Xoshiro256(seed);
        List<StimulusImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] picture = i % 2 == 0 ? oneOverF(random) : deadLeaves(random);
            images.add(new StimulusImage("natural-" + i, SIZE, atContrast(picture, contrastRms)));
        }
        return images;
    }

    /** Clips, and scales until the root mean square about mid-grey after clipping is the one wanted. */
    static float[] atContrast(double[] picture, double contrastRms) {
        double low = 0;
        double high = 1e6;
        float[] scaled = new float[picture.length];
        for (int i = 0; i < 80; i++) {
            double factor = (low + high) / 2;
            for (int p = 0; p < picture.length; p++) {
                scaled[p] = (float) Math.clamp(factor * picture[p], -1, 1);
            }
            if (new StimulusImage("", SIZE, scaled).contrastRms() < contrastRms) {
                low = factor;
            } else {
                high = factor;
            }
        }
        return scaled;
    }

    /** Amplitude 1/f, synthesized over a period of 64 px so that the edges do not wrap. */
    private static double[] oneOverF(Xoshiro256 random) {
        int period = 2 * SIZE_PX;
        double[] picture = new double[SIZE_PX * SIZE_PX];
        for (int ky = 0; ky <= SIZE_PX; ky++) {
            double[] cosPart = new double[SIZE_PX];
            double[] sinPart = new double[SIZE_PX];
            for (int kx = -SIZE_PX; kx < SIZE_PX; kx++) {
                if (ky == 0 && kx <= 0) {
                    continue;
                }
                double amplitude = 1 / Math.hypot(kx, ky);
                double a = amplitude * random.nextNormal();
                double b = amplitude * random.nextNormal();
                for (int x = 0; x < SIZE_PX; x++) {
                    double angle = 2 * Math.PI * kx * x / period;
                    double cos = Math.cos(angle);
                    double sin = Math.sin(angle);
                    cosPart[x] += a * cos + b * sin;
                    sinPart[x] += b * cos - a * sin;
                }
            }
            for (int y = 0; y < SIZE_PX; y++) {
                double cos = Math.cos(2 * Math.PI * ky * y / period);
                double sin = Math.sin(2 * Math.PI * ky * y / period);
                for (int x = 0; x < SIZE_PX; x++) {
                    picture[y * SIZE_PX + x] += cosPart[x] * cos + sinPart[x] * sin;
                }
            }
        }
        return centered(picture);
    }

    /** Discs of random grey that hide each other, sizes by a power law (Lee, Mumford and Huang 2001). */
    private static double[] deadLeaves(Xoshiro256 random) {
        int fine = 2 * SIZE_PX;
        double[] leaves = new double[fine * fine];
        for (int disc = 0; disc < 120; disc++) {
            double radius = 1 / Math.sqrt(random.uniform(4.0 / (fine * fine), 0.25));
            double cx = random.uniform(-fine / 4.0, 1.25 * fine);
            double cy = random.uniform(-fine / 4.0, 1.25 * fine);
            double grey = random.uniform(-1, 1);
            for (int i = 0; i < leaves.length; i++) {
                int row = i / fine;
                double dx = i - row * fine - cx;
                double dy = row - cy;
                if (dx * dx + dy * dy < radius * radius) {
                    leaves[i] = grey;
                }
            }
        }
        double[] picture = new double[SIZE_PX * SIZE_PX];
        for (int i = 0; i < leaves.length; i++) {
            picture[i / fine / 2 * SIZE_PX + i % fine / 2] += leaves[i] / 4;
        }
        return centered(picture);
    }

    private static double[] centered(double[] picture) {
        double mean = 0;
        for (double v : picture) {
            mean += v / picture.length;
        }
        for (int i = 0; i < picture.length; i++) {
            picture[i] -= mean;
        }
        return picture;
    }
}
