package org.loopscope.stimulus.recorded;

import java.nio.file.Path;
import org.loopscope.stimulus.PictureSize;

/**
 * A recording on disk and how it is used.
 *
 * @param images zip of pictures whose names sort in the order of presentation
 * @param responses {@code .npy} array, neurons x pictures
 * @param size to resample the pictures to; one of another shape is stretched
 * @param splitSeed seed of the split into test, validation and training pictures, see {@link NumpySplit}
 */
public record RecordedFiles(Path images, Path responses, PictureSize size, long splitSeed) {
    public RecordedFiles {
        if (size.shorterPx() < 8 || size.longerPx() > 512) {
            throw new IllegalArgumentException("recording: picture size must be 8 to 512 pixels a side, was " + size);
        }
        if (splitSeed < 0 || splitSeed > 0xffffffffL) {
            throw new IllegalArgumentException("recording: the split's seed must be 0 to 4294967295, was " + splitSeed);
        }
    }
}
