package org.loopscope.controller.log;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.disk.Disk;
import org.loopscope.controller.log.disk.LocalDisk;
import org.loopscope.controller.log.hdf5.DatasetChecksum;
import org.loopscope.controller.log.hdf5.Filters;
import org.loopscope.controller.log.hdf5.Hdf5Exception;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.log.journal.JournalWriter;
import org.loopscope.controller.log.nwb.NwbFile;
import org.loopscope.controller.log.nwb.NwbMetadata;
import org.loopscope.stimulus.StimulusBank;

/**
 * A session's folder while it is written: the journal, which has every event as soon as it is accepted, and the NWB
 * file, which has it after the next flush. The log thread only; the folder is the session's own.
 */
public final class SessionLog implements AutoCloseable {
    public static final String JOURNAL_FILE = "session.journal";

    private final Path folder;
    private final SessionLock lock;
    private final DiskWatch watch;
    private final boolean hasFrames;
    private final LogSettings settings;
    private final JournalWriter journal;
    private final NwbFile nwb;
    private int framesSinceFlush;
    private boolean unflushed;
    private long lastFlushNs;
    private long lastForceNs;
    /** Where in the journal the NWB file's live reading began. */
    private long liveFrom;

    private boolean ended;

    private SessionLog(
            Path folder,
            SessionLock lock,
            DiskWatch watch,
            boolean hasFrames,
            LogSettings settings,
            JournalWriter journal,
            NwbFile nwb) {
        this.folder = folder;
        this.lock = lock;
        this.watch = watch;
        this.hasFrames = hasFrames;
        this.settings = settings;
        this.journal = journal;
        this.nwb = nwb;
    }

    /** A session on this computer's disk. */
    public static SessionLog create(
            Path directory, NwbMetadata metadata, @Nullable FrameFormat frames, StimulusBank bank, LogSettings settings)
            throws IOException {
        return create(directory, metadata, frames, bank, settings, new LocalDisk());
    }

