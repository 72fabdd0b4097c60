package org.loopscope.controller.protocol;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.controller.config.ResponseWindow;
import org.loopscope.inference.Response;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.StimulusDecision;

/**
 * Aligns activity to measured presentations: the mean of the settled events over the response window, in dF/F units per
 * frame. A cell's activity counts by when the cell was looked at within the frame, so that the cells of one frame may lie
 * on both sides of the window's edge. Keeps a bounded history, since a presentation is known as such only when it has ended. Experiment thread.
 */
final class ResponseCollector {
    private final ResponseWindow window;
    private final int invalidating;
    private final long[] arrivedIndex;
    private final long[] arrivedEndNs;
    private final int[] arrivedFlags;
    private final long[] settledEndNs;
    private final int[] settledFlags;
    private final float[][] settled;
    /** When each cell is looked at, from a frame's time; the same in every frame. */
    private long[] cellOffsetsNs = {};

    private int arrivedCount;
    private int settledCount;
    private final Deque<Presentation> expected = new ArrayDeque<>();

    /** @param invalidating frames with any of these quality flags make a response invalid */
    ResponseCollector(ResponseWindow window, int invalidating, int historyFrames, int neurons) {
        this.window = window;
        this.invalidating = invalidating;
        arrivedFlags = new int[historyFrames];
        settledFlags = new int[historyFrames];
        arrivedIndex = new long[historyFrames];
        arrivedEndNs = new long[historyFrames];
        settledEndNs = new long[historyFrames];
        settled = new float[historyFrames][neurons];
    }

    /** Takes a response whose window has closed. */
    @FunctionalInterface
    interface Taker {
        /**
         * @param flags what invalidates it, 0 for a good one
         * @param flaggedFrames how many of its frames do
         */
        void take(Response response, int flags, int flaggedFrames);
    }

    void expect(Presentation presentation) {
        expected.add(presentation);
    }

    /** Those whose window will not close any more; none is expected afterwards. */
    List<StimulusDecision> giveUp() {
        List<StimulusDecision> unmeasured =
                expected.stream().map(Presentation::decision).toList();
        expected.clear();
        return unmeasured;
    }

    int pending() {
        return expected.size();
    }

    /** Takes one frame's activity; hands over each response whose window has closed, oldest first. */
    void collect(ImagedFrame frame, Taker complete) {
        int slot = arrivedCount++ % arrivedIndex.length;
        arrivedIndex[slot] = frame.frameIndex;
        arrivedEndNs[slot] = frame.exposureEndNs;
        arrivedFlags[slot] = frame.quality.flags;
        if (frame.settledFrameIndex < 0) {
            return;
        }
        cellOffsetsNs = frame.cellOffsetsNs;
        int settledSlot = settledCount++ % settled.length;
        int arrivedSlot = arrivedSlot(frame.settledFrameIndex);
        settledEndNs[settledSlot] = arrivedEndNs[arrivedSlot];
        settledFlags[settledSlot] = arrivedFlags[arrivedSlot];
        System.arraycopy(frame.settledEvents, 0, settled[settledSlot], 0, frame.settledEvents.length);
        while (!expected.isEmpty()
                && settledEndNs[settledSlot] >= expected.peek().measuredOnsetNs() + window.toNs()) {
            hand(expected.remove(), complete);
        }
    }

    private void hand(Presentation presentation, Taker complete) {
        long fromNs = presentation.measuredOnsetNs() + window.fromNs();
        long toNs = presentation.measuredOnsetNs() + window.toNs();
        float[] rates = new float[settled[0].length];
        int[] samples = new int[rates.length];
        long newestNs = Arrays.stream(cellOffsetsNs).max().orElse(0);
        long oldestNs = Arrays.stream(cellOffsetsNs).min().orElse(0);
        int frames = 0;
        int flags = 0;
        int flagged = 0;
        for (int i = Math.max(0, settledCount - settled.length); i < settledCount; i++) {
            int slot = i % settled.length;
            long endNs = settledEndNs[slot];
            if (endNs + newestNs > fromNs && endNs + oldestNs <= toNs) {
                frames++;
                flags |= settledFlags[slot] & invalidating;
                flagged += (settledFlags[slot] & invalidating) == 0 ? 0 : 1;
                for (int n = 0; n < rates.length; n++) {
                    long seenNs = cellOffsetsNs.length == 0 ? endNs : endNs + cellOffsetsNs[n];
                    if (seenNs > fromNs && seenNs <= toNs) {
                        rates[n] += settled[slot][n];
                        samples[n]++;
                    }
                }
            }
        }
        for (int n = 0; n < rates.length; n++) {
            rates[n] = samples[n] == 0 ? 0 : rates[n] / samples[n];
        }
        complete.take(new Response(presentation, rates, frames), flags, flagged);
    }

    private int arrivedSlot(long frameIndex) {
        for (int i = arrivedCount - 1; i >= Math.max(0, arrivedCount - arrivedIndex.length); i--) {
            if (arrivedIndex[i % arrivedIndex.length] == frameIndex) {
                return i % arrivedIndex.length;
            }
        }
        throw new IllegalStateException("activity settled for frame " + frameIndex + ", which is not among the last "
                + arrivedIndex.length + " frames");
    }
}
