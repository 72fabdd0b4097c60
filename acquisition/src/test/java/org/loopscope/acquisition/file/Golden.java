package org.loopscope.acquisition.file;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** The recordings that the field's own writers made; see the README beside them. */
public final class Golden {
    public static final int WIDTH = 24;
    public static final int HEIGHT = 18;

    private Golden() {}

    public static Path recording(String name) {
        try {
            return Path.of(Objects.requireNonNull(Golden.class.getResource("/recordings/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The pixels of an image, as the script wrote them, plus an offset. */
    public static short[] image(int number, int offset) {
        short[] pixels = new short[WIDTH * HEIGHT];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) (1000 * number + 7 * (i / WIDTH) + i % WIDTH + offset);
        }
        return pixels;
    }

    /** The same where pixels have 8 bits. */
    public static short[] byteImage(int number) {
        short[] pixels = image(number, 0);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xFF;
        }
        return pixels;
    }
}
