package org.loopscope.acquisition.days;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.acquisition.simulated.Xoshiro256;

/**
 * The same tissue on two days. On the second it lies elsewhere (shift, turn, slow warp), a part of the cells is not
 * found any more and others are found instead, brightness differs from cell to cell, and footprints are noisy. Cells
 * have the same id on both days; what is found on one only has one that the other lacks.
 */
final class SimulatedDays {
    private static final int MARGIN_PX = 40;
    private static final double DIAMETER_PX = 11;
    /** Part of those newly found that lie where they like: the plane is not at quite the same depth. */
    private static final double FROM_OTHER_DEPTH = 0.3;
    /** Found by mistake, on each day. */
    private static final double SPURIOUS = 0.05;

    final DayField earlier;
    final DayField now;
    /** Ids of the cells that are found on both days. */
    final List<Integer> common = new ArrayList<>();

    private final int sidePx;
    private final Xoshiro256 random;
    private final double shiftX;
    private final double shiftY;
    private final double turnRad;
    private final double[] warp = new double[8];
    private final double warpPx;
    private int nextId;

    /** A cell of the tissue, in the earlier day's pixels. */
    private record Soma(int id, double x, double y, double radius, double stretch, double tilt, double brightness) {}

    /**
     * @param turnover share of the earlier day's cells that are not found today
     * @param texture how much of the tissue shows beside the cells; 1 is usual
     */
    SimulatedDays(int sidePx, int cells, double turnover, double texture, long seed) {
        this.sidePx = sidePx;
        this.random = new Xoshiro256(seed);
        this.shiftX = random.uniform(-15, 15);
        this.shiftY = random.uniform(-15, 15);
        this.turnRad = StrictMath.toRadians(random.uniform(-2, 2));
        this.warpPx = random.uniform(1, 2);
        for (int i = 0; i < warp.length; i++) {
            warp[i] = random.uniform(0, 2 * Math.PI);
        }
        double frames = (sidePx + 2.0 * MARGIN_PX) * (sidePx + 2.0 * MARGIN_PX) / ((double) sidePx * sidePx);
        List<Soma> kept = place((int) Math.round(cells * frames * (1 - turnover)), List.of());
        List<Soma> lost = place((int) Math.round(cells * frames * turnover), kept);
        List<Soma> gained = new ArrayList<>(
                place((int) Math.round(cells * frames * turnover * (1 - FROM_OTHER_DEPTH)), join(kept, lost)));
        gained.addAll(place((int) Math.round(cells * frames * turnover * FROM_OTHER_DEPTH), kept));
        float[] tissue = texture(texture);
        this.earlier = day(false, tissue, join(kept, lost), gained);
        this.now = day(true, tissue, join(kept, gained), lost);
        for (Roi roi : earlier.cells().rois()) {
            if (now.cells().rois().stream().anyMatch(other -> other.id() == roi.id())) {
                common.add(roi.id());
            }
        }
    }

    /** Where a place of the earlier day lies today. */
    double[] today(double x, double y) {
        double middle = sidePx / 2.0;
        double cos = StrictMath.cos(turnRad);
        double sin = StrictMath.sin(turnRad);
        double k = 2 * Math.PI / (1.1 * sidePx);
        double warpX = warpPx * (StrictMath.sin(k * x + warp[0]) + StrictMath.sin(k * y + warp[1])) / 1.4;
        double warpY = warpPx * (StrictMath.sin(k * x + warp[2]) + StrictMath.sin(k * y + warp[3])) / 1.4;
        return new double[] {
            middle + cos * (x - middle) - sin * (y - middle) + shiftX + warpX,
            middle + sin * (x - middle) + cos * (y - middle) + shiftY + warpY
        };
    }

    private double[] before(double x, double y) {
        double px = x - shiftX;
        double py = y - shiftY;
        for (int i = 0; i < 12; i++) {
            double[] at = today(px, py);
            px += x - at[0];
            py += y - at[1];
        }
        return new double[] {px, py};
    }

