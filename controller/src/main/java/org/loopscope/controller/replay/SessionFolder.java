package org.loopscope.controller.replay;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.log.SessionLog;

/** The two files of a session that lies on the disk. */
public record SessionFolder(Path folder, Path journal, Path nwb) {
    /**
     * Looks for the files.
     *
     * @throws IOException with one clear line when the folder holds no session
     * @throws ReplayDiffers when only the journal is left of it
     */
    public static SessionFolder open(Path folder) throws IOException {
        Path journal = folder.resolve(SessionLog.JOURNAL_FILE);
        if (!Files.isRegularFile(journal)) {
            throw new FileNotFoundException(
                    folder + " holds no session: there is no " + SessionLog.JOURNAL_FILE + " in it");
        }
        List<Path> nwb = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.nwb")) {
            files.forEach(nwb::add);
        }
        if (nwb.isEmpty()) {
            throw new ReplayDiffers(folder + ": its .nwb file is gone; ./loopscope recover " + folder
                    + " makes it anew from the journal");
        }
        if (nwb.size() != 1) {
            throw new FileNotFoundException(
                    folder + " holds no session: there must be one .nwb file in it, there are " + nwb.size());
        }
        return new SessionFolder(folder, journal, nwb.getFirst());
    }
}
