package org.loopscope.controller.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.NewCellsInferred;
import org.loopscope.controller.log.SessionEvent.SessionContinued;
import org.loopscope.controller.log.SessionEvent.SessionEnded;
import org.loopscope.controller.log.SessionEvent.SessionStarted;
import org.loopscope.controller.log.SessionEvent.SourceOpened;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.replay.EarlierParts;

/**
 * A session that has been, all parts of it, read once: its events without the cells' activity, the moment of each, and where
 * in the journals the activity of each frame lies. About 250 bytes a frame and what the responses take. Never changed.
 */
public final class ReviewedSession {
    private static final long TOLD_EVERY_BYTES = 256L << 20;

    private final List<Path> journals;
    private final List<SessionEvent> events;
    /** Of each event; never falls. */
    private final long[] timesNs;
    /** First event of each part. */
    private final long[] partsBegin;
    /** Which events are activity, of the cells or of new ones. */
    private final long[] activityEvents;
    /** Where in the journal of its part each of them lies. */
    private final long[] activityOffsets;

    private ReviewedSession(Reading reading, List<Path> journals) {
        this.journals = List.copyOf(journals);
        events = List.copyOf(reading.events);
        timesNs = reading.timesNs.build().toArray();
        partsBegin = reading.partsBegin.build().toArray();
        activityEvents = reading.activityEvents.build().toArray();
        activityOffsets = reading.activityOffsets.build().toArray();
    }

    /**
     * Reads a session.
     *
     * @param folder the session's own, not that of a later part
     * @param progress told in a line how far it has come, now and then
     * @throws org.loopscope.controller.log.journal.JournalCorrupt when a byte of a journal was changed
     * @throws IOException with one clear line when there is no session
     */
    public static ReviewedSession read(Path folder, Consumer<String> progress) throws IOException {
        return read(folder, TOLD_EVERY_BYTES, progress);
    }

    static ReviewedSession read(Path folder, long toldEveryBytes, Consumer<String> progress) throws IOException {
        List<Path> journals = EarlierParts.journals(folder);
        long bytes = 0;
        for (Path journal : journals) {
            bytes += Files.size(journal);
        }
        Reading reading = new Reading(bytes, toldEveryBytes, progress);
        for (Path journal : journals) {
            reading.part(journal);
        }
        if (!(reading.last instanceof SessionEnded)) {
            // Nobody was there to say so.
            reading.add(new SessionEnded(SessionEnded.CUT_OFF, reading.nowNs), 0);
        }
        Path lastPart = Objects.requireNonNull(journals.getLast().getParent(), "a journal lies in its part's folder");
        for (SessionEvent baseline : FinalBaselines.of(lastPart, reading.sessionId)) {
            reading.add(baseline, 0);
        }
        return new ReviewedSession(reading, journals);
    }

    int count() {
        return events.size();
    }

    SessionEvent event(int place) {
        return events.get(place);
    }

    long timeNs(int place) {
        return timesNs[place];
    }

    /** When its last event was, session clock. */
    public long endNs() {
        return timesNs[timesNs.length - 1];
    }

    /** How many events there were up to a moment. */
    int eventsUpTo(long sessionNs) {
        int from = 0;
        int to = timesNs.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (timesNs[middle] <= sessionNs) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The number, from 0, of the part in which an event was. */
    int partOf(int place) {
        return countBelow(partsBegin, place + 1L) - 1;
    }

    Path journal(int part) {
        return journals.get(part);
    }

    int parts() {
        return journals.size();
    }

    /** How many of the first events are activity. */
    int activityBefore(int place) {
        return countBelow(activityEvents, place);
    }

    /** The event that an activity is. */
    int activityEvent(int activity) {
        return (int) activityEvents[activity];
    }

    /** Where in the journal of its part it lies. */
    long activityOffset(int activity) {
        return activityOffsets[activity];
    }

    private static int countBelow(long[] ascending, long end) {
        int found = Arrays.binarySearch(ascending, end);
        return found < 0 ? -found - 1 : found;
    }

    /** How often cells were found while it ran. */
    long searches() {
        return events.stream()
                .filter(SessionEvent.NewCellsAdopted.class::isInstance)
                .count();
    }

    /** The first of a kind; null for none. */
    <E extends SessionEvent> @Nullable E first(Class<E> kind) {
        return events.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElse(null);
    }

    /** The experiment as it was run, with all overrides. */
    public String configuration() {
        return Objects.requireNonNull(first(SessionStarted.class), "a session without a beginning was refused")
                .configuration();
    }

    /** From one frame, or sample of recorded activity, to the next. */
    public long framePeriodNs(ExperimentConfig config) {
        SourceOpened source = first(SourceOpened.class);
        if (source != null) {
            return Math.round(1e9 / source.format().rateHz());
        }
        return switch (config.source()) {
            case SourceConfig.Responses responses -> Math.round(1e9 / responses.sampleHz());
            case SourceConfig.Simulated _, SourceConfig.Movie _, SourceConfig.Live _, SourceConfig.Camera _ ->
                throw new ConfigurationException(
                        "the session ended before it knew its frames: there is nothing to look at");
        };
    }

    private static final class Reading {
        private final ReviewedEvents kept = new ReviewedEvents();
        private final List<SessionEvent> events = new ArrayList<>();
        private final LongStream.Builder timesNs = LongStream.builder();
        private final LongStream.Builder partsBegin = LongStream.builder();
        private final LongStream.Builder activityEvents = LongStream.builder();
        private final LongStream.Builder activityOffsets = LongStream.builder();
        private final long bytes;
        private final long toldEveryBytes;
        private final Consumer<String> progress;
        private long bytesBefore;
        private long toldBytes;
        private long nowNs;
        private String sessionId = "";
        private @Nullable SessionEvent last;

        Reading(long bytes, long toldEveryBytes, Consumer<String> progress) {
            this.bytes = bytes;
            this.toldEveryBytes = toldEveryBytes;
            this.progress = progress;
        }

        void part(Path journal) throws IOException {
            boolean started = false;
            int begin = events.size();
            partsBegin.add(begin);
            try (JournalReader reader = JournalReader.open(journal)) {
                long offset = reader.byteOffset();
                for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                    if (begin == 0 && event instanceof SessionContinued itself) {
                        throw new IOException(journal.getParent() + " is part " + itself.part()
                                + " of a session; give the session's folder, the one above");
                    }
                    if (event instanceof SessionStarted itself) {
                        started = true;
                        sessionId = itself.sessionId();
                    }
                    add(event, offset);
                    offset = reader.byteOffset();
                    tell(bytesBefore + offset);
                }
                bytesBefore += offset;
            }
            if (!started) {
                throw new IOException(journal + " has no session in it");
            }
        }

        void add(SessionEvent event, long offset) {
            nowNs = Math.max(nowNs, ReviewedEvents.timeNs(event));
            last = event;
            SessionEvent light = kept.light(event);
            if (light == null) {
                return;
            }
            if (light instanceof ActivityInferred || light instanceof NewCellsInferred) {
                activityEvents.add(events.size());
                activityOffsets.add(offset);
            }
            events.add(light);
            timesNs.add(nowNs);
        }

        private void tell(long readBytes) {
            if (readBytes - toldBytes >= toldEveryBytes) {
                toldBytes = readBytes;
                progress.accept("Reading the session: " + 100 * readBytes / bytes + " %");
            }
        }
    }
}
