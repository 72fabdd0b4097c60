package org.loopscope.controller.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.pictures.TracesPicture;
import org.loopscope.controller.pictures.TracesPicture.Purpose;
import org.loopscope.controller.summary.TraceExcerpt;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;

/**
 * The last stretch of the targets' traces, or the first cells' where there are no targets, with what was shown and the
 * pulses that were sent. Where pictures were shown it is short enough to make them out.
 */
final class TraceExcerptPicture {
    private static final int MOST_CELLS = 8;
    private static final double SECONDS_WITH_PICTURES = 15;

    private final TraceExcerpt excerpt;
    private final StimulusBank bank;
    private final double rateHz;
    private final int[] cells;
    private final CellPlanes planes;

    TraceExcerptPicture(TraceExcerpt excerpt, StimulusBank bank, double rateHz, int[] targets, CellPlanes planes) {
        this.excerpt = excerpt;
        this.bank = bank;
        this.rateHz = rateHz;
        cells = targets;
        this.planes = planes;
    }

    void writeTo(Path png) {
        List<ActivityInferred> frames = lastOf(excerpt.frames());
        if (frames.size() < 2 || frames.getFirst().events().length == 0) {
            return;
        }
        int available = frames.getFirst().events().length;
        int count = Math.min(MOST_CELLS, cells.length > 0 ? cells.length : available);
        List<TracesPicture.Trace> traces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            traces.add(trace(cells.length > 0 ? cells[i] : planes.spread(i, count, available), frames));
        }
        double startS = frames.getFirst().frameEndNs() / 1e9;
        double endS = frames.getLast().frameEndNs() / 1e9;
        List<TracesPicture.Shown> shown = new ArrayList<>();
        for (Presentation presentation : excerpt.presentations()) {
            boolean seen = presentation.outcome() != Presentation.Outcome.NOT_SEEN;
            if (seen
                    && presentation.measuredOnsetNs() / 1e9 >= startS
                    && presentation.measuredOffsetNs() / 1e9 <= endS) {
                shown.add(shown(presentation));
            }
        }
        List<Double> pulsesS =
                excerpt.pulses().stream().map(pulse -> pulse.decidedNs() / 1e9).toList();
        new TracesPicture(startS, rateHz, traces, shown, pulsesS).writeTo(png);
    }

    private List<ActivityInferred> lastOf(List<ActivityInferred> frames) {
        int most = excerpt.presentations().isEmpty()
                ? frames.size()
                : Math.min(frames.size(), (int) Math.round(SECONDS_WITH_PICTURES * rateHz));
        return frames.subList(frames.size() - most, frames.size());
    }

    private TracesPicture.Trace trace(int cell, List<ActivityInferred> frames) {
        float[] dfOverF = new float[frames.size()];
        float[] events = new float[frames.size()];
        for (int f = 0; f < frames.size(); f++) {
            dfOverF[f] = frames.get(f).dfOverF()[cell];
            events[f] = frames.get(f).events()[cell];
        }
        return new TracesPicture.Trace("cell " + cell, planes.nameOf(cell), dfOverF, events);
    }

    private TracesPicture.Shown shown(Presentation presentation) {
        Stimulus stimulus = presentation.decision().stimulus();
        Purpose purpose = switch (stimulus) {
            case Stimulus.BankImage image -> Purpose.MAPPING;
            case Stimulus.GaudyImage image -> Purpose.MAPPING;
            case Stimulus.HeldOutImage image -> Purpose.HELD_OUT;
            case Stimulus.Synthesized image -> Purpose.SYNTHESIZED;
            case Stimulus.Blank blank -> Purpose.BLANK;
        };
        return new TracesPicture.Shown(
                presentation.measuredOnsetNs() / 1e9,
                presentation.measuredOffsetNs() / 1e9,
                purpose,
                bank.pictureOf(stimulus));
    }
}
