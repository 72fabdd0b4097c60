package org.loopscope.acquisition.motion;

/** Finds how an image lies relative to a template and puts it back: as a whole, or patch by patch. */
sealed interface Alignment {
    /** Takes a copy of {@code pixels} as the template. */
    void template(float[] pixels);

    /** As {@link Registration#renew}. */
    boolean renew(float[] pixels);

    /**
     * @param displacement receives where the whole image's content lies
     * @param out receives the image put back
     */
    void align(float[] pixels, Displacement displacement, float[] out);

    static Alignment of(int widthPx, int heightPx, MotionSettings settings) {
        return settings.patchesPerSide() == 1
                ? new Rigid(widthPx, heightPx, settings.maxShiftPx())
                : new Piecewise(
                        new PatchGrid(widthPx, heightPx, settings.patchesPerSide(), settings.patchesPerSide()),
                        settings.maxShiftPx());
    }

    /** One shift for the whole image. */
    final class Rigid implements Alignment {
        private final Registration registration;
        private final Resampler resampler;

        Rigid(int widthPx, int heightPx, int maxShiftPx) {
            this.registration = new Registration(widthPx, heightPx, maxShiftPx);
            this.resampler = new Resampler(widthPx, heightPx);
        }

        @Override
        public void template(float[] pixels) {
            registration.template(pixels);
        }

        @Override
        public boolean renew(float[] pixels) {
            return registration.renew(pixels);
        }

        @Override
        public void align(float[] pixels, Displacement displacement, float[] out) {
            registration.locate(pixels, displacement);
            resampler.resample(pixels, displacement.xPx, displacement.yPx, out);
        }
    }

    /** A shift for each patch, varying smoothly between their centres. */
    final class Piecewise implements Alignment {
        private final Registration registration;
        private final WarpResampler resampler;
        private final float[] offsetX;
        private final float[] offsetY;

        Piecewise(PatchGrid patches, int maxShiftPx) {
            this.registration = new Registration(patches, maxShiftPx);
            this.resampler = new WarpResampler(patches);
            this.offsetX = new float[patches.size()];
            this.offsetY = new float[patches.size()];
        }

        @Override
        public void template(float[] pixels) {
            registration.template(pixels);
        }

        @Override
        public boolean renew(float[] pixels) {
            return registration.renew(pixels);
        }

        @Override
        public void align(float[] pixels, Displacement displacement, float[] out) {
            registration.locate(pixels, displacement);
            registration.locatePatches(offsetX, offsetY);
            resampler.resample(pixels, displacement.xPx, displacement.yPx, offsetX, offsetY, out);
        }
    }
}
