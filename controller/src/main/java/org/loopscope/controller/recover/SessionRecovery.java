package org.loopscope.controller.recover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.FrameArrived;
import org.loopscope.controller.log.SessionEvent.LogBegun;
import org.loopscope.controller.log.SessionEvent.SessionEnded;
import org.loopscope.controller.log.SessionLock;
import org.loopscope.controller.log.disk.DiskFile;
import org.loopscope.controller.log.disk.LocalDisk;
import org.loopscope.controller.log.hdf5.DatasetChecksum;
import org.loopscope.controller.log.hdf5.Filters;
import org.loopscope.controller.log.hdf5.Writing;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.log.journal.JournalWriter;
import org.loopscope.controller.log.nwb.NwbFile;
import org.loopscope.controller.replay.ArrayVerification;
import org.loopscope.controller.replay.EarlierParts;
import org.loopscope.controller.replay.SalvagedFrames;
import org.loopscope.controller.replay.SessionFolder;
import org.loopscope.controller.rig.Banks;
import org.loopscope.stimulus.StimulusBank;

/**
 * Completes a session whose process died, or whose file was lost or changed afterwards. Its NWB file is made anew from the journal, which has everything but pixels,
 * and from the raw frames in the file that is there; then it takes that file's place, and the journal gets its end.
 *
 * <p>The old file is untouched until the new one is whole and on the disk, and is kept where a frame of it could not be
 * carried over. A recovery that is itself cut off is simply begun again: the old file, where that one had moved it away and no
 * further, is put back first.
 */
public final class SessionRecovery {
    private static final int PROGRESS_EVERY = 1000;
    private static final String SUMMARY = "summary.json";
    private static final String KEPT = ".before-recovery";
    private static final String MADE = ".recovering";

    private final Path folder;
    private final Consumer<String> progress;
    private final List<String> lines = new ArrayList<>();
    private boolean corrected;
    private Optional<RecoveryReport.Recovered> recovered = Optional.empty();

