package org.loopscope.controller.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.controller.config.ResponseWindow;
import org.loopscope.inference.Response;
import org.loopscope.stimulus.Presentation;

/**
 * Aligns activity to measured presentations: the mean of the settled events over the response window, in dF/F units per
 * frame. Keeps a bounded history, since a presentation is known as such only when it has ended. Experiment thread.
 */
final class ResponseCollector {
    private final ResponseWindow window;
    private final long[] arrivedIndex;
    private final long[] arrivedEndNs;
    private final long[] settledEndNs;
    private final float[][] settled;
    private int arrivedCount;
    private int settledCount;
    private final Deque<Presentation> expected = new ArrayDeque<>();

    ResponseCollector(ResponseWindow window, int historyFrames, int neurons) {
        this.window = window;
        arrivedIndex = new long[historyFrames];
        arrivedEndNs = new long[historyFrames];
        settledEndNs = new long[historyFrames];
        settled = new float[historyFrames][neurons];
    }

    void expect(Presentation presentation) {
        expected.add(presentation);
    }

    int pending() {
        return expected.size();
    }

    /** Takes one frame's activity; hands over each response whose window has closed, oldest first. */
    void collect(ImagedFrame frame, Consumer<Response> complete) {
        int slot = arrivedCount++ % arrivedIndex.length;
        arrivedIndex[slot] = frame.frameIndex;
        arrivedEndNs[slot] = frame.exposureEndNs;
        if (frame.settledFrameIndex < 0) {
            return;
        }
        int settledSlot = settledCount++ % settled.length;
        settledEndNs[settledSlot] = exposureEndOf(frame.settledFrameIndex);
        System.arraycopy(frame.settledEvents, 0, settled[settledSlot], 0, frame.settledEvents.length);
        while (!expected.isEmpty()
                && settledEndNs[settledSlot] >= expected.peek().measuredOnsetNs() + window.toNs()) {
            complete.accept(mean(expected.remove()));
        }
    }

    private Response mean(Presentation presentation) {
        long fromNs = presentation.measuredOnsetNs() + window.fromNs();
        long toNs = presentation.measuredOnsetNs() + window.toNs();
        float[] rates = new float[settled[0].length];
        int frames = 0;
        for (int i = Math.max(0, settledCount - settled.length); i < settledCount; i++) {
            int slot = i % settled.length;
            if (settledEndNs[slot] > fromNs && settledEndNs[slot] <= toNs) {
                frames++;
                for (int n = 0; n < rates.length; n++) {
                    rates[n] += settled[slot][n];
                }
            }
        }
        for (int n = 0; n < rates.length && frames > 0; n++) {
            rates[n] /= frames;
        }
        return new Response(presentation, rates, frames);
    }

    private long exposureEndOf(long frameIndex) {
        for (int i = arrivedCount - 1; i >= Math.max(0, arrivedCount - arrivedIndex.length); i--) {
            if (arrivedIndex[i % arrivedIndex.length] == frameIndex) {
                return arrivedEndNs[i % arrivedIndex.length];
            }
        }
        throw new IllegalStateException("activity settled for frame " + frameIndex + ", which is not among the last "
                + arrivedIndex.length + " frames");
    }
}
