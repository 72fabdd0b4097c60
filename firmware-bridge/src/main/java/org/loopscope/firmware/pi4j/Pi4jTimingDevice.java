package org.loopscope.firmware.pi4j;

import com.pi4j.Pi4J;
import com.pi4j.boardinfo.definition.BoardModel;
import com.pi4j.context.Context;
import com.pi4j.io.IOType;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.loopscope.firmware.ClockFit;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.Pulse;
import org.loopscope.firmware.PulseLimits;
import org.loopscope.firmware.TimingDevice;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.firmware.clock.SessionClock;

/**
 * TTL lines on the pins of a Raspberry Pi. Where the machine has no such pins, Pi4J's mock pins take their place, and
 * {@link #identity} and {@link #isMock} say so.
 *
 * <p><strong>The host times everything here.</strong> An edge gets the session clock's time at the first line of our
 * code in Pi4J's listener, since Pi4J drops the kernel's time stamp; expect tens to hundreds of microseconds of delay.
 * A pulse rises and falls inside {@link #poll}, so its times are as fine as the polling, and if the polling thread dies
 * the line stays high until {@link #makeSafe}, {@link #endOverduePulses}, {@link #close} or the end of the Java process
 * lowers it; {@code kill -9} does not. Where a line that stays high can do harm, use a microcontroller, which ends the
 * pulse by itself. Pi4J's own {@code pulse()} is worse and not used: it sleeps, and an interrupt leaves the pin high.
 *
 * <p>Threads: as {@link TimingDevice} says; {@link #makeSafe}, {@link #endOverduePulses}, {@link #isSafe} and {@link
 * #close} may be called from any.
 */
public final class Pi4jTimingDevice implements TimingDevice {
    private static final int EDGE_CAPACITY = 4096;

    private final Context context;
    private final PulseLimits limits;
    private final EdgeQueue edgeQueue = new EdgeQueue(EDGE_CAPACITY);
    private final HostTimedOutputs outputs;
    private final String identity;
    private final boolean mock;

    /**
     * Opens the pins, all outputs low.
     *
     * @throws IllegalStateException when this is a Raspberry Pi but no provider for its pins is on the class path
     */
    public static Pi4jTimingDevice open(GpioPins pins, SessionClock clock, PulseLimits limits) {
        Context context = Pi4J.newContextBuilder()
                .autoDetect()
                .autoDetectMockPlugins()
                .enableShutdownHook()
                .build();
        try {
            return new Pi4jTimingDevice(context, pins, clock, limits);
        } catch (RuntimeException e) {
            context.shutdown();
            throw e;
        }
    }

    /** Takes over a Pi4J context: shuts it down at the end. */
    Pi4jTimingDevice(Context context, GpioPins pins, SessionClock clock, PulseLimits limits) {
        this.context = context;
        this.limits = limits;
        String provider = context.provider(IOType.DIGITAL_OUTPUT).id();
        mock = provider.startsWith("mock");
        BoardModel board = context.boardInfo().getBoardModel();
        if (mock && board != BoardModel.UNKNOWN) {
            throw new IllegalStateException("this is a " + board.getLabel()
                    + " but no Pi4J provider for its pins is on the class path, only the mock; add one"
                    + " (pi4j-plugin-gpiod), or use another timing device");
        }
        identity = "GPIO through Pi4J, provider " + provider + (mock ? " (no real pins)" : "")
                + ", times by the host, pins " + new EnumMap<>(pins.bcmByLine());
        Map<Line, DigitalOutput> outputPins = new EnumMap<>(Line.class);
        pins.bcmByLine().forEach((line, bcm) -> {
            if (line.isOutput()) {
                outputPins.put(line, openOutput(line, bcm));
            }
        });
        outputs = new HostTimedOutputs(clock, limits, outputPins);
        pins.bcmByLine().forEach((line, bcm) -> {
            if (!line.isOutput()) {
                openInput(line, bcm, clock);
            }
        });
    }

    private DigitalOutput openOutput(Line line, int bcm) {
        return context.create(DigitalOutput.newConfigBuilder(context)
                .id(line.name())
                .name(line.name())
                .address(bcm)
                .initial(DigitalState.LOW)
                .shutdown(DigitalState.LOW)
                .build());
    }

    private void openInput(Line line, int bcm, SessionClock clock) {
        EdgeQueue queue = edgeQueue;
        DigitalInput pin = context.create(DigitalInput.newConfigBuilder(context)
                .id(line.name())
                .name(line.name())
                .address(bcm)
                // Pi4J's default of 10 ms would swallow a frame clock's pulses.
                .debounce(0L)
                .pull(PullResistance.PULL_DOWN)
                .build());
        pin.addListener(event -> {
            long sessionNs = clock.nowNs();
            queue.add(line, event.state() == DigitalState.HIGH, sessionNs);
        });
    }

    /** True when the pins are Pi4J's mock ones and no voltage changes anywhere. */
    public boolean isMock() {
        return mock;
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public void poll(long nowNs, Consumer<TtlEdge> edges, Consumer<ExecutedPulse> pulses) {
        List<ExecutedPulse> begun = outputs.advanceTo(nowNs);
        edgeQueue.takeAll().forEach(edges);
        begun.forEach(pulses);
    }

    /** Ends pulses that have lasted as long as asked for: a watchdog's call, for when the polling thread hangs. */
    public void endOverduePulses(long nowNs) {
        outputs.endOverduePulses(nowNs);
    }

    @Override
    public void pulse(Pulse pulse) {
        outputs.add(pulse);
    }

    @Override
    public void drive(Line line, boolean high) {
        outputs.drive(line, high);
    }

    @Override
    public long maxPulseNs() {
        return limits.maxPulseNs();
    }

    @Override
    public void makeSafe() {
        outputs.makeSafe();
    }

    @Override
    public boolean isSafe() {
        return outputs.isSafe();
    }

    /** The host's clock is the session clock: nothing to fit. */
    @Override
    public ClockFit clockFit() {
        return ClockFit.IDENTITY;
    }

    @Override
    public void close() {
        try {
            outputs.close();
        } finally {
            if (!context.isShutdown()) {
                context.shutdown();
            }
        }
    }
}
