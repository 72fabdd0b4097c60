package org.loopscope.acquisition.roi;

/**
 * The image in whose pixels cells were drawn: what a session's own mean image is aligned with before they are used.
 *
 * @param name what the image is, such as {@code meanImg}; a mean image where the file has one
 * @param pixels row-major, in the file's own units
 */
public record ReferenceImage(String name, int widthPx, int heightPx, float[] pixels) {
    public ReferenceImage {
        if (pixels.length != widthPx * heightPx) {
            throw new IllegalArgumentException(
                    "the image " + name + " has " + pixels.length + " pixels, not " + widthPx + "x" + heightPx + " px");
        }
    }
}
