package org.loopscope.inference.learning;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.latent.GeneratorSettings;
import org.loopscope.inference.latent.LatentCode;
import org.loopscope.inference.latent.PictureGenerator;
import org.loopscope.inference.latent.PrincipalComponents;
import org.loopscope.stimulus.StimulusImage;

/**
 * The codes that a session needs, learnt from its bank before it begins: a second for the principal components, some 15 s
 * of one core for the generator (1,000 pictures of 32x32). What is not needed is not made. Model thread.
 */
public final class LatentCodes {
    private static final int COMPONENTS = 64;

    private final @Nullable LatentCode components;
    private final @Nullable LatentCode generator;

    private LatentCodes(@Nullable LatentCode components, @Nullable LatentCode generator) {
        this.components = components;
        this.generator = generator;
    }

    /** @param seed of the generator's training */
    public static LatentCodes of(List<StimulusImage> bank, Set<PictureSpace> spaces, long seed) {
        return new LatentCodes(
                spaces.contains(PictureSpace.PCA) ? PrincipalComponents.of(bank, COMPONENTS) : null,
                spaces.contains(PictureSpace.GENERATOR)
                        ? PictureGenerator.trained(bank, GeneratorSettings.defaults(seed))
                        : null);
    }

    /** For a session that makes its pictures in pixels. */
    public static LatentCodes none() {
        return new LatentCodes(null, null);
    }

    /** The code of a space; null for pixels, which need none. */
    @Nullable LatentCode of(PictureSpace space) {
        return switch (space) {
            case PIXELS -> null;
            case PCA -> made(components, space);
            case GENERATOR -> made(generator, space);
        };
    }

    private static LatentCode made(@Nullable LatentCode code, PictureSpace space) {
        if (code == null) {
            throw new IllegalStateException("pictures in the space " + space + " were asked for, but the session's"
                    + " configuration named no such space when it began");
        }
        return code;
    }
}
