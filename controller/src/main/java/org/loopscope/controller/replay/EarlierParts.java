package org.loopscope.controller.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.path.GivenCells;
import org.loopscope.acquisition.roi.ReferenceImage;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.log.SessionEvent.FrameArrived;
import org.loopscope.controller.log.SessionEvent.LogBegun;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.SessionEvent.SessionContinued;
import org.loopscope.controller.log.SessionEvent.SessionStarted;
import org.loopscope.controller.log.SessionLog;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.log.nwb.NwbMetadata;
import org.loopscope.inference.encoder.DeviceLoss;
import org.loopscope.inference.encoder.NamedWeights;

/**
 * The parts of a session that was cut off, in order: its own folder, then {@code part-2} in it, and so on. None where a
 * session has just begun.
 *
 * @param begun of the first part; null for none
 * @param started likewise
 * @param cells as the last part that got so far fixed them, by plane
 * @param lastNs the last moment that anything tells of, session clock
 */
public record EarlierParts(
        List<Part> parts,
        @Nullable LogBegun begun,
        @Nullable SessionStarted started,
        List<GivenCells> cells,
        long lastNs) {

    /** One part's journal, and what is needed of it beforehand. */
    record Part(Path journal, SessionScan scan) {}

    /** Of a session that has just begun. */
    public static final EarlierParts NONE = new EarlierParts(List.of(), null, null, List.of(), 0);

    /**
     * All parts that lie in a session's folder.
     *
     * @throws org.loopscope.controller.log.journal.JournalCorrupt when a byte of a journal was changed
     * @throws IOException with one clear line when there is no session, or it does not go on
     */
    public static EarlierParts of(Path session) throws IOException {
        EarlierParts parts = read(session, Integer.MAX_VALUE);
        Part last = parts.parts.getLast();
        SessionContinued itself = parts.parts.getFirst().scan.continued();
        if (itself != null) {
            throw new IOException(session + " is part " + itself.part() + " of a session; give the session's folder, "
                    + session.toAbsolutePath().normalize().getParent());
        }
        if (Objects.equals(last.scan.outcome(), "completed")) {
            throw new IOException(session + " came to its end: there is nothing to go on with");
        }
        if (parts.cells.isEmpty()) {
            throw new IOException(
                    session
                            + " was cut off before its cells were known: there is nothing to go on with, run the experiment anew");
        }
        return parts;
    }

    /** All that they logged, in order. */
    public void each(Consumer<SessionEvent> taker) throws IOException {
        for (Part part : parts) {
            try (JournalReader reader = JournalReader.open(part.journal)) {
                for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                    taker.accept(event);
                }
            }
        }
    }

    /**
     * Those before the part that lies in a folder.
     *
     * @param continued what that part says of them; null where it is a session's first, which has none before it
     * @throws IOException with one clear line when one of them is missing
     */
    public static EarlierParts before(Path folder, @Nullable SessionContinued continued) throws IOException {
        if (continued == null) {
            return NONE;
        }
        Path session = folder.toAbsolutePath().normalize().getParent();
        int part = continued.part();
        if (session == null || !Files.isRegularFile(session.resolve(SessionLog.JOURNAL_FILE))) {
            throw new IOException(folder + " is part " + part
                    + " of a session, and the session is not in the folder above; put it back there");
        }
        EarlierParts parts = read(session, part);
        if (parts.parts.size() != part - 1) {
            throw new IOException(folder + " is part " + part + " of a session, of which "
                    + NwbMetadata.folderOf(parts.parts.size() + 1) + " is missing");
        }
        return parts;
    }

    /** @param end number of the first part that is not read */
    private static EarlierParts read(Path session, int end) throws IOException {
        List<Part> parts = new ArrayList<>();
        Tally tally = new Tally();
        List<Path> journals = journals(session);
        for (Path journal : journals.subList(0, Math.min(journals.size(), end - 1))) {
            parts.add(new Part(journal, SessionScan.of(journal, tally::add)));
        }
        return new EarlierParts(List.copyOf(parts), tally.begun, tally.started, tally.cells(), tally.lastNs);
    }

    /** The journals of all parts in a session's folder, in order; of the first also where it is not there. */
    public static List<Path> journals(Path session) {
        List<Path> journals = new ArrayList<>(List.of(session.resolve(SessionLog.JOURNAL_FILE)));
        while (true) {
            Path next =
                    session.resolve(NwbMetadata.folderOf(journals.size() + 1)).resolve(SessionLog.JOURNAL_FILE);
            if (!Files.isRegularFile(next)) {
                return journals;
            }
            journals.add(next);
        }
    }

    /** The number of the part that goes on with these. */
    public int next() {
        return parts.size() + 1;
    }

    /** The first part's start. */
    public SessionStarted requireStarted() {
        return Objects.requireNonNull(started, "a session without parts has no start");
    }

    /** The metadata of the part that goes on with these. */
    public NwbMetadata metadata(String identifier, String version) {
        return Objects.requireNonNull(begun, "a session without parts has no metadata")
                .metadata()
                .next(identifier, version, next());
    }

    /** Devices that models have lost. */
    public List<DeviceLoss> losses() {
        return parts.stream().flatMap(part -> part.scan.losses().stream()).toList();
    }

    /** What the session's network started from. */
    public Optional<List<NamedWeights>> givenWeights() {
        return parts.isEmpty() ? Optional.empty() : parts.getFirst().scan.givenWeights();
    }

    /** The same for the part that goes on with these. */
    Optional<List<NamedWeights>> givenWeights(SessionScan next) {
        return parts.isEmpty() ? next.givenWeights() : givenWeights();
    }

    /** How many frames they have. */
    public long frames() {
        return parts.stream().mapToLong(part -> part.scan.frames()).sum();
    }

    private static final class Tally {
        private final List<RoisFixed> fixed = new ArrayList<>();
        private @Nullable LogBegun begun;
        private @Nullable SessionStarted started;
        private long lastNs;

        void add(SessionEvent event) {
            switch (event) {
                case LogBegun first -> begun = begun == null ? first : begun;
                case SessionStarted first -> started = started == null ? first : started;
                case FrameArrived frame -> lastNs = Math.max(lastNs, frame.frameEndNs());
                case CycleInputs cycle -> lastNs = Math.max(lastNs, cycle.nowNs());
                case RoisFixed cells -> {
                    if (cells.plane() == 0) {
                        fixed.clear();
                    }
                    fixed.add(cells);
                }
                default -> {}
            }
        }

        List<GivenCells> cells() {
            return fixed.stream()
                    .map(plane -> new GivenCells(
                            plane.rois(),
                            Optional.of(new ReferenceImage(
                                    "the part before",
                                    plane.rois().widthPx(),
                                    plane.rois().heightPx(),
                                    plane.meanImage()))))
                    .toList();
        }
    }
}