    /** @param progress told in lines what has been done */
    public SessionRecovery(Path folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Recovers the session.
     *
     * @throws org.loopscope.controller.log.journal.JournalCorrupt when a byte of the journal was changed
     * @throws IOException with one clear line when it cannot be done; the session is as it was
     */
    public RecoveryReport run() throws IOException {
        try (SessionLock _ = SessionLock.take(folder)) {
            JournaledSession session = JournaledSession.in(folder);
            putBack(session.nwb());
            if (session.ended() && isAsWritten(session)) {
                return new RecoveryReport(
                        List.of("Nothing to recover: the session came to its end, and its file is as it was written"),
                        recovered);
            }
            requireRoom(session);
            Path made = made(session.nwb());
            Files.deleteIfExists(made);
            FrameSpans missing = new FrameSpans();
            try (SalvagedFrames frames = salvaged(session)) {
                List<DatasetChecksum> checksums = write(session, frames, made, missing);
                replace(session, made, frames);
                end(session, missing, checksums);
                tell(session, frames, missing);
            }
        }
        return new RecoveryReport(lines, recovered);
    }

    /** Whether a session that has come to its end still has all that was written. */
    private boolean isAsWritten(JournaledSession session) throws IOException {
        if (!Files.exists(session.nwb())) {
            lines.add("The session came to its end, but its file is gone: it is made anew from the journal");
            return false;
        }
        String what;
        try {
            what = ArrayVerification.verify(new SessionFolder(folder, session.journal(), session.nwb()))
                    .firstDifference();
        } catch (IOException e) {
            what = String.valueOf(e.getMessage());
        }
        if (!what.isEmpty()) {
            lines.add("The session came to its end, but its file was changed since (" + what
                    + "): it is made anew from the journal");
        }
        return what.isEmpty();
    }

    private static SalvagedFrames salvaged(JournaledSession session) {
        return session.begun().rawFramesKept() ? SalvagedFrames.open(session.nwb()) : SalvagedFrames.none();
    }

    private static void requireRoom(JournaledSession session) throws IOException {
        long needed = session.nwbBytes() + Files.size(session.journal());
        long free = Files.getFileStore(session.folder()).getUsableSpace();
        if (free < needed) {
            throw new IOException("the disk of " + session.folder() + " has " + (free >> 20)
                    + " MB left, and the recovered file is made beside the old one: free " + (needed >> 20) + " MB");
        }
    }

    private List<DatasetChecksum> write(JournaledSession session, SalvagedFrames frames, Path made, FrameSpans missing)
            throws IOException {
        LogBegun begun = session.begun();
        Set<Long> unkept = session.unkept();
        ExperimentConfig config = ExperimentFile.parse(session.started().configuration(), "the journal", List.of());
        StimulusBank bank = Banks.of(config);
        corrected = config.log().corrected();
        RecoveredFigures figures = new RecoveredFigures(session, config, bank);
        EarlierParts.before(folder, session.continued()).each(figures::add);
        NwbFile.Contents contents = new NwbFile.Contents(
                begun.frames().orElse(null),
                begun.rawFramesKept() && frames.fault().isEmpty(),
                false,
                new Filters(begun.deflateLevel()),
                Writing.ORDERED);
        try (NwbFile nwb = NwbFile.create(made, begun.metadata(), bank, contents, new LocalDisk())) {
            try (JournalReader journal = JournalReader.open(session.journal())) {
                long done = 0;
                for (SessionEvent event = journal.next(); event != null; event = journal.next()) {
                    nwb.record(event);
                    figures.add(event);
                    if (event instanceof FrameArrived arrived && begun.rawFramesKept()) {
                        take(frames.read(arrived), arrived.index(), nwb, unkept, missing);
                        tellProgress(++done, session.frames());
                    }
                }
            }
            for (SessionEvent last : last(session, missing)) {
                nwb.record(last);
                figures.add(last);
            }
            nwb.complete();
            Path summary = folder.resolve(SUMMARY);
            if (session.cutOff() || !Files.exists(summary)) {
                recovered = Optional.of(figures.write(summary));
            }
            return nwb.checksums();
        }
    }

    private static void take(@Nullable Frame frame, long index, NwbFile nwb, Set<Long> unkept, FrameSpans missing) {
        if (frame != null) {
            nwb.record(frame);
        } else if (!unkept.contains(index)) {
            missing.add(index);
        }
    }

    private void tellProgress(long done, long all) {
        if (done % PROGRESS_EVERY == 0) {
            progress.accept("recovered " + done + " of " + all + " frames");
        }
    }

    private void replace(JournaledSession session, Path made, SalvagedFrames frames) throws IOException {
        try (DiskFile file = DiskFile.open(made)) {
            file.force();
        }
        Path nwb = session.nwb();
        Optional<String> whyKept = whyKept(session, frames);
        if (Files.exists(nwb) && whyKept.isPresent()) {
            Path kept = freeName(nwb);
            Files.move(nwb, kept);
            lines.add("The old file is kept as " + kept.getFileName() + ": " + whyKept.get());
        }
        Files.move(made, nwb, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Why the old file is kept; empty where the new one has all that was in it. */
    private Optional<String> whyKept(JournaledSession session, SalvagedFrames frames) {
        if (session.ended()) {
            return Optional.of("somebody has changed it");
        }
        // The journal is always ahead of the file, unless somebody has cut it short since.
        if (frames.goBeyond(session.lastFrame())) {
            return Optional.of("it has more than the journal tells of, which was cut short after the session");
        }
        if (frames.damaged() > 0 || !frames.fault().isEmpty()) {
            return Optional.of("not every frame of it could be read");
        }
        return corrected ? Optional.of("the new one has no corrected frames") : Optional.empty();
    }

    /**
     * Undoes half an exchange of files: a recovery that died between its two moves has left none in the session's place, its
     * own beside it, and the old one, whose frames may be the only ones, under the last name that was taken.
     */
    private void putBack(Path nwb) throws IOException {
        if (Files.exists(nwb) || !Files.exists(made(nwb))) {
            return;
        }
        Path last = null;
        for (int number = 1; isTaken(keptName(nwb, number)); number++) {
            last = keptName(nwb, number);
        }
        if (last != null) {
            Files.move(last, nwb);
            lines.add("A recovery before this one was cut off: the old file, " + last.getFileName()
                    + ", is taken from where that one had put it");
        }
    }

    /** Where the new file grows. */
    private static Path made(Path nwb) {
        return nwb.resolveSibling(nwb.getFileName() + MADE);
    }

    /** What an earlier recovery kept may be the only copy of its frames, and stays. */
    private static Path freeName(Path nwb) {
        int number = 1;
        while (isTaken(keptName(nwb, number))) {
            number++;
        }
        return keptName(nwb, number);
    }

    private static Path keptName(Path nwb, int number) {
        return nwb.resolveSibling(nwb.getFileName() + KEPT + (number == 1 ? "" : "-" + number));
    }

    private static boolean isTaken(Path name) {
        return Files.exists(name, LinkOption.NOFOLLOW_LINKS);
    }

    private static void end(JournaledSession session, FrameSpans missing, List<DatasetChecksum> checksums)
            throws IOException {
        try (JournalWriter journal = JournalWriter.goOn(DiskFile.open(session.journal()), session.wholeBytes())) {
            for (SessionEvent last : last(session, missing)) {
                journal.append(last);
            }
            for (DatasetChecksum checksum : checksums) {
                journal.append(new SessionEvent.ArrayChecksum(checksum.path(), checksum.bytes(), checksum.crc()));
            }
            journal.append(new SessionEnded(session.outcome(), session.lastNs()));
            journal.force();
        }
    }

    /** What a recovery adds to the session's events. */
    private static List<SessionEvent> last(JournaledSession session, FrameSpans missing) {
        List<SessionEvent> last = new ArrayList<>(missing.spans());
        if (session.cutOff()) {
            last.add(new SessionEvent.FaultRaised(session.lastNs(), "the session was cut off here", true));
        }
        return last;
    }

    private void tell(JournaledSession session, SalvagedFrames frames, FrameSpans missing) {
        lines.add("Recovered " + session.started().sessionId() + ": " + session.frames() + " frames up to "
                + String.format(Locale.ROOT, "%.3f s", session.lastNs() / 1e9));
        if (session.tornBytes() > 0) {
            lines.add("The journal's last record was cut short; its " + session.tornBytes() + " bytes are dropped");
        }
        if (!frames.fault().isEmpty()) {
            lines.add("No raw frames: " + frames.fault());
        }
        if (missing.frames() > 0) {
            lines.add("Raw pixels of " + missing.frames()
                    + " frames are not in the file; invalid_times says which they are, and the journal has the activity"
                    + " of those after the calibration");
        }
    }
}
