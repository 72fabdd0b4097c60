package org.loopscope.tests.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.log.nwb.NwbLayout;
import org.loopscope.controller.log.nwb.PlaneNames;

/** What a session's journal says that the NWB file beside it must hold. */
record LoggedSession(Map<String, ArrayDigest> arrays, Map<String, List<Long>> frameCrcs, List<String> shown) {

    static LoggedSession read(Path journal) throws IOException {
        List<SessionEvent> events = new ArrayList<>();
        PlaneNames names = new PlaneNames(1, 1);
        Set<Long> shed = new HashSet<>();
        try (JournalReader reader = JournalReader.open(journal)) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
                switch (event) {
                    case SessionEvent.SourceOpened opened -> names = PlaneNames.of(opened.format());
                    case SessionEvent.RawFrameShed e -> shed.add(e.index());
                    case SessionEvent.PixelsMissing e ->
                        LongStream.rangeClosed(e.from(), e.to()).forEach(shed::add);
                    default -> {}
                }
            }
        }
        Map<String, List<Long>> crcs = new TreeMap<>();
        for (SessionEvent event : events) {
            if (event instanceof SessionEvent.FrameArrived frame && !shed.contains(frame.index())) {
                String series = names.of(NwbLayout.RAW_FRAMES, frame.plane(), frame.channel());
                crcs.computeIfAbsent(series + "/data", unseen -> new ArrayList<>())
                        .add(Integer.toUnsignedLong(frame.pixelCrc()));
            }
        }
        LoggedPictures pictures = new LoggedPictures(events);
        Map<String, ArrayDigest> arrays = LoggedArrays.of(events, names);
        arrays.putAll(pictures.synthesized());
        return new LoggedSession(arrays, crcs, pictures.shown());
    }
}
