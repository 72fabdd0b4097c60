package org.loopscope.controller.replay;

import io.jhdf.api.Dataset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ArrayChecksum;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.log.nwb.NwbLayout;

/**
 * Holds the arrays of a session's NWB file against the checksums in its journal: every array against the one taken when
 * the session ended, and every raw frame against the one taken when it arrived. The file is read with another library
 * than it was written with.
 */
public final class ArrayVerification {
    /** No frame can be named. */
    public static final long NO_FRAME = -1;

    private final SessionFolder session;
    private final List<ArrayChecksum> checksums = new ArrayList<>();
    private final FrameChecksums frames = new FrameChecksums();
    private boolean ended;

    private ArrayVerification(SessionFolder session) {
        this.session = session;
    }

    /**
     * One array or frame that is not what was written.
     *
     * @param firstFrame number of the first raw frame that differs, or {@link #NO_FRAME}
     */
    public record Difference(String path, String what, long firstFrame) {
        @Override
        public String toString() {
            return (firstFrame == NO_FRAME ? "" : "frame " + firstFrame + ": ") + path + " in the file " + what;
        }
    }

    /**
     * What was found.
     *
     * @param arrays how many arrays were compared
     * @param frames how many raw frames were compared
     * @param ended whether the session ended in order; only then are there checksums of arrays
     */
    public record Report(List<Difference> differences, int arrays, long frames, boolean ended) {
        public boolean isIntact() {
            return differences.isEmpty();
        }

        /** In words, with the frame where one can be named; empty text where there is none. */
        public String firstDifference() {
            return differences.isEmpty() ? "" : differences.getFirst().toString();
        }
    }

    /**
     * Reads the journal and every array; one pass over the file.
     *
     * @throws org.loopscope.controller.log.journal.JournalCorrupt when a byte of the journal was changed
     * @throws IOException when a file cannot be read at all
     */
    public static Report verify(SessionFolder session) throws IOException {
        ArrayVerification verification = new ArrayVerification(session);
        verification.readJournal();
        return verification.compare();
    }

    private void readJournal() throws IOException {
        try (JournalReader journal = JournalReader.open(session.journal())) {
            for (SessionEvent event = journal.next(); event != null; event = journal.next()) {
                switch (event) {
                    case SessionEvent.FrameArrived e -> frames.arrived(e.index(), e.pixelCrc());
                    case SessionEvent.RawFrameShed e -> frames.shed(e.index());
                    case SessionEvent.PixelsMissing e ->
                        LongStream.rangeClosed(e.from(), e.to()).forEach(frames::shed);
                    case ArrayChecksum e -> {
                        if (ended) {
                            // The file was made anew after the session's end: what was said of the old one is over.
                            checksums.clear();
                            ended = false;
                        }
                        // A recovery that was itself cut off may have said it before.
                        checksums.removeIf(before -> before.path().equals(e.path()));
                        checksums.add(e);
                    }
                    case SessionEvent.SessionEnded e -> ended = true;
                    default -> {} // says nothing about arrays
                }
            }
        }
    }

    private Report compare() throws IOException {
        List<Difference> differences = new ArrayList<>();
        boolean frameByFrame;
        try (SessionArrays file = SessionArrays.open(session.nwb())) {
            frameByFrame = frames.count() > 0 && RecordedFrames.in(file);
            for (ArrayChecksum expected : checksums) {
                boolean valuesToo = !(frameByFrame && RecordedFrames.holds(expected.path()));
                String what = difference(file, expected, valuesToo);
                if (!what.isEmpty()) {
                    differences.add(new Difference(expected.path(), what, NO_FRAME));
                }
            }
        }
        long compared = frameByFrame ? compareFrames(differences) : 0;
        return new Report(List.copyOf(differences), checksums.size(), compared, ended);
    }

    private long compareFrames(List<Difference> differences) throws IOException {
        try (RecordedFrames recorded = RecordedFrames.open(session.nwb())) {
            long firstFrame = frames.firstDifference(recorded, ended);
            if (firstFrame != NO_FRAME) {
                String what = "the pixels of frame " + firstFrame + " are not those that arrived";
                differences.addFirst(new Difference(NwbLayout.RAW_FRAMES + "/data", what, firstFrame));
            }
            return recorded.count();
        }
    }

    private static String difference(SessionArrays file, ArrayChecksum expected, boolean valuesToo) {
        try {
            Dataset dataset = file.dataset(expected.path());
            ArrayContents contents =
                    valuesToo ? ArrayContents.of(dataset) : new ArrayContents(dataset.getSizeInBytes(), expected.crc());
            if (contents.bytes() != expected.bytes()) {
                return "has " + contents.bytes() + " bytes of values, " + expected.bytes() + " were written";
            }
            return contents.crc() == expected.crc() ? "" : "its values are not those that were written";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