    private static List<Soma> join(List<Soma> some, List<Soma> others) {
        List<Soma> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private List<Soma> place(int count, List<Soma> apartFrom) {
        List<Soma> placed = new ArrayList<>();
        double gap = 1.1;
        for (int tries = 0; placed.size() < count; tries++) {
            if (tries % 2000 == 1999) {
                gap *= 0.97;
            }
            double x = random.uniform(-MARGIN_PX, sidePx + MARGIN_PX);
            double y = random.uniform(-MARGIN_PX, sidePx + MARGIN_PX);
            double least = gap * DIAMETER_PX;
            if (join(placed, apartFrom).stream().allMatch(o -> StrictMath.hypot(o.x - x, o.y - y) >= least)) {
                placed.add(new Soma(
                        nextId++,
                        x,
                        y,
                        DIAMETER_PX / 2 * random.uniform(0.9, 1.1),
                        random.uniform(1, 1.3),
                        random.uniform(0, Math.PI),
                        random.logNormal(1, 0.5)));
            }
        }
        return placed;
    }

    /** Fine and coarse, of the whole tissue. */
    private float[] texture(double share) {
        float[] fine = noise(2);
        float[] coarse = noise(10);
        for (int i = 0; i < fine.length; i++) {
            fine[i] = (float) share * (0.12f * fine[i] + 0.25f * coarse[i]);
        }
        return fine;
    }

    private float[] noise(int radius) {
        int side = sidePx + 2 * MARGIN_PX;
        float[] noise = new float[side * side];
        random.fillNormals(noise, noise.length);
        for (int pass = 0; pass < 3; pass++) {
            noise = box(box(noise, side, radius, 1), side, radius, side);
        }
        double squares = 0;
        for (float value : noise) {
            squares += value * value / noise.length;
        }
        for (int i = 0; i < noise.length; i++) {
            noise[i] /= (float) Math.sqrt(squares);
        }
        return noise;
    }

    private static float[] box(float[] in, int side, int radius, int stride) {
        float[] out = new float[in.length];
        for (int i = 0; i < in.length; i++) {
            int at = stride == 1 ? i % side : i / side;
            for (int k = -radius; k <= radius; k++) {
                out[i] += in[i + stride * (Math.clamp(at + k, 0, side - 1) - at)];
            }
        }
        return out;
    }

    private DayField day(boolean moved, float[] texture, List<Soma> found, List<Soma> faint) {
        float[] image = new float[sidePx * sidePx];
        float[] own = noise(3);
        int side = sidePx + 2 * MARGIN_PX;
        double tilt = random.uniform(-0.4, 0.4);
        for (int i = 0; i < image.length; i++) {
            int row = i / sidePx;
            double[] p = moved ? before(i % sidePx, row) : new double[] {i % sidePx, row};
            int x = Math.clamp(Math.round(p[0]) + MARGIN_PX, 0, side - 1);
            int y = Math.clamp(Math.round(p[1]) + MARGIN_PX, 0, side - 1);
            image[i] = 1 + texture[y * side + x] + 0.1f * own[y * side + x];
            image[i] *= (float) (1 + tilt * (i % sidePx - sidePx / 2.0) / sidePx);
            image[i] += (float) (0.05 * random.nextNormal());
        }
        List<Roi> rois = new ArrayList<>();
        for (Soma soma : found) {
            light(image, soma, moved, random.logNormal(1, 0.4));
            footprint(soma, moved).ifPresent(rois::add);
        }
        for (Soma soma : faint) {
            light(image, soma, moved, 0.3);
        }
        for (Soma soma : place((int) Math.round(SPURIOUS * rois.size()), List.of())) {
            footprint(soma, moved).ifPresent(rois::add);
        }
        shuffle(rois);
        return new DayField(image, new RoiSet(sidePx, sidePx, rois, "simulated"));
    }

    private void shuffle(List<Roi> rois) {
        for (int i = rois.size() - 1; i > 0; i--) {
            Collections.swap(rois, i, random.nextInt(i + 1));
        }
    }

    private void light(float[] image, Soma soma, boolean moved, double factor) {
        double[] at = moved ? today(soma.x, soma.y) : new double[] {soma.x, soma.y};
        for (int y = (int) at[1] - 12; y <= at[1] + 12; y++) {
            for (int x = (int) at[0] - 12; x <= at[0] + 12; x++) {
                if (x >= 0 && y >= 0 && x < sidePx && y < sidePx) {
                    image[y * sidePx + x] +=
                            (float) (0.8 * soma.brightness * factor * profile(soma, x - at[0], y - at[1], 1));
                }
            }
        }
    }

    /** Noisy in place, size, outline and weights; none where less than half of it is in the frame. */
    private Optional<Roi> footprint(Soma soma, boolean moved) {
        double[] at = moved ? today(soma.x, soma.y) : new double[] {soma.x, soma.y};
        double cx = at[0] + 0.5 * random.nextNormal();
        double cy = at[1] + 0.5 * random.nextNormal();
        double size = random.logNormal(1, 0.1);
        int[] pixels = new int[625];
        float[] weights = new float[625];
        int count = 0;
        int wanted = 0;
        double sum = 0;
        for (int y = (int) cy - 12; y <= (int) cy + 12; y++) {
            for (int x = (int) cx - 12; x <= (int) cx + 12; x++) {
                double profile = profile(soma, x - cx, y - cy, size);
                double weight = profile * Math.max(0.05, 1 + 0.35 * random.nextNormal());
                boolean in = profile > 0.5 && (profile > 0.8 || random.nextDouble() > 0.3);
                wanted += in ? 1 : 0;
                if (in && x >= 0 && y >= 0 && x < sidePx && y < sidePx) {
                    pixels[count] = y * sidePx + x;
                    weights[count++] = (float) weight;
                    sum += weight;
                }
            }
        }
        if (2 * count < wanted || count < 20) {
            return Optional.empty();
        }
        for (int i = 0; i < count; i++) {
            weights[i] = (float) (weights[i] / sum);
        }
        return Optional.of(new Roi(soma.id, Arrays.copyOf(pixels, count), Arrays.copyOf(weights, count)));
    }

    private static double profile(Soma soma, double dx, double dy, double size) {
        double along = dx * StrictMath.cos(soma.tilt) + dy * StrictMath.sin(soma.tilt);
        double across = dy * StrictMath.cos(soma.tilt) - dx * StrictMath.sin(soma.tilt);
        double stretch = Math.sqrt(soma.stretch);
        double distance = StrictMath.hypot(along / stretch, across * stretch) / (soma.radius * size);
        return 1 / (1 + StrictMath.exp((distance - 1) * soma.radius / 0.7));
    }
}
