package org.loopscope.acquisition.simulated;

import java.util.ArrayList;
import java.util.List;

/** Scatters cell bodies over a field of view: apart from each other, off the vessels, whole within the frame. */
final class SomaPlacement {
    private static final double WANTED_GAP = 1.2;
    private static final double LEAST_GAP = 0.85;
    private static final int TRIES_PER_GAP = 3000;
    private static final double VESSEL_LIMIT = 0.3;

    private final int widthPx;
    private final int heightPx;
    private final TissueSettings tissue;
    private final double borderPx;
    private final Vasculature vessels;
    private final int vesselMarginPx;
    private final Xoshiro256 random;

    /** {@code vesselMarginPx}: by how much the vessels' area is wider than the frame, on each side. */
    SomaPlacement(SimulatedRigSettings settings, Vasculature vessels, int vesselMarginPx, long seed) {
        this.widthPx = settings.format().widthPx();
        this.heightPx = settings.format().heightPx();
        this.tissue = settings.tissue();
        this.borderPx = 0.65 * tissue.somaDiameterPx() + settings.motion().limitPx();
        this.vessels = vessels;
        this.vesselMarginPx = vesselMarginPx;
        this.random = new Xoshiro256(seed);
    }

    /** @throws IllegalArgumentException when so many cells have no room */
    List<Soma> place(int count) {
        List<Soma> placed = new ArrayList<>(count);
        double gap = WANTED_GAP;
        int failures = 0;
        while (placed.size() < count) {
            double x = random.uniform(borderPx, widthPx - 1 - borderPx);
            double y = random.uniform(borderPx, heightPx - 1 - borderPx);
            if (isFree(placed, x, y, gap * tissue.somaDiameterPx())) {
                placed.add(draw(x, y));
                failures = 0;
            } else if (++failures > TRIES_PER_GAP) {
                gap -= 0.05;
                failures = 0;
                if (gap < LEAST_GAP) {
                    throw new IllegalArgumentException("simulated rig: " + count + " cells of "
                            + tissue.somaDiameterPx() + " px do not fit into " + widthPx + "x" + heightPx
                            + " px; take fewer or smaller cells or a larger frame");
                }
            }
        }
        return placed;
    }

    private boolean isFree(List<Soma> placed, double x, double y, double gapPx) {
        if (vessels.darkness((int) x + vesselMarginPx, (int) y + vesselMarginPx) > VESSEL_LIMIT) {
            return false;
        }
        for (Soma other : placed) {
            if (StrictMath.hypot(other.xPx() - x, other.yPx() - y) < gapPx) {
                return false;
            }
        }
        return true;
    }

    private Soma draw(double x, double y) {
        double radiusPx = tissue.somaDiameterPx() / 2 * random.uniform(0.9, 1.1);
        double elongation = random.uniform(1, 1.25);
        double orientationRad = random.uniform(0, StrictMath.PI);
        double brightness = random.logNormal(1, tissue.brightnessLogSd());
        return new Soma(x, y, radiusPx, elongation, orientationRad, brightness);
    }
}
