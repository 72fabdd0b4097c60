package org.loopscope.controller.log.disk;

import java.io.IOException;
import java.nio.file.Path;

/** Where a session's files are written; {@link DiskFile#create} is the computer's own. */
@FunctionalInterface
public interface Disk {
    /**
     * Creates a file; one that exists is never touched.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one
     */
    FileBytes create(Path path) throws IOException;
}
