package org.loopscope.stimulus.display;

/**
 * A screen before an eye. Angles are for a flat screen whose middle is straight ahead, where the picture is.
 *
 * @param widthCm width of the lit area
 * @param distanceCm from the eye to the middle of the screen
 * @param widthPx pixels across
 * @param refreshHz refreshes per second
 * @param pictureDeg visual angle across a picture, degrees
 */
public record ScreenGeometry(double widthCm, double distanceCm, int widthPx, double refreshHz, double pictureDeg) {
    private static final double MAX_REFRESH_HZ = 1000;

    public ScreenGeometry {
        requirePositive(widthCm, "width", "cm");
        requirePositive(distanceCm, "distance", "cm");
        requirePositive(widthPx, "width", "pixels");
        requirePositive(refreshHz, "refresh rate", "Hz");
        requirePositive(pictureDeg, "visual angle of a picture", "degrees");
        if (refreshHz > MAX_REFRESH_HZ) {
            throw new IllegalArgumentException("screen: a refresh rate of " + refreshHz + " Hz is above "
                    + MAX_REFRESH_HZ + " Hz; give it in refreshes per second");
        }
        double screenDeg = Math.toDegrees(2 * Math.atan(widthCm / 2 / distanceCm));
        if (pictureDeg > screenDeg) {
            throw new IllegalArgumentException("screen: a picture of " + pictureDeg
                    + " degrees does not fit on a screen that is " + Math.floor(screenDeg * 10) / 10
                    + " degrees wide; lower it or move the screen nearer");
        }
    }

    /** A 60 Hz monitor, 52 cm wide at 25 cm, with pictures of 60 degrees: a common set-up for mice. */
    public static ScreenGeometry standard() {
        return new ScreenGeometry(52, 25, 1920, 60, 60);
    }

    public double refreshPeriodNs() {
        return 1e9 / refreshHz;
    }

    /** Width of a picture on the screen, screen pixels. */
    public double picturePx() {
        double pictureCm = 2 * distanceCm * Math.tan(Math.toRadians(pictureDeg) / 2);
        return pictureCm / widthCm * widthPx;
    }

    private static void requirePositive(double value, String what, String unit) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("screen: " + what + " must be above 0 " + unit + ", was " + value);
        }
    }
}
