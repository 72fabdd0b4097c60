package org.loopscope.firmware.pi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.loopscope.firmware.ClockFit;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.Pulse;
import org.loopscope.firmware.PulseLimits;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.firmware.clock.SteppedSessionClock;

class Pi4jTimingDeviceTest {
    private static final long MS = 1_000_000L;

    private final Context context = Pi4J.newContextBuilder()
            .add(MockDigitalInputProvider.newInstance(), MockDigitalOutputProvider.newInstance())
            .build();
    private final SteppedSessionClock clock = new SteppedSessionClock();
    private final Pi4jTimingDevice device =
            new Pi4jTimingDevice(context, GpioPins.typical(), clock, new PulseLimits(50 * MS, MS, 2));
    private final List<TtlEdge> edges = new ArrayList<>();
    private final List<ExecutedPulse> pulses = new ArrayList<>();
    private final DigitalOutput stimulation = context.io(Line.STIMULATION.name());
    private final DigitalOutput enable = context.io(Line.ACQUISITION_ENABLE.name());

    @AfterEach
    void closeDevice() {
        device.close();
    }

    private void pollAt(long nowNs) {
        clock.advanceTo(nowNs);
        device.poll(nowNs, edges::add, pulses::add);
    }

    @Test
    void shouldStampEdgesWithSessionClockWhenPinsChange() {
        MockDigitalInput frameClock = context.io(Line.FRAME_CLOCK.name());
        clock.advanceTo(5 * MS);
        frameClock.mockState(DigitalState.HIGH);
        clock.advanceTo(6 * MS);
        frameClock.mockState(DigitalState.LOW);
        pollAt(10 * MS);
        assertEquals(
                List.of(
                        new TtlEdge(Line.FRAME_CLOCK, true, 5 * MS, 5 * MS),
                        new TtlEdge(Line.FRAME_CLOCK, false, 6 * MS, 6 * MS)),
                edges);
        assertEquals(ClockFit.IDENTITY, device.clockFit());
    }

    @Test
    void shouldRaiseAndLowerPinWhenPulseIsDueAndOver() {
        Pulse pulse = new Pulse(Line.STIMULATION, 10 * MS, 5 * MS);
        device.pulse(pulse);
        pollAt(9 * MS);
        assertEquals(DigitalState.LOW, stimulation.state());
        pollAt(11 * MS);
        assertEquals(DigitalState.HIGH, stimulation.state());
        assertEquals(List.of(new ExecutedPulse(pulse, 11 * MS, 11 * MS)), pulses);
        assertFalse(device.isSafe());
        pollAt(15 * MS);
        assertEquals(DigitalState.HIGH, stimulation.state());
        pollAt(16 * MS);
        assertEquals(DigitalState.LOW, stimulation.state());
        assertTrue(device.isSafe());
    }

    @Test
    void shouldRestBetweenPulsesWhenAskedForOnTopOfEachOther() {
        device.pulse(new Pulse(Line.STIMULATION, 0, 10 * MS));
        device.pulse(new Pulse(Line.STIMULATION, 0, 10 * MS));
        pollAt(1 * MS);
        pollAt(11 * MS);
        assertEquals(DigitalState.LOW, stimulation.state());
        pollAt(12 * MS);
        assertEquals(DigitalState.HIGH, stimulation.state());
        assertEquals(2, pulses.size());
    }

    @Test
    void shouldLowerPinWhenWatchdogFindsPulseOverdue() throws InterruptedException {
        device.pulse(new Pulse(Line.STIMULATION, 0, 10 * MS));
        pollAt(0);
        Thread watchdog = new Thread(() -> device.endOverduePulses(10 * MS));
        watchdog.start();
        watchdog.join();
        assertEquals(DigitalState.LOW, stimulation.state());
    }

    @Test
    void shouldBeSafeWhenMadeSafeFromAnotherThreadInMidPulse() throws InterruptedException {
        device.drive(Line.ACQUISITION_ENABLE, true);
        device.pulse(new Pulse(Line.STIMULATION, 0, 10 * MS));
        device.pulse(new Pulse(Line.STIMULATION, 30 * MS, 10 * MS));
        pollAt(0);
        assertEquals(DigitalState.HIGH, stimulation.state());
        Thread other = new Thread(device::makeSafe);
        other.start();
        other.join();
        assertEquals(DigitalState.LOW, stimulation.state());
        assertEquals(DigitalState.LOW, enable.state());
        assertTrue(device.isSafe());
        pollAt(40 * MS);
        assertEquals(1, pulses.size(), "the pending pulse was cancelled");
    }

    @Test
    void shouldBeSafeWhenSessionThrowsInMidPulseAndCloseRunsTwice() {
        assertThrows(IllegalStateException.class, () -> {
            try (device) {
                device.drive(Line.ACQUISITION_ENABLE, true);
                device.pulse(new Pulse(Line.STIMULATION, 0, 10 * MS));
                pollAt(0);
                throw new IllegalStateException("the experiment failed");
            }
        });
        assertEquals(DigitalState.LOW, stimulation.state());
        assertEquals(DigitalState.LOW, enable.state());
        assertTrue(device.isSafe());
        device.close();
        assertThrows(IllegalStateException.class, () -> device.drive(Line.ACQUISITION_ENABLE, true));
    }

    @Test
    void shouldLowerPinsWhenOnlyPi4jShutsDown() {
        device.drive(Line.ACQUISITION_ENABLE, true);
        // What Pi4J's shutdown hook does when the Java process ends and nobody closed the device.
        context.shutdown();
        assertEquals(DigitalState.LOW, enable.state());
    }

    @Test
    void shouldRefusePulseWhenTooLongOrOneTooMany() {
        assertThrows(IllegalArgumentException.class, () -> device.pulse(new Pulse(Line.STIMULATION, 0, 50 * MS + 1)));
        device.pulse(new Pulse(Line.STIMULATION, 0, 1));
        device.pulse(new Pulse(Line.STIMULATION, 0, 1));
        assertThrows(IllegalStateException.class, () -> device.pulse(new Pulse(Line.STIMULATION, 0, 1)));
    }

    @Test
    void shouldSayThatPinsAreMockWhenMachineHasNone() {
        assertTrue(device.isMock());
        assertTrue(device.identity().contains("no real pins"), device.identity());
    }

    @Test
    void shouldOpenWithDetectedProvider() {
        try (Pi4jTimingDevice detected = Pi4jTimingDevice.open(GpioPins.typical(), clock, PulseLimits.TYPICAL)) {
            assertTrue(detected.isSafe(), detected.identity());
        }
    }

    @Test
    void shouldFailNextPollWhenEdgesWereLost() {
        EdgeQueue queue = new EdgeQueue(1);
        queue.add(Line.FRAME_CLOCK, true, 1);
        queue.add(Line.FRAME_CLOCK, false, 2);
        IllegalStateException e = assertThrows(IllegalStateException.class, queue::takeAll);
        assertTrue(String.valueOf(e.getMessage()).startsWith("1 input edges were lost"), e::toString);
        assertEquals(1, queue.takeAll().size());
    }

    @Test
    void shouldRefusePinTableWhenPinIsSharedOrNotOnTheHeader() {
        assertThrows(
                IllegalArgumentException.class, () -> new GpioPins(Map.of(Line.FRAME_CLOCK, 17, Line.PHOTODIODE, 17)));
        assertThrows(IllegalArgumentException.class, () -> new GpioPins(Map.of(Line.FRAME_CLOCK, 40)));
        assertThrows(IllegalArgumentException.class, () -> new GpioPins(Map.of()));
    }
}
