package org.loopscope.controller.recover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.log.SessionEvent.FrameArrived;
import org.loopscope.controller.log.SessionEvent.LogBegun;
import org.loopscope.controller.log.SessionEvent.PixelsMissing;
import org.loopscope.controller.log.SessionEvent.RawFrameShed;
import org.loopscope.controller.log.SessionEvent.SessionContinued;
import org.loopscope.controller.log.SessionEvent.SessionEnded;
import org.loopscope.controller.log.SessionEvent.SessionStarted;
import org.loopscope.controller.log.SessionLog;
import org.loopscope.controller.log.journal.JournalReader;

/**
 * What a session left behind, from a first pass through its journal.
 *
 * @param continued what this part of the session goes on from; null in its first
 * @param unkept numbers of the frames whose pixels are known not to be there: the journal tells of them already
 * @param wholeBytes where the journal's last whole record ends
 * @param tornBytes length of the fragment behind it
 * @param lastFrame the greatest number of a frame, -1 where none came
 * @param lastNs the last moment that anything tells of, session clock
 * @param outcome how it came to its end; {@link SessionEnded#CUT_OFF} where it never did
 * @param ended whether the journal is complete: the session came to its end in order, or was recovered before
 * @param cutOff whether nothing tells yet that it was cut off
 */
record JournaledSession(
        Path folder,
        LogBegun begun,
        SessionStarted started,
        @Nullable SessionContinued continued,
        Set<Long> unkept,
        long wholeBytes,
        long tornBytes,
        long frames,
        long lastFrame,
        long lastNs,
        String outcome,
        boolean ended,
        boolean cutOff) {

    /**
     * Reads the journal.
     *
     * @throws org.loopscope.controller.log.journal.JournalCorrupt when a byte of it was changed
     * @throws IOException when there is no journal, or nothing in it
     */
    static JournaledSession in(Path folder) throws IOException {
        Path journal = folder.resolve(SessionLog.JOURNAL_FILE);
        LogBegun begun = null;
        SessionStarted started = null;
        SessionContinued continued = null;
        Set<Long> unkept = new HashSet<>();
        SessionEnded end = null;
        long frames = 0;
        long lastFrame = -1;
        long lastNs = 0;
        boolean ended = false;
        try (JournalReader reader = JournalReader.open(journal)) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                ended = false;
                switch (event) {
                    case LogBegun first -> begun = first;
                    case SessionStarted second -> started = second;
                    case SessionContinued third -> continued = third;
                    case RawFrameShed one -> unkept.add(one.index());
                    case PixelsMissing span ->
                        LongStream.rangeClosed(span.from(), span.to()).forEach(unkept::add);
                    case FrameArrived frame -> {
                        frames++;
                        lastFrame = Math.max(lastFrame, frame.index());
                        lastNs = Math.max(lastNs, frame.frameEndNs());
                    }
                    case CycleInputs cycle -> lastNs = Math.max(lastNs, cycle.nowNs());
                    case SessionEnded last -> {
                        end = last;
                        ended = true;
                    }
                    default -> {}
                }
            }
            return new JournaledSession(
                    folder,
                    present(begun, journal),
                    present(started, journal),
                    continued,
                    unkept,
                    reader.byteOffset(),
                    reader.tornBytes(),
                    frames,
                    lastFrame,
                    lastNs,
                    end == null ? SessionEnded.CUT_OFF : end.outcome(),
                    ended,
                    end == null);
        }
    }

    Path journal() {
        return folder.resolve(SessionLog.JOURNAL_FILE);
    }

    Path nwb() {
        return folder.resolve(SessionLog.nwbFileName(begun.metadata()));
    }

    /** Bytes that the session's file has now. */
    long nwbBytes() throws IOException {
        return Files.exists(nwb()) ? Files.size(nwb()) : 0;
    }

    private static <E> E present(@Nullable E event, Path journal) throws IOException {
        if (event == null) {
            throw new IOException(journal + " ends before the session has begun: there is nothing to recover");
        }
        return event;
    }
}
