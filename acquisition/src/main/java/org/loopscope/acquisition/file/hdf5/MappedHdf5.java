package org.loopscope.acquisition.file.hdf5;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Opens HDF5 files for jHDF. From a channel, jHDF allocates whatever length a header states before it reads, so that a
 * damaged file of a few kilobytes can ask for two gigabytes; from a mapped file it takes slices, and a length beyond the
 * file's end is an exception. The mapping lives until nothing refers to the file any more.
 */
public final class MappedHdf5 {
    private MappedHdf5() {}

    /**
     * Files beyond 2 GB, which cannot be mapped whole, are read from the channel.
     *
     * @throws IOException when the file cannot be opened
     * @throws RuntimeException of any kind when it is no HDF5 file, or damaged; jHDF's own exceptions
     */
    public static HdfFile open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() <= Integer.MAX_VALUE) {
                return HdfFile.fromByteBuffer(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            }
        }
        return new HdfFile(path);
    }

    /** Why jHDF has failed, in one line; some of what it meets damage with says nothing. */
    public static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? "it is damaged, or no HDF5 file (" + failure.getClass().getSimpleName() + ")"
                : message.lines().findFirst().orElse("");
    }
}
