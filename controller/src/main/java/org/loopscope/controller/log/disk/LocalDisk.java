package org.loopscope.controller.log.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the operating system has mounted. */
public final class LocalDisk implements Disk {
    @Override
    public FileBytes create(Path path) throws IOException {
        return DiskFile.create(path);
    }

    @Override
    public long usableBytes(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }
}