    /**
     * Makes the session's folder {@code sub-<subject>_ses-<yyyymmddThhmmss>} below {@code directory}, or that of a later
     * part, {@code part-<n>} below the session's, and both files in
     * it. Either all of it exists afterwards, or nothing new.
     *
     * @param frames shape of the frames, or null in a session without any
     * @throws IOException with one clear line when the folder cannot be made, written to, or exists already
     */
    public static SessionLog create(
            Path directory,
            NwbMetadata metadata,
            @Nullable FrameFormat frames,
            StimulusBank bank,
            LogSettings settings,
            Disk disk)
            throws IOException {
        Path folder = directory.resolve(metadata.folderName());
        makeFolder(directory, folder);
        SessionLock lock = SessionLock.take(folder);
        Path journalFile = folder.resolve(JOURNAL_FILE);
        Path nwbFile = folder.resolve(nwbFileName(metadata));
        try {
            JournalWriter journal = JournalWriter.create(journalFile, disk);
            try {
                boolean keep = frames != null && settings.keepRawFrames();
                journal.append(new SessionEvent.LogBegun(
                        metadata, Optional.ofNullable(frames), keep, settings.deflateLevel()));
                NwbFile.Contents contents = new NwbFile.Contents(
                        frames,
                        keep,
                        keep && settings.keepCorrectedFrames(),
                        new Filters(settings.deflateLevel()),
                        settings.writing());
                NwbFile nwb = NwbFile.create(nwbFile, metadata, bank, contents, disk);
                return new SessionLog(
                        folder, lock, new DiskWatch(folder, disk), frames != null, settings, journal, nwb);
            } catch (IOException | RuntimeException e) {
                journal.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            lock.close();
            Files.deleteIfExists(nwbFile);
            Files.deleteIfExists(journalFile);
            Files.deleteIfExists(folder);
            if (e instanceof Hdf5Exception || e instanceof IOException) {
                throw new IOException("the session " + folder + " cannot be written: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /** Name of the NWB file, as the DANDI archive wants it. */
    public static String nwbFileName(NwbMetadata metadata) {
        return metadata.sessionName() + "_behavior+ophys.nwb";
    }

    public Path folder() {
        return folder;
    }

    /** Writes an event to the journal, where it is safe from the death of this process, and to the NWB file. */
    public void accept(SessionEvent event) throws IOException {
        journal.append(event);
        nwb.record(event);
        unflushed = true;
        boolean isFrame =
                hasFrames ? event instanceof SessionEvent.FrameArrived : event instanceof SessionEvent.ActivityInferred;
        if (isFrame) {
            framesSinceFlush++;
        }
    }

    /**
     * Writes a raw frame to the NWB file, if raw frames are kept; the frame is the caller's again afterwards.
     *
     * @return false when it was not written because the disk is nearly full
     */
    public boolean accept(Frame frame) {
        if (!settings.keepRawFrames()) {
            return true;
        }
        if (!watch.roomForFrames()) {
            return false;
        }
        nwb.record(frame);
        unflushed = true;
        return true;
    }

    /** Looks after the disk from time to time; to be called in every turn of the log thread, also when nothing came. */
    public DiskWatch.News watch(long nowNs) throws IOException {
        return watch.look(nowNs);
    }

    /** Writes a frame as it was laid on its template, unless the disk is nearly full; the buffer is the caller's again afterwards. */
    public void accept(CorrectedFrame frame) {
        if (watch.roomForFrames()) {
            nwb.record(frame);
            unflushed = true;
        }
    }

    /**
     * Flushes when as many frames or as much time as the settings say have passed, and forces the journal to the disk when
     * that is due. To be called in every turn of the log
     * thread, also when nothing came.
     *
     * @return whether it flushed
     */
    public boolean flushIfDue(long nowNs) throws IOException {
        if (nowNs - lastForceNs >= settings.forcePeriodNs()) {
            journal.force();
            lastForceNs = nowNs;
        }
        boolean due = framesSinceFlush >= settings.flushEveryFrames()
                || (unflushed && nowNs - lastFlushNs >= settings.flushPeriodNs());
        if (due) {
            flush();
            lastFlushNs = nowNs;
        }
        return due;
    }

    /** Makes everything accepted so far readable in the NWB file and safe from the death of this process. */
    public void flush() {
        boolean wasLive = nwb.live();
        nwb.flush();
        if (nwb.live() && !wasLive) {
            liveFrom = journal.bytes();
        }
        framesSinceFlush = 0;
        unflushed = false;
    }

    /** Bytes written to the journal so far. */
    public long journalBytes() {
        return journal.bytes();
    }

    /**
     * Completes the NWB file, closes it, and ends the journal with a checksum of each of its arrays and the outcome. For
     * every orderly end, whatever the outcome; nothing is accepted afterwards.
     */
    public void complete(String outcome, long nowNs) throws IOException {
        endLive();
        nwb.complete();
        for (DatasetChecksum checksum : nwb.checksums()) {
            journal.append(new SessionEvent.ArrayChecksum(checksum.path(), checksum.bytes(), checksum.crc()));
        }
        nwb.close();
        journal.append(new SessionEvent.SessionEnded(outcome, nowNs));
        journal.force();
        journal.close();
        lock.close();
        ended = true;
    }

    /**
     * Ends a session that cannot be completed: tries to save what each file still takes. What was flushed stays readable
     * in any case, and the journal without its last record tells that the session did not end in order. Does nothing
     * after {@link #complete}.
     */
    @Override
    public void close() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        try (lock;
                journal;
                nwb) {
            endLive();
            nwb.complete();
        }
    }

    /** What could not be written while others read is in the journal, and goes into the NWB file now. */
    private void endLive() throws IOException {
        if (!nwb.live()) {
            return;
        }
        nwb.endLive();
        try (JournalReader missed = JournalReader.open(folder.resolve(JOURNAL_FILE), liveFrom)) {
            for (SessionEvent event = missed.next(); event != null; event = missed.next()) {
                nwb.recordMissed(event);
            }
        }
    }

    private static void makeFolder(Path directory, Path folder) throws IOException {
        try {
            Files.createDirectories(directory);
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            String what = folder.toString().equals(e.getFile())
                    ? "the session folder " + folder + " exists already: wait a second or choose another --out"
                    : e.getFile() + " is a file, not a folder to write sessions to";
            throw new IOException(what, e);
        } catch (IOException e) {
            String why = e instanceof AccessDeniedException ? "no permission" : e.getMessage();
            throw new IOException("no session can be written to " + directory + ": " + why, e);
        }
    }
}
