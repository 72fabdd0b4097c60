package org.loopscope.acquisition.ring;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.live.SourceFailure;

/** A file that another process writes, mapped as it is long now. Any thread until it is closed. */
record MappedFile(Arena arena, MemorySegment bytes) implements AutoCloseable {
    /**
     * Maps a file, or answers null while it is missing or shorter than {@code leastBytes}.
     *
     * @throws SourceFailure when it is there and cannot be mapped
     */
    static @Nullable MappedFile open(Path path, long leastBytes) {
        if (!Files.isRegularFile(path)) {
            return null;
        }
        Arena arena = Arena.ofShared();
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (file.size() < leastBytes) {
                arena.close();
                return null;
            }
            return new MappedFile(arena, file.map(FileChannel.MapMode.READ_WRITE, 0, file.size(), arena));
        } catch (IOException e) {
            arena.close();
            throw new SourceFailure(
                    path + " cannot be mapped (" + e.getMessage() + "); Loopscope must be allowed to read and write it",
                    e);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
