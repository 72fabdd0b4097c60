package org.loopscope.controller.log.disk;

import java.io.IOException;
import java.nio.file.Path;

/** Where a session's files are written. */
public interface Disk {
    /**
     * Creates a file; one that exists is never touched.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one
     */
    FileBytes create(Path path) throws IOException;

    /** How many bytes this process may still write to the disk that the folder is on. */
    long usableBytes(Path folder) throws IOException;
}
