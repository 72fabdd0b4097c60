package org.loopscope.controller.pictures;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * How an image's values become shades: a few very bright or dark pixels do not take the contrast of all others.
 *
 * @param darkest value that is black, and all below
 * @param brightest value that is white, and all above
 */
record GreyScale(double darkest, double brightest) {
    /** For an image, in which what is not a number is not known. */
    static GreyScale of(float[] image) {
        double[] sorted = new double[image.length];
        int known = 0;
        for (float value : image) {
            if (!Float.isNaN(value)) {
                sorted[known++] = value;
            }
        }
        if (known == 0) {
            return new GreyScale(0, 1);
        }
        Arrays.sort(sorted, 0, known);
        double darkest = sorted[(int) Math.round(0.01 * (known - 1))];
        double brightest = sorted[(int) Math.round(0.997 * (known - 1))];
        return new GreyScale(darkest, Math.max(brightest, darkest + 1e-6));
    }

    /** 0 to 255; what is not known is black. */
    int level(float value) {
        double share = Math.clamp((value - darkest) / (brightest - darkest), 0.0, 1.0);
        return (int) Math.round(255 * share);
    }

    BufferedImage image(float[] values, int width) {
        BufferedImage grey = new BufferedImage(width, values.length / width, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < values.length; i++) {
            grey.setRGB(i % width, i / width, level(values[i]) * 0x10101);
        }
        return grey;
    }
}
