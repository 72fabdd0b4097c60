package org.loopscope.controller.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.loopscope.acquisition.roi.suite2p.Suite2pCells;
import org.loopscope.controller.log.SessionLog;

/** Folders of ours that are no session by themselves, but are easily given for one. */
final class SessionsInside {
    private SessionsInside() {}

    /**
     * Lets everything pass that is no folder, or may be one of Suite2p's.
     *
     * @throws IOException that says what to give instead, when sessions lie in the folder, or a session without its journal
     */
    static void refuse(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || Suite2pCells.areIn(folder)) {
            return;
        }
        List<Path> entries = entriesOf(folder);
        List<Path> sessions = entries.stream().filter(RecordedField::isSession).toList();
        if (!sessions.isEmpty()) {
            throw new IOException(folder + ": holds " + sessions.size()
                    + " session(s) and is none itself; give the folder of one, such as " + sessions.getLast());
        }
        List<Path> nwb = entries.stream().filter(SessionsInside::isNwb).toList();
        if (!nwb.isEmpty()) {
            throw new IOException(folder + ": has no " + SessionLog.JOURNAL_FILE
                    + " in it, as a session's folder has; give its file instead, " + nwb.getFirst());
        }
    }

    /** A session's NWB file; what it is called by default where it is gone. */
    static Path nwbOf(Path session) throws IOException {
        return entriesOf(session).stream()
                .filter(SessionsInside::isNwb)
                .findFirst()
                .orElse(session.resolve("session.nwb"));
    }

    private static boolean isNwb(Path path) {
        return Files.isRegularFile(path) && path.toString().endsWith(".nwb");
    }

    private static List<Path> entriesOf(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
