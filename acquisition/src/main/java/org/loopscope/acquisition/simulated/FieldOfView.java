package org.loopscope.acquisition.simulated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * The tissue at rest as an image, larger than the frame by a margin so that the frame can move over it, and how many
 * photons it sends. All light is in camera counts above the offset.
 */
final class FieldOfView {
    /** Share of the neuropil around a cell that shows through its mask; what neuropil correction has to find. */
    static final double NEUROPIL_CONTAMINATION = 0.7;

    private static final double VESSEL_DIMMING = 0.6;
    private static final double FINE_TEXTURE = 0.12;
    private static final double COARSE_TEXTURE = 0.15;
    private static final double LEAST_TEXTURE = 0.3;
    /** Median of |x - y| over two independent normals, in standard deviations. */
    private static final double MEDIAN_DIFFERENCE_PER_SD = 0.953873;

    final int marginPx;
    final int widthPx;
    final int heightPx;
    final Footprints cells;
    final float[] neuropil;
    final double countsPerPhoton;
    final GroundTruth truth;

    FieldOfView(SimulatedRigSettings settings, int cellCount) {
        int frameWidthPx = settings.format().widthPx();
        int frameHeightPx = settings.format().heightPx();
        marginPx = (int) StrictMath.ceil(settings.motion().limitPx()) + 2;
        widthPx = frameWidthPx + 2 * marginPx;
        heightPx = frameHeightPx + 2 * marginPx;
        double diameterPx = settings.tissue().somaDiameterPx();
        Vasculature vessels =
                new Vasculature(widthPx, heightPx, diameterPx, SimulatedStream.VESSELS.seed(settings.seed()));
        List<Soma> somata = new SomaPlacement(settings, vessels, marginPx, SimulatedStream.SOMATA.seed(settings.seed()))
                .place(cellCount);
        cells = new Footprints(somata, widthPx, marginPx);
        neuropil = neuropilTexture(settings, somata, vessels);
        dimUnderVessels(vessels);
        List<Roi> masks = masks(somata, frameWidthPx);
        truth = new GroundTruth(somata, new RoiSet(frameWidthPx, frameHeightPx, masks, "simulated truth"), settings);
        countsPerPhoton = setBrightness(settings, masks, frameWidthPx);
    }

    private float[] neuropilTexture(SimulatedRigSettings settings, List<Soma> somata, Vasculature vessels) {
        Xoshiro256 random = new Xoshiro256(SimulatedStream.TEXTURE.seed(settings.seed()));
        double diameterPx = settings.tissue().somaDiameterPx();
        float[] fine = SmoothNoise.field(widthPx, heightPx, 0.15 * diameterPx, random);
        float[] coarse = SmoothNoise.field(widthPx, heightPx, diameterPx, random);
        double fraction = settings.tissue().neuropilFraction();
        double level = fraction / (NEUROPIL_CONTAMINATION * (1 - fraction));
        float[] texture = new float[widthPx * heightPx];
        for (int i = 0; i < texture.length; i++) {
            double relative = Math.max(LEAST_TEXTURE, 1 + FINE_TEXTURE * fine[i] + COARSE_TEXTURE * coarse[i]);
            double dark = vessels.darkness(i % widthPx, i / widthPx);
            texture[i] = (float) (level * relative * (1 - VESSEL_DIMMING * dark));
        }
        for (Soma soma : somata) {
            displace(texture, soma);
        }
        return texture;
    }

    /**
     * A soma takes the place of neuropil in its plane; what lies above and below still shows. The share that shows is
     * exact for the mean inside the outline.
     */
    private void displace(float[] texture, Soma soma) {
        double displaced = (1 - NEUROPIL_CONTAMINATION) / Footprints.meanCoverageInside(soma);
        int reach = Footprints.reachPx(soma);
        int centerX = (int) StrictMath.round(soma.xPx());
        int centerY = (int) StrictMath.round(soma.yPx());
        for (int y = centerY - reach; y <= centerY + reach; y++) {
            for (int x = centerX - reach; x <= centerX + reach; x++) {
                double coverage = Footprints.coverage(soma, soma.outlineDistance(x, y));
                texture[(y + marginPx) * widthPx + x + marginPx] *= (float) (1 - displaced * coverage);
            }
        }
    }

    private void dimUnderVessels(Vasculature vessels) {
        for (int i = 0; i < cells.pixel.length; i++) {
            int at = cells.pixel[i];
            cells.light[i] *= (float) (1 - VESSEL_DIMMING * vessels.darkness(at % widthPx, at / widthPx));
        }
    }

    private static List<Roi> masks(List<Soma> somata, int frameWidthPx) {
        List<Roi> masks = new ArrayList<>();
        for (int cell = 0; cell < somata.size(); cell++) {
            Soma soma = somata.get(cell);
            int reach = Footprints.reachPx(soma);
            int centerX = (int) StrictMath.round(soma.xPx());
            int centerY = (int) StrictMath.round(soma.yPx());
            int[] pixels = new int[(2 * reach + 1) * (2 * reach + 1)];
            int count = 0;
            for (int y = centerY - reach; y <= centerY + reach; y++) {
                for (int x = centerX - reach; x <= centerX + reach; x++) {
                    if (soma.outlineDistance(x, y) <= 1) {
                        pixels[count++] = y * frameWidthPx + x;
                    }
                }
            }
            float[] weights = new float[count];
            Arrays.fill(weights, 1f / count);
            masks.add(new Roi(cell, Arrays.copyOf(pixels, count), weights));
        }
        return masks;
    }

    /**
     * Scales all light to counts and finds the counts per photon that give the median cell the wanted noise: the mean
     * of n pixels of m photons each has a relative deviation of {@code 1 / sqrt(n m)}.
     */
    private double setBrightness(SimulatedRigSettings settings, List<Roi> masks, int frameWidthPx) {
        float[] rest = restingImage();
        double relativeSd = settings.detector().noisePercentPerSqrtHz()
                / 100
                * StrictMath.sqrt(settings.format().rateHz())
                / MEDIAN_DIFFERENCE_PER_SD;
        double[] light = new double[masks.size()];
        double[] photonsPerLight = new double[masks.size()];
        for (int cell = 0; cell < light.length; cell++) {
            int[] pixels = masks.get(cell).pixels();
            double sum = 0;
            for (int pixel : pixels) {
                int y = pixel / frameWidthPx + marginPx;
                sum += rest[y * widthPx + pixel % frameWidthPx + marginPx];
            }
            light[cell] = sum / pixels.length;
            photonsPerLight[cell] = 1 / (relativeSd * relativeSd * sum);
        }
        double countsPerLight = settings.detector().restingCounts() / median(light);
        scale(neuropil, countsPerLight);
        scale(cells.light, countsPerLight);
        return countsPerLight / median(photonsPerLight);
    }

    private float[] restingImage() {
        float[] image = neuropil.clone();
        for (int i = 0; i < cells.pixel.length; i++) {
            image[cells.pixel[i]] += cells.light[i];
        }
        return image;
    }

    private static void scale(float[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) factor;
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
