package org.loopscope.controller.summary;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.PulseDecided;
import org.loopscope.stimulus.Presentation;

/** The last stretch of every cell's activity, and what was shown in it, for a picture. */
public final class TraceExcerpt {
    private static final int FRAMES = 900;

    private final List<ActivityInferred> frames = new ArrayList<>();
    private final List<Presentation> presentations = new ArrayList<>();
    private final List<PulseDecided> pulses = new ArrayList<>();

    void add(ActivityInferred activity) {
        frames.add(activity);
        if (frames.size() >= 2 * FRAMES) {
            frames.subList(0, FRAMES).clear();
            long fromNs = frames.getFirst().frameEndNs();
            presentations.removeIf(presentation -> presentation.measuredOffsetNs() < fromNs);
            pulses.removeIf(pulse -> pulse.decidedNs() < fromNs);
        }
    }

    void add(Presentation presentation) {
        presentations.add(presentation);
    }

    void add(PulseDecided pulse) {
        pulses.add(pulse);
    }

    public List<ActivityInferred> frames() {
        return List.copyOf(frames.subList(Math.max(0, frames.size() - FRAMES), frames.size()));
    }

    public List<PulseDecided> pulses() {
        return List.copyOf(pulses);
    }

    public List<Presentation> presentations() {
        return List.copyOf(presentations);
    }
}
