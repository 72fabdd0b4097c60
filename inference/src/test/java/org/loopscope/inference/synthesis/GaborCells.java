package org.loopscope.inference.synthesis;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.stimulus.ContrastEnergy;
import org.loopscope.stimulus.PictureSize;

/** An encoding model with nothing to learn: simple and complex Gabor cells, with exact rates and gradients. */
final class GaborCells implements EncodingModel {
    private final PictureSize size;
    private final List<Cell> cells;

    /**
     * A quadrature pair of filters of unit energy; a simple cell uses the even one.
     */
    record Cell(boolean complex, float[] even, float[] odd) {
        static Cell random(Random random, boolean complex, PictureSize size) {
            double sigmaPx = size.shorterPx() / 32.0 * (2.5 + 2.5 * random.nextDouble());
            double centerX = size.widthPx() * (0.3 + 0.4 * random.nextDouble());
            double centerY = size.heightPx() * (0.3 + 0.4 * random.nextDouble());
            double orientation = Math.PI * random.nextDouble();
            double wavelengthPx = sigmaPx * (2.5 + 1.5 * random.nextDouble());
            double phase = 2 * Math.PI * random.nextDouble();
            float[][] pair = new float[2][size.pixels()];
            for (int side = 0; side < 2; side++) {
                for (int y = 0; y < size.heightPx(); y++) {
                    for (int x = 0; x < size.widthPx(); x++) {
                        double dx = x - centerX;
                        double dy = y - centerY;
                        double along = dx * Math.cos(orientation) + dy * Math.sin(orientation);
                        double envelope = Math.exp(-(dx * dx + dy * dy) / (2 * sigmaPx * sigmaPx));
                        double carrier = Math.cos(2 * Math.PI * along / wavelengthPx + phase - side * Math.PI / 2);
                        pair[side][y * size.widthPx() + x] = (float) (envelope * carrier);
                    }
                }
                scale(pair[side], 1 / Math.sqrt(dot(pair[side], pair[side], 0)));
            }
            return new Cell(complex, pair[0], pair[1]);
        }

        double drive(float[] images, int offset) {
            double a = dot(even, images, offset);
            return complex ? Math.hypot(a, dot(odd, images, offset)) : a;
        }

        /**
         * The highest drive of any picture of this contrast energy. For a linear filter the best picture is the filter
         * itself, scaled and clipped; a complex cell is the best of its filters over all phases.
         */
        double optimalDrive(double contrastRms) {
            double best = 0;
            int phases = complex ? 90 : 1;
            for (int i = 0; i < phases; i++) {
                double angle = 2 * Math.PI * i / phases;
                float[] picture = new float[even.length];
                for (int p = 0; p < picture.length; p++) {
                    picture[p] = (float) (Math.cos(angle) * even[p] + Math.sin(angle) * odd[p]);
                }
                ContrastEnergy.normalize(picture, contrastRms);
                best = Math.max(best, drive(picture, 0));
            }
            return best;
        }
    }

    GaborCells(PictureSize size, List<Cell> cells) {
        this.size = size;
        this.cells = cells;
    }

    static GaborCells random(long seed, int count, double simpleFraction, PictureSize size) {
        Random random = new Random(seed);
        return new GaborCells(
                size,
                IntStream.range(0, count)
                        .mapToObj(i -> Cell.random(random, i >= Math.round(simpleFraction * count), size))
                        .toList());
    }

    Cell cell(int neuron) {
        return cells.get(neuron);
    }

    @Override
    public int neurons() {
        return cells.size();
    }

    @Override
    public PictureSize pictureSize() {
        return size;
    }

    @Override
    public void add(float[] image, float[] response) {
        throw new IllegalStateException("these cells do not learn");
    }

    @Override
    public void addValidation(float[] image, float[] response) {
        throw new IllegalStateException("these cells do not learn");
    }

    @Override
    public int presentations() {
        return 0;
    }

    @Override
    public float train(int steps, float learningRate) {
        return Float.NaN;
    }

    @Override
    public void predict(float[] images, int count, float[] rates) {
        for (int i = 0; i < count; i++) {
            for (int n = 0; n < cells.size(); n++) {
                rates[i * cells.size() + n] = (float) Math.max(0, cells.get(n).drive(images, i * size.pixels()));
            }
        }
    }

    @Override
    public void inputGradient(float[] images, int count, float[] weights, float[] rates, float[] gradient) {
        int pixels = size.pixels();
        predict(images, count, rates);
        Arrays.fill(gradient, 0, count * pixels, 0);
        for (int i = 0; i < count; i++) {
            for (int n = 0; n < cells.size(); n++) {
                float weight = weights[i * cells.size() + n];
                if (weight != 0) {
                    addGradient(cells.get(n), weight, images, gradient, i * pixels);
                }
            }
        }
    }

    private static void addGradient(Cell cell, double weight, float[] images, float[] gradient, int offset) {
        double even = 1;
        double odd = 0;
        if (cell.complex()) {
            double drive = Math.max(1e-12, cell.drive(images, offset));
            even = dot(cell.even(), images, offset) / drive;
            odd = dot(cell.odd(), images, offset) / drive;
        }
        for (int p = 0; p < cell.even().length; p++) {
            gradient[offset + p] += (float) (weight * (even * cell.even()[p] + odd * cell.odd()[p]));
        }
    }

    @Override
    public void releaseValidation() {}

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public float[] parameters() {
        return new float[0];
    }

    @Override
    public void restore(float[] parameters) {}

    @Override
    public String device() {
        return "closed form";
    }

    @Override
    public void close() {}

    private static double dot(float[] filter, float[] images, int offset) {
        double sum = 0;
        for (int p = 0; p < filter.length; p++) {
            sum += (double) filter[p] * images[offset + p];
        }
        return sum;
    }

    private static void scale(float[] filter, double factor) {
        for (int p = 0; p < filter.length; p++) {
            filter[p] *= (float) factor;
        }
    }
}
