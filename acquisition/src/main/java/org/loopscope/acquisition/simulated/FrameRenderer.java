package org.loopscope.acquisition.simulated;

/**
 * From the cells' calcium to a frame's pixels: light, motion, shot noise, digitization. Cells and neuropil are drawn
 * into an image larger than the frame, which is read out at the brain's shift by bilinear interpolation; then each
 * pixel takes normal noise of the variance that the photons give it (the normal approximation of the Poisson law, with
 * the detector's read noise). The noise of a frame depends on the seed and the frame's index only.
 */
final class FrameRenderer {
    private static final float READ_NOISE_PHOTONS = 0.15f;
    private static final float WHITE_LEVEL = 65535;

    private final FieldOfView field;
    private final int nodeSpacingXPx;
    private final int nodeSpacingYPx;
    private final float offsetCounts;
    private final float countsPerPhoton;
    private final long detectorSeed;
    private final Xoshiro256 detectorRandom;
    private final float[] image;
    private final float[] shiftedRow;
    private final float[] noiseRow;
    private final float[] nodeRow = new float[NeuropilActivity.NODES];

    FrameRenderer(FieldOfView field, SimulatedRigSettings settings) {
        this.field = field;
        nodeSpacingXPx = nodeSpacingPx(field.widthPx);
        nodeSpacingYPx = nodeSpacingPx(field.heightPx);
        offsetCounts = (float) settings.detector().offsetCounts();
        countsPerPhoton = (float) field.countsPerPhoton;
        detectorSeed = SimulatedStream.DETECTOR.seed(settings.seed());
        detectorRandom = new Xoshiro256(detectorSeed);
        image = new float[field.widthPx * field.heightPx];
        shiftedRow = new float[settings.format().widthPx()];
        noiseRow = new float[settings.format().widthPx()];
    }

    /** Distance of the neuropil's nodes so that they span a side of the image. */
    static int nodeSpacingPx(int sidePx) {
        return (sidePx + NeuropilActivity.NODES - 2) / (NeuropilActivity.NODES - 1);
    }

    void render(
            long frameIndex,
            float[] dfOverF,
            float[] neuropilBrightness,
            float shiftXPx,
            float shiftYPx,
            short[] pixels) {
        drawNeuropil(neuropilBrightness);
        drawCells(dfOverF);
        detectorRandom.reseed(Xoshiro256.streamSeed(detectorSeed, frameIndex));
        int rowLength = shiftedRow.length;
        for (int y = 0; y * rowLength < pixels.length; y++) {
            readShifted(y, shiftXPx, shiftYPx);
            detectorRandom.fillNormals(noiseRow, rowLength);
            digitize(pixels, y * rowLength);
        }
    }

    private void drawNeuropil(float[] nodes) {
        for (int y = 0; y < field.heightPx; y++) {
            int nodeY = y / nodeSpacingYPx;
            float lower = (float) (y - nodeY * nodeSpacingYPx) / nodeSpacingYPx;
            for (int i = 0; i < nodeRow.length; i++) {
                float above = nodes[nodeY * nodeRow.length + i];
                float below = nodes[(nodeY + 1) * nodeRow.length + i];
                nodeRow[i] = above + lower * (below - above);
            }
            for (int i = 0; i + 1 < nodeRow.length; i++) {
                int fromX = i * nodeSpacingXPx;
                int count = Math.min(nodeSpacingXPx, field.widthPx - fromX);
                float slope = (nodeRow[i + 1] - nodeRow[i]) / nodeSpacingXPx;
                drawNeuropilRun(y * field.widthPx + fromX, count, nodeRow[i], slope);
            }
        }
    }

    private void drawNeuropilRun(int from, int count, float brightness, float slope) {
        float[] rest = field.neuropil;
        float[] to = image;
        for (int k = 0; k < count; k++) {
            to[from + k] = rest[from + k] * (brightness + slope * k);
        }
    }

    private void drawCells(float[] dfOverF) {
        Footprints cells = field.cells;
        for (int cell = 0; cell < dfOverF.length; cell++) {
            float brightness = 1 + dfOverF[cell];
            for (int i = cells.start[cell]; i < cells.start[cell + 1]; i++) {
                image[cells.pixel[i]] += brightness * cells.light[i];
            }
        }
    }

    private void readShifted(int y, float shiftXPx, float shiftYPx) {
        float sourceX = field.marginPx - shiftXPx;
        float sourceY = y + field.marginPx - shiftYPx;
        int left = (int) sourceX;
        int top = (int) sourceY;
        float right = sourceX - left;
        float below = sourceY - top;
        float w00 = (1 - right) * (1 - below);
        float w01 = right * (1 - below);
        float w10 = (1 - right) * below;
        float w11 = right * below;
        int row0 = top * field.widthPx + left;
        int row1 = row0 + field.widthPx;
        float[] from = image;
        float[] to = shiftedRow;
        for (int x = 0; x < to.length; x++) {
            to[x] = w00 * from[row0 + x] + w01 * from[row0 + x + 1] + w10 * from[row1 + x] + w11 * from[row1 + x + 1];
        }
    }

    private void digitize(short[] pixels, int from) {
        float[] light = shiftedRow;
        float[] noise = noiseRow;
        float readNoiseCounts = READ_NOISE_PHOTONS * countsPerPhoton;
        for (int x = 0; x < light.length; x++) {
            float sd = (float) Math.sqrt(countsPerPhoton * light[x] + readNoiseCounts * readNoiseCounts);
            float counts = offsetCounts + light[x] + sd * noise[x];
            pixels[from + x] = (short) (int) (Math.max(0, Math.min(WHITE_LEVEL, counts)) + 0.5f);
        }
    }
}
