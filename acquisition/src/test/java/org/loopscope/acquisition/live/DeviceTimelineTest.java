package org.loopscope.acquisition.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.acquisition.Frame;

class DeviceTimelineTest {
    private static final double OFFSET_S = 1234.5;
    private static final double LEAST_DELAY_S = 0.002;

    private final DeviceTimeline timeline = new DeviceTimeline();
    private final Frame frame = new Frame(16, 16);

    private long stamp(double deviceSeconds, double arrivedSeconds) {
        timeline.stamp(frame, deviceSeconds, Math.round(arrivedSeconds * 1e9));
        return frame.exposureEndNs;
    }

    /**
     * A crystal 50 ppm fast, a transport of 2 ms and exponential jitter of mean 5 ms. The least of eight has a mean of an
     * eighth of that; stamps lie within 1.25 ms of it, where arrivals scatter by 5.
     */
    @Test
    void theJitterOfTheTransportIsTakenOffTheStamps() {
        long seed = 3;
        System.out.println("transport jitter, seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        long previous = Long.MIN_VALUE;
        for (int i = 0; i < 3000; i++) {
            double endS = i / 30.0;
            double arrivedS = endS + LEAST_DELAY_S - 0.005 * StrictMath.log(1 - random.nextDouble());
            long exposureEndNs = stamp(OFFSET_S + endS * (1 + 50e-6), arrivedS);
            assertTrue(exposureEndNs <= Math.round(arrivedS * 1e9), "an exposure ends before its frame arrives");
            assertTrue(exposureEndNs >= previous, "stamps keep the order of the frames");
            previous = exposureEndNs;
            if (i > 300) {
                assertEquals(endS + LEAST_DELAY_S + 0.005 / 8, exposureEndNs / 1e9, 0.00125, "frame " + i);
            }
        }
        assertEquals(50, timeline.fit().driftPpm(), 20);
    }

    @Test
    void withoutADeviceTimeTheArrivalStandsIn() {
        assertEquals(5_000_000_000L, stamp(Double.NaN, 5));
        assertEquals(Frame.NO_DEVICE_TIME, frame.deviceNs);
    }

    @Test
    void anEarlierFrameThatComesLateKeepsItsTime() {
        run(0, 100);
        long newest = stamp(100 / 30.0, 100 / 30.0);
        long earlier = stamp(99 / 30.0, 100 / 30.0 + 0.001);
        assertEquals(1 / 30.0, (newest - earlier) / 1e9, 1e-8);
    }

    @Test
    void aClockThatWasResetIsAFailure() {
        run(0, 100);
        SourceFailure failure = assertThrows(SourceFailure.class, () -> stamp(0, 100 / 30.0));
        assertTrue(String.valueOf(failure.getMessage()).contains("went back by 3.300 s"), failure.getMessage());
    }

    @Test
    void aClockThatJumpsAheadIsAFailureAndASmallStepIsRiddenOut() {
        run(0, 200);
        assertEquals(200 / 30.0, stamp(200 / 30.0 + 0.4, 200 / 30.0) / 1e9, 1e-9, "never after the arrival");
        SourceFailure failure = assertThrows(SourceFailure.class, () -> stamp(201 / 30.0 + 2, 201 / 30.0));
        assertTrue(String.valueOf(failure.getMessage()).contains("jumped ahead"), failure.getMessage());
    }

    /** As when this computer is held up: what waited in the sockets comes all at once. */
    @ParameterizedTest
    @ValueSource(ints = {0, 30, 120, 600})
    void framesThatComeLateTogetherKeepTheirTimes(int heldUpAt) {
        int heldUpFrames = 140;
        run(0, heldUpAt);
        long previous = Long.MIN_VALUE;
        double goesOnS = (heldUpAt + heldUpFrames) / 30.0;
        for (int i = heldUpAt; i < heldUpAt + heldUpFrames; i++) {
            long exposureEndNs = stamp(i / 30.0, goesOnS + 1e-4 * (i - heldUpAt));
            assertTrue(exposureEndNs >= previous, "stamps keep the order of the frames");
            previous = exposureEndNs;
            if (heldUpAt > 0) {
                assertEquals(i / 30.0, exposureEndNs / 1e9, 0.004, "frame " + i);
            }
        }
        for (int i = heldUpAt + heldUpFrames; i < 1000; i++) {
            long exposureEndNs = stamp(i / 30.0, i / 30.0 + 0.014);
            assertTrue(exposureEndNs >= previous, "stamps keep the order of the frames");
            previous = exposureEndNs;
            assertEquals(i / 30.0, exposureEndNs / 1e9, 0.0145, "frame " + i);
        }
    }

    @Test
    void aSmallStepBackIsFollowedAfterAWhile() {
        run(0, 300);
        double setBackS = 0.4;
        long exposureEndNs = 0;
        for (int i = 300; i < 300 + 30 * 6 + 520; i++) {
            exposureEndNs = stamp(i / 30.0 - setBackS, i / 30.0);
        }
        assertEquals((300 + 30 * 6 + 519) / 30.0, exposureEndNs / 1e9, 0.001);
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(SourceFailure.class, () -> stamp(Double.POSITIVE_INFINITY, 1));
        assertThrows(SourceFailure.class, () -> stamp(1e300, 1));
    }

    private void run(int from, int to) {
        for (int i = from; i < to; i++) {
            stamp(i / 30.0, i / 30.0);
        }
    }
}
