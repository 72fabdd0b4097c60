package org.loopscope.acquisition.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * Pictures of the field at several depths, the imaged one among them, taken before the session.
 *
 * @param planes unsigned 16 bit, row-major, raw units, from the first plane to the last; not copied
 * @param stepUm distance from one plane to the next, micrometres
 */
public record ZStack(List<short[]> planes, int widthPx, int heightPx, double stepUm) {
    private static final int FEWEST = 3;

    public ZStack {
        planes = List.copyOf(planes);
        if (planes.size() < FEWEST) {
            throw new IllegalArgumentException("a reference stack of " + planes.size() + " planes is too small; give "
                    + FEWEST + " or more, with the imaged one among them");
        }
        if (!(stepUm > 0 && stepUm <= 1000)) {
            throw new IllegalArgumentException(
                    "the reference stack's step must be above 0 and at most 1000 um, was " + stepUm);
        }
        for (short[] plane : planes) {
            if (plane.length != widthPx * heightPx) {
                throw new IllegalArgumentException("the reference stack's planes have " + plane.length + " pixels, not "
                        + widthPx + "x" + heightPx);
            }
        }
    }

    /**
     * The planes with what lies at {@code (x + xPx, y + yPx)} put to {@code (x, y)}; what would come from outside is the
     * plane's nearest pixel. Raw units.
     */
    List<float[]> movedBack(int xPx, int yPx) {
        List<float[]> moved = new ArrayList<>();
        for (short[] plane : planes) {
            float[] to = new float[plane.length];
            for (int y = 0; y < heightPx; y++) {
                int fromRow = Math.clamp(y + yPx, 0, heightPx - 1) * widthPx;
                for (int x = 0; x < widthPx; x++) {
                    to[y * widthPx + x] = plane[fromRow + Math.clamp(x + xPx, 0, widthPx - 1)] & 0xFFFF;
                }
            }
            moved.add(to);
        }
        return moved;
    }
}
