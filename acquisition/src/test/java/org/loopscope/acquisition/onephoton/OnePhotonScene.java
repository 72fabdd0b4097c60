package org.loopscope.acquisition.onephoton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.acquisition.simulated.Xoshiro256;

/**
 * A made-up miniscope movie at 20 Hz: cells of 15 px over light from out of focus that is far brighter and fluctuates
 * several times more than they do (wide Gaussian clouds, each with its own slow course, deep cells of twice a cell's
 * width, and a common one), vessels, vignetting fixed to the camera, motion, photon noise, 8 bit.
 */
public final class OnePhotonScene {
    public static final double SOMA_PX = 15;
    public static final double RATE_HZ = 20;

    private static final int MARGIN_PX = 10;
    private static final double CELL_SIGMA_PX = SOMA_PX / 4;
    private static final double DECAY_S = 0.6;
    private static final double COUNTS_PER_PHOTON = 0.08;

    final int sidePx;
    public final double[][] calcium;
    public final double[] shiftX;
    public final double[] shiftY;
    private final int canvasPx;
    private final float[] rest;
    private final List<float[]> clouds = new ArrayList<>();
    private final List<double[]> courses = new ArrayList<>();
    private final List<double[]> cells = new ArrayList<>();
    private final float[] canvas;
    private final Xoshiro256 noise;

    /** @param motionPx standard deviation of the motion */
    public OnePhotonScene(int sidePx, int cellCount, int frames, double motionPx, long seed) {
        Xoshiro256 random = new Xoshiro256(seed);
        this.sidePx = sidePx;
        this.canvasPx = sidePx + 2 * MARGIN_PX;
        this.canvas = new float[canvasPx * canvasPx];
        this.noise = new Xoshiro256(Xoshiro256.streamSeed(seed, 1));
        this.rest = rest(random);
        place(cellCount, random);
        this.calcium = new double[cells.size()][];
        for (int cell = 0; cell < calcium.length; cell++) {
            calcium[cell] = calcium(frames, random);
        }
        int wide = sidePx * sidePx / 2000;
        for (int i = 0; i < wide; i++) {
            clouds.add(blob(random, random.uniform(30, 90)));
            courses.add(wander(frames, random.uniform(0.5, 8), random.uniform(3, 8), random));
        }
        int deep = cellCount;
        for (int i = 0; i < deep; i++) {
            clouds.add(blob(random, random.uniform(12, 20)));
            double[] course = calcium(frames, random);
            double scale = random.uniform(2, 6);
            for (int t = 0; t < frames; t++) {
                course[t] *= scale;
            }
            courses.add(course);
        }
        clouds.add(rest);
        courses.add(wander(frames, 3, 0.03, random));
        this.shiftX = wander(frames, 0.3, motionPx, random);
        this.shiftY = wander(frames, 0.3, motionPx, random);
    }

    public int cells() {
        return cells.size();
    }

    /** The cells' true footprints, where they are without motion. */
    public RoiSet footprints() {
        List<Roi> rois = new ArrayList<>();
        for (double[] cell : cells) {
            List<Integer> pixels = new ArrayList<>();
            for (int y = 0; y < sidePx; y++) {
                for (int x = 0; x < sidePx; x++) {
                    if (Math.hypot(x + MARGIN_PX - cell[0], y + MARGIN_PX - cell[1]) <= SOMA_PX / 2) {
                        pixels.add(y * sidePx + x);
                    }
                }
            }
            int[] indices = pixels.stream().mapToInt(Integer::intValue).toArray();
            float[] weights = new float[indices.length];
            Arrays.fill(weights, 1f / weights.length);
            rois.add(new Roi(rois.size(), indices, weights));
        }
        return new RoiSet(sidePx, sidePx, rois, "truth");
    }

    public void render(int frame, Frame into) {
        System.arraycopy(rest, 0, canvas, 0, canvas.length);
        for (int cloud = 0; cloud < clouds.size(); cloud++) {
            float brightness = (float) courses.get(cloud)[frame];
            float[] shape = clouds.get(cloud);
            for (int i = 0; i < canvas.length; i++) {
                canvas[i] += brightness * shape[i];
            }
        }
        for (int cell = 0; cell < cells.size(); cell++) {
            draw(cells.get(cell), calcium[cell][frame]);
        }
        for (int y = 0, i = 0; y < sidePx; y++) {
            for (int x = 0; x < sidePx; x++, i++) {
                double r = Math.hypot(x - sidePx / 2.0, y - sidePx / 2.0) / sidePx;
                double light = (1 - 0.9 * r * r) * moved(x - shiftX[frame], y - shiftY[frame]);
                double counts = light + Math.sqrt(COUNTS_PER_PHOTON * Math.max(0, light)) * noise.nextNormal();
                into.pixels[i] = (short) Math.clamp(Math.round(counts), 0, 255);
            }
        }
        into.index = frame;
    }

