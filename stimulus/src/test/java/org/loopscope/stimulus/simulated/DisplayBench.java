package org.loopscope.stimulus.simulated;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.stimulus.StimulusImage;

/** A simulated display wired as on the rig, cycle by cycle: edges come back one cycle after the light. */
final class DisplayBench {
    static final long MS = 1_000_000;
    static final long LAG_NS = 8 * MS;

    final StimulusBank bank = new StimulusBank(pictures("c", 100), pictures("h", 10), "test");
    final List<TtlEdge> raised = new ArrayList<>();
    final List<Presentation> ended = new ArrayList<>();
    final SimulatedDisplay display;
    private final Deque<TtlEdge> toDeliver = new ArrayDeque<>();
    private final long cycleNs;
    private boolean photodiodeConnected = true;
    private long nowNs;

    DisplayBench(double refreshHz, long phaseNs, long cycleNs) {
        this.cycleNs = cycleNs;
        SimulatedDisplay.Timing timing = new SimulatedDisplay.Timing(refreshHz, phaseNs, LAG_NS);
        display = new SimulatedDisplay(bank, timing, (rising, sessionNs) -> {
            TtlEdge edge = new TtlEdge(Line.PHOTODIODE, rising, sessionNs, sessionNs);
            raised.add(edge);
            if (photodiodeConnected) {
                toDeliver.add(edge);
            }
        });
    }

    void connectPhotodiode(boolean connected) {
        photodiodeConnected = connected;
    }

    long nowNs() {
        return nowNs;
    }

    void runTo(long endNs) {
        while (nowNs < endNs) {
            nowNs += cycleNs;
            while (!toDeliver.isEmpty()) {
                display.photodiodeEdge(toDeliver.removeFirst());
            }
            display.poll(nowNs, ended::add);
        }
    }

    void show(long index, int picture, long onsetNs, long durationNs) {
        display.submit(decision(index, new Stimulus.BankImage(picture), onsetNs, durationNs, nowNs));
    }

    static StimulusDecision decision(long index, Stimulus stimulus, long onsetNs, long durationNs, long decidedNs) {
        return new StimulusDecision(
                index, 0, stimulus, onsetNs, durationNs, onsetNs - 50 * MS, decidedNs, false, "test", -1, 0);
    }

    private static List<StimulusImage> pictures(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new StimulusImage(prefix + i, PictureSize.square(2), new float[4]))
                .toList();
    }
}
