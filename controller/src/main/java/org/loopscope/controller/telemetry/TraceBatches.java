package org.loopscope.controller.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.telemetry.Traces.Signal;

/**
 * Gathers frames' activity into messages of at most {@link TelemetryEncoding#MAX_BYTES}: as many frames as fit, or as a tenth
 * of a second of the session brings; of very many cells, each frame in several. One thread only.
 */
public final class TraceBatches {
    /** A tenth of a second, less what three periods of 30 Hz fall short of it by. */
    private static final long LONGEST_NS = 99_000_000L;

    private static final int MOST_CELLS = Traces.mostCells(TelemetryEncoding.MAX_BYTES);

    private final Consumer<TelemetryMessage> out;
    private final List<ActivityInferred> frames = new ArrayList<>();

    /** @param out takes the batches; must not block */
    public TraceBatches(Consumer<TelemetryMessage> out) {
        this.out = out;
    }

    /** Takes an event of the session; what is left goes out at its end. */
    public void accept(SessionEvent event) {
        if (event instanceof ActivityInferred activity) {
            add(activity);
        } else if (event instanceof SessionEvent.SessionEnded) {
            send();
        }
    }

    private void add(ActivityInferred activity) {
        if (!frames.isEmpty() && frames.getFirst().dfOverF().length != activity.dfOverF().length) {
            send();
        }
        frames.add(activity);
        int cells = Math.min(activity.dfOverF().length, MOST_CELLS);
        boolean full = frames.size() >= Traces.mostFrames(cells, TelemetryEncoding.MAX_BYTES);
        if (full || activity.frameEndNs() - frames.getFirst().frameEndNs() >= LONGEST_NS) {
            send();
        }
    }

    private void send() {
        if (frames.isEmpty()) {
            return;
        }
        int cells = frames.getFirst().dfOverF().length;
        for (int first = 0; first < cells; first += MOST_CELLS) {
            int last = Math.min(cells, first + MOST_CELLS);
            out.accept(traces(Signal.DF_OVER_F, first, last));
            out.accept(traces(Signal.EVENTS, first, last));
        }
        frames.clear();
    }

    private Traces traces(Signal signal, int first, int last) {
        int cells = last - first;
        float[] values = new float[frames.size() * cells];
        for (int f = 0; f < frames.size(); f++) {
            ActivityInferred frame = frames.get(f);
            float[] all = signal == Signal.DF_OVER_F ? frame.dfOverF() : frame.events();
            System.arraycopy(all, first, values, f * cells, cells);
        }
        return new Traces(
                signal,
                first,
                cells,
                frames.stream().mapToLong(ActivityInferred::frameIndex).toArray(),
                frames.stream().mapToLong(ActivityInferred::frameEndNs).toArray(),
                values);
    }
}