    private double moved(double x, double y) {
        double atX = x + MARGIN_PX;
        double atY = y + MARGIN_PX;
        int left = (int) atX;
        int top = (int) atY;
        double fx = atX - left;
        double fy = atY - top;
        int i = top * canvasPx + left;
        return (1 - fy) * ((1 - fx) * canvas[i] + fx * canvas[i + 1])
                + fy * ((1 - fx) * canvas[i + canvasPx] + fx * canvas[i + canvasPx + 1]);
    }

    private void draw(double[] cell, double brightness) {
        for (int y = (int) cell[1] - 16; y <= cell[1] + 16; y++) {
            for (int x = (int) cell[0] - 16; x <= cell[0] + 16; x++) {
                if (x >= 0 && y >= 0 && x < canvasPx && y < canvasPx) {
                    double d2 = Math.pow(x - cell[0], 2) + Math.pow(y - cell[1], 2);
                    double shape = Math.exp(-0.5 * d2 / (CELL_SIGMA_PX * CELL_SIGMA_PX));
                    canvas[y * canvasPx + x] += (float) (cell[2] * (0.3 + brightness) * shape);
                }
            }
        }
    }

    /** Uneven light with vessels across it. */
    private float[] rest(Xoshiro256 random) {
        float[] image = new float[canvasPx * canvasPx];
        Arrays.fill(image, 90);
        for (int i = 0; i < 12; i++) {
            float[] blob = blob(random, random.uniform(30, 80));
            float height = (float) random.uniform(-25, 25);
            for (int p = 0; p < image.length; p++) {
                image[p] += height * blob[p];
            }
        }
        for (int vessel = 0; vessel < 5; vessel++) {
            double angle = random.uniform(0, Math.PI);
            double offset = random.uniform(0.2, 0.8) * canvasPx;
            double width = random.uniform(1.5, 4);
            double bend = random.uniform(5, 20);
            for (int y = 0, p = 0; y < canvasPx; y++) {
                for (int x = 0; x < canvasPx; x++, p++) {
                    double u = (x - canvasPx / 2.0) * Math.cos(angle) + (y - canvasPx / 2.0) * Math.sin(angle);
                    double v = (y - canvasPx / 2.0) * Math.cos(angle) - (x - canvasPx / 2.0) * Math.sin(angle);
                    double d = v + canvasPx / 2.0 - offset - bend * Math.sin(u / 40 + vessel);
                    image[p] *= (float) (1 - 0.3 * Math.exp(-0.5 * d * d / (width * width)));
                }
            }
        }
        return image;
    }

    private void place(int count, Xoshiro256 random) {
        for (int tries = 0; cells.size() < count && tries < 20_000; tries++) {
            double x = MARGIN_PX + random.uniform(15, sidePx - 15);
            double y = MARGIN_PX + random.uniform(15, sidePx - 15);
            if (cells.stream().allMatch(other -> Math.hypot(other[0] - x, other[1] - y) > 1.3 * SOMA_PX)) {
                cells.add(new double[] {x, y, random.uniform(3, 8)});
            }
        }
    }

    private float[] blob(Xoshiro256 random, double sigmaPx) {
        double atX = random.uniform(0, canvasPx);
        double atY = random.uniform(0, canvasPx);
        float[] blob = new float[canvasPx * canvasPx];
        for (int y = 0, i = 0; y < canvasPx; y++) {
            for (int x = 0; x < canvasPx; x++, i++) {
                double d2 = (x - atX) * (x - atX) + (y - atY) * (y - atY);
                blob[i] = (float) Math.exp(-0.5 * d2 / (sigmaPx * sigmaPx));
            }
        }
        return blob;
    }

    /** Spikes of 0.3 a second in bursts, and the indicator's decay; a spike's height is 1. */
    private static double[] calcium(int frames, Xoshiro256 random) {
        double[] course = new double[frames];
        double level = 0;
        for (int t = 0; t < frames; t++) {
            level = level * Math.exp(-1 / (DECAY_S * RATE_HZ))
                    + (random.nextDouble() < 0.1 / RATE_HZ ? 1 + random.nextPoisson(2) : 0);
            course[t] = level;
        }
        return course;
    }

    /** A random course of this time constant and standard deviation. */
    private static double[] wander(int frames, double tauS, double sd, Xoshiro256 random) {
        double[] course = new double[frames];
        double keep = Math.exp(-1 / (tauS * RATE_HZ));
        double level = random.nextNormal();
        for (int t = 0; t < frames; t++) {
            course[t] = sd * level;
            level = keep * level + Math.sqrt(1 - keep * keep) * random.nextNormal();
        }
        return course;
    }
}
