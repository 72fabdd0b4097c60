package org.loopscope.stimulus.recorded;

import java.nio.file.Path;

/**
 * A recording on disk and how it is used.
 *
 * @param images zip of pictures whose names sort in the order of presentation
 * @param responses {@code .npy} array, neurons x pictures
 * @param sizePx side length to resample the pictures to
 * @param splitSeed seed of the split into test, validation and training pictures, see {@link NumpySplit}
 */
public record RecordedFiles(Path images, Path responses, int sizePx, long splitSeed) {
    public RecordedFiles {
        if (sizePx < 8 || sizePx > 512) {
            throw new IllegalArgumentException("recording: picture size must be 8 to 512 pixels, was " + sizePx);
        }
        if (splitSeed < 0 || splitSeed > 0xffffffffL) {
            throw new IllegalArgumentException("recording: the split's seed must be 0 to 4294967295, was " + splitSeed);
        }
    }
}
