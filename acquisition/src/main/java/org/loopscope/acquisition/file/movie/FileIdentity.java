package org.loopscope.acquisition.file.movie;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which file a path led to when it was opened, by device and inode where the system has them. */
public final class FileIdentity {
    private final Path path;
    private final @Nullable Object key;

    private FileIdentity(Path path, @Nullable Object key) {
        this.path = path;
        this.key = key;
    }

    public static FileIdentity of(Path path) throws IOException {
        return new FileIdentity(path, key(path));
    }

    /** @throws IOException when the path leads to another file now, or to none */
    public void check() throws IOException {
        Object now;
        try {
            now = key(path);
        } catch (NoSuchFileException e) {
            throw new IOException(path + ": the file was removed while it was followed; start again", e);
        }
        if (!Objects.equals(key, now)) {
            throw new IOException(path + ": the file was replaced by another one while it was followed; start again");
        }
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}
