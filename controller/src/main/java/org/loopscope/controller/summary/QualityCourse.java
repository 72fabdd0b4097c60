package org.loopscope.controller.summary;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;

/**
 * The frames' quality over the whole session in a bounded number of spans, each with what was worst in it; of several
 * planes, of the worst.
 */
public final class QualityCourse {
    private static final int MOST_SPANS = 2048;

    private final List<Span> spans = new ArrayList<>();
    private int framesPerSpan;
    private int inLast;

    /**
     * @param fromS when its first frame ended, seconds on the session clock
     * @param shiftPx largest, NaN where unknown
     * @param correlation least, NaN where unknown
     * @param focus least, NaN where unknown
     * @param brightnessLeft the last, NaN where unknown
     * @param flags that any frame had
     */
    public record Span(double fromS, float shiftPx, float correlation, float focus, float brightnessLeft, int flags) {
        private Span with(Span later) {
            return new Span(
                    fromS,
                    -lesser(-shiftPx, -later.shiftPx),
                    lesser(correlation, later.correlation),
                    lesser(focus, later.focus),
                    later.brightnessLeft,
                    flags | later.flags);
        }

        /** The one that is known, where only one is. */
        private static float lesser(float a, float b) {
            return Float.isNaN(a) || b < a ? b : a;
        }
    }

    /** @param planes whose frames come in turn */
    QualityCourse(int planes) {
        framesPerSpan = planes;
    }

    void add(double seconds, FrameQualityMeasured quality) {
        Span one = new Span(
                seconds,
                quality.shiftPx(),
                quality.correlation(),
                quality.focus(),
                quality.brightnessLeft(),
                quality.flags());
        if (inLast > 0 && inLast < framesPerSpan) {
            spans.set(spans.size() - 1, spans.getLast().with(one));
            inLast++;
            return;
        }
        if (spans.size() == MOST_SPANS) {
            halve();
        }
        spans.add(one);
        inLast = 1;
    }

    private void halve() {
        for (int i = 0; i < MOST_SPANS / 2; i++) {
            spans.set(i, spans.get(2 * i).with(spans.get(2 * i + 1)));
        }
        spans.subList(MOST_SPANS / 2, MOST_SPANS).clear();
        framesPerSpan *= 2;
    }

    /** In order of time. */
    public List<Span> spans() {
        return List.copyOf(spans);
    }
}
