package org.loopscope.inference.synthesis;

/** How each gradient is smoothed before it is followed (preconditioning), so that the image does not fill with fine noise. */
public sealed interface GradientSmoothing {
    /**
     * A Gaussian blur, mirrored at the edges.
     *
     * @param sigmaPx in pixels of a picture whose shorter side has 32; 0 leaves the gradient as it is
     */
    record Gaussian(double sigmaPx) implements GradientSmoothing {
        public Gaussian {
            AscentSettings.requireLength("gradient sigma", sigmaPx);
        }
    }

    /**
     * Divides the gradient's spectrum by frequency to a power: Walker et al. 2019, whose code divides the amplitude at
     * {@code k} cycles per picture by {@code k^0.2}, from one cycle on.
     *
     * @param power 0 leaves the gradient as it is
     */
    record Fourier(double power) implements GradientSmoothing {
        /** That of Walker et al. */
        public static final double WALKER = 0.2;

        public Fourier {
            AscentSettings.require(power >= 0 && power <= 4, "gradient power", power, "0 to 4");
        }
    }
}
