package org.loopscope.controller.recover;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.log.SessionEvent.PixelsMissing;

/** Frames without pixels, collected as spans of neighbours. */
final class FrameSpans {
    private final List<PixelsMissing> spans = new ArrayList<>();
    private long frames;

    /** Frames come in ascending order. */
    void add(long index) {
        frames++;
        if (!spans.isEmpty() && spans.getLast().to() == index - 1) {
            spans.set(spans.size() - 1, new PixelsMissing(spans.getLast().from(), index));
        } else {
            spans.add(new PixelsMissing(index, index));
        }
    }

    List<PixelsMissing> spans() {
        return spans;
    }

    long frames() {
        return frames;
    }
}
