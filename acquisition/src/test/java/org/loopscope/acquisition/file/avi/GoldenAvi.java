package org.loopscope.acquisition.file.avi;

import java.nio.file.Path;
import org.loopscope.acquisition.file.Golden;

/** The AVI files that ffmpeg made; see the script beside them. */
public final class GoldenAvi {
    public static final int WIDTH = 44;
    public static final int HEIGHT = 36;
    public static final int FRAMES = 6;

    private GoldenAvi() {}

    public static Path file(String name) {
        return Golden.recording("avi/" + name);
    }

    /** The pixels of an image, as the script wrote them. */
    public static short[] image(int number) {
        short[] pixels = new short[WIDTH * HEIGHT];
        for (int y = 0, i = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++, i++) {
                int uneven = 50 + 13 * number + 7 * y + 5 * x + (x * x + 3 * y * y + 11 * number) % 4;
                pixels[i] = (short) (y < 24 ? uneven % 256 : 30 + number);
            }
        }
        return pixels;
    }
}
