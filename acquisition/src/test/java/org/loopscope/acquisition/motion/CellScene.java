package org.loopscope.acquisition.motion;

import java.util.Random;
import org.loopscope.acquisition.Frame;

/** A field of Gaussian cells over an uneven background, known in closed form at any shift. */
final class CellScene {
    private final int widthPx;
    private final int heightPx;
    private final double[] x;
    private final double[] y;
    private final double[] brightness;

    CellScene(int widthPx, int heightPx, int cells, long seed) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.x = new double[cells];
        this.y = new double[cells];
        this.brightness = new double[cells];
        Random random = new Random(seed);
        for (int i = 0; i < cells; i++) {
            x[i] = random.nextDouble() * (widthPx + 40) - 20;
            y[i] = random.nextDouble() * (heightPx + 40) - 20;
            brightness[i] = 300 + 700 * random.nextDouble();
        }
    }

    /** How far the content at each place has moved. */
    interface Field {
        double shiftX(double x, double y);

        double shiftY(double x, double y);
    }

    float[] image(double shiftXPx, double shiftYPx) {
        return image(uniform(shiftXPx, shiftYPx));
    }

    private static Field uniform(double shiftXPx, double shiftYPx) {
        return new Field() {
            @Override
            public double shiftX(double x, double y) {
                return shiftXPx;
            }

            @Override
            public double shiftY(double x, double y) {
                return shiftYPx;
            }
        };
    }

    private float[] image(Field field) {
        float[] image = new float[widthPx * heightPx];
        for (int row = 0; row < heightPx; row++) {
            for (int column = 0; column < widthPx; column++) {
                image[row * widthPx + column] = 200 + 0.3f * column;
            }
        }
        for (int i = 0; i < x.length; i++) {
            addCell(image, x[i] + field.shiftX(x[i], y[i]), y[i] + field.shiftY(x[i], y[i]), brightness[i]);
        }
        return image;
    }

    private void addCell(float[] image, double cx, double cy, double peak) {
        for (int row = Math.max(0, (int) cy - 14); row < Math.min(heightPx, cy + 15); row++) {
            for (int column = Math.max(0, (int) cx - 14); column < Math.min(widthPx, cx + 15); column++) {
                double r2 = (column - cx) * (column - cx) + (row - cy) * (row - cy);
                image[row * widthPx + column] += (float) (peak * Math.exp(-r2 / 18));
            }
        }
    }

    /** A frame with noise of the given standard deviation at a brightness of 1,000, growing as photon noise does. */
    Frame frame(long index, double shiftXPx, double shiftYPx, double noiseAt1000, Random random) {
        return frame(index, uniform(shiftXPx, shiftYPx), noiseAt1000, random);
    }

    Frame frame(long index, Field field, double noiseAt1000, Random random) {
        Frame frame = new Frame(widthPx, heightPx);
        frame.index = index;
        float[] clean = image(field);
        for (int i = 0; i < clean.length; i++) {
            double noise = noiseAt1000 * Math.sqrt(clean[i] / 1000) * random.nextGaussian();
            frame.pixels[i] = (short) Math.clamp(Math.round(clean[i] + noise), 0, 65535);
        }
        return frame;
    }
}
