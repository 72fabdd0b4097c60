package org.loopscope.controller.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.controller.config.ResponseWindow;
import org.loopscope.inference.Response;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;

final class ResponseCollectorTest {
    private static final long MS = 1_000_000L;
    private static final int LAG = 3;

    private final ResponseCollector collector =
            new ResponseCollector(new ResponseWindow(100 * MS, 600 * MS), QualityFlag.DARK.bit(), 128, 2);
    private final List<Response> responses = new ArrayList<>();
    private final List<Integer> invalidatedBy = new ArrayList<>();
    private final List<Integer> flagged = new ArrayList<>();
    private final Map<Long, Integer> flagsOfFrame = new HashMap<>();
    private long[] cellOffsetsNs = {};

    /** Frame i ends at (i + 1) * 100 ms; its settled events, LAG frames later, are i and 2 i. */
    private void frame(long index) {
        frame(index, index < LAG ? -1 : index - LAG);
    }

    private void frame(long index, long settledIndex) {
        ImagedFrame frame = new ImagedFrame();
        frame.resize(2);
        frame.calibrated = true;
        frame.frameIndex = index;
        frame.exposureEndNs = (index + 1) * 100 * MS;
        frame.cellOffsetsNs = cellOffsetsNs;
        frame.settledFrameIndex = settledIndex;
        frame.quality.flags = flagsOfFrame.getOrDefault(index, 0);
        frame.settledEvents[0] = settledIndex;
        frame.settledEvents[1] = 2 * settledIndex;
        collector.collect(frame, (response, flags, flaggedFrames) -> {
            responses.add(response);
            invalidatedBy.add(flags);
            flagged.add(flaggedFrames);
        });
    }

    private static Presentation presentation(long onsetMs) {
        StimulusDecision decision = new StimulusDecision(
                0, 0, new Stimulus.Blank(), onsetMs * MS, 500 * MS, onsetMs * MS, 0, false, "test", -1, 0);
        return new Presentation(decision, onsetMs * MS, (onsetMs + 500) * MS, Presentation.Outcome.ON_TIME);
    }

    @Test
    void shouldAverageTheFramesOfTheWindowWhenThePresentationIsKnownAfterwards() {
        for (long i = 0; i < 20; i++) {
            if (i == 16) {
                collector.expect(presentation(1000));
            }
            frame(i);
        }
        // Exposures that end within (1100, 1600] ms: frames 11 to 15.
        assertEquals(1, responses.size());
        assertEquals(5, responses.getFirst().frames());
        assertEquals(13f, responses.getFirst().rates()[0]);
        assertEquals(26f, responses.getFirst().rates()[1]);
        assertEquals(0, collector.pending());
    }

    /** A cell that is looked at 50 ms before the frame ends is late for a window that the frame begins. */
    @Test
    void shouldCountEachCellByWhenItIsLookedAt() {
        cellOffsetsNs = new long[] {-50 * MS, 0};
        collector.expect(presentation(1000));
        for (long i = 0; i < 22; i++) {
            frame(i);
        }
        // Of frames that end at 1100, 1200, ... 1700 ms, within (1100, 1600]: the first cell at 1150 to 1550, which are
        // frames 11 to 15; the second at 1200 to 1600, which are the same.
        assertEquals(13f, responses.getFirst().rates()[0]);
        assertEquals(26f, responses.getFirst().rates()[1]);
        responses.clear();
        collector.expect(presentation(1170));
        for (long i = 22; i < 24; i++) {
            frame(i);
        }
        // Within (1270, 1770]: at 1350 to 1750, frames 13 to 17, whose times are 1350 ... 1750; and at 1300 to 1700,
        // frames
        // 12 to 16.
        assertEquals(15f, responses.getFirst().rates()[0]);
        assertEquals(28f, responses.getFirst().rates()[1]);
    }

    @Test
    void shouldSayWhichFramesOfTheWindowInvalidateItAndNoOthers() {
        flagsOfFrame.put(10L, QualityFlag.DARK.bit());
        flagsOfFrame.put(12L, QualityFlag.DARK.bit() | QualityFlag.SATURATED.bit());
        flagsOfFrame.put(13L, QualityFlag.MOTION.bit());
        flagsOfFrame.put(15L, QualityFlag.DARK.bit());
        flagsOfFrame.put(16L, QualityFlag.DARK.bit());
        collector.expect(presentation(1000));
        collector.expect(presentation(1600));
        collector.expect(presentation(2200));
        for (long i = 0; i < 40; i++) {
            frame(i);
        }
        // The windows are frames 11 to 15, 17 to 21 and 23 to 27.
        assertEquals(List.of(QualityFlag.DARK.bit(), 0, 0), invalidatedBy);
        assertEquals(List.of(2, 0, 0), flagged);
        assertEquals(5, responses.getFirst().frames());
    }

    @Test
    void shouldWaitUntilTheWindowHasSettled() {
        collector.expect(presentation(1000));
        for (long i = 0; i < 18; i++) {
            frame(i);
        }
        assertTrue(responses.isEmpty(), "frame 15 settles only with frame 18");
        frame(18);
        assertEquals(1, responses.size());
    }

    @Test
    void shouldSayThatNoFrameFellIntoTheWindow() {
        for (long i = 0; i < 5; i++) {
            frame(i);
        }
        collector.expect(presentation(1000));
        for (long i = 0; i < 6; i++) {
            frame(30 + i, i < LAG ? 5 - LAG + i : 27 + i);
        }
        assertEquals(1, responses.size());
        assertEquals(0, responses.getFirst().frames());
    }
}
