package org.loopscope.firmware.simulated;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.loopscope.firmware.ClockFit;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.Pulse;
import org.loopscope.firmware.TimingDevice;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.firmware.clock.DeviceClock;

/**
 * A microcontroller in memory. It stamps edges with a crystal of its own that drifts, and the host maps the stamps back
 * through a {@link DeviceClock} that it fits to delayed readings of that crystal, so edges and pulses carry the errors
 * that a real device's would.
 *
 * <p>What it reports is a function of its settings and of the edges and pulses given to it, by their session times; it
 * does not matter how often it is polled, nor in which order two lines' edges were handed in between two polls.
 *
 * <p>Threads: as {@link TimingDevice} says; {@link #inputEdge}, {@link #level}, {@link #makeSafe}, {@link #isSafe} and
 * {@link #close} may be called from any.
 */
public final class SimulatedTimingDevice implements TimingDevice {
    /** When it is opened, the host reads its clock this many times in a row. */
    private static final int OPENING_READINGS = 8;

    private static final long OPENING_INTERVAL_NS = 1_000_000L;

    private static final int READING_STREAM = 0;
    private static final int DELAY_STREAM = 1;

    /** An edge as it truly was; {@code number} counts the edges of its line. */
    private record InputEdge(Line line, boolean rising, long sessionNs, long number) {}

    private final SimulatedDeviceSettings settings;
    private final DriftingClock crystal;
    private final DeviceClock clock = new DeviceClock();
    private final SimulatedOutputs outputs;

    private final Queue<InputEdge> arrivals = new ConcurrentLinkedQueue<>();
    private final Map<Line, AtomicLong> edgesOfLine = new EnumMap<>(Line.class);
    private final AtomicInteger waitingEdges = new AtomicInteger();
    private final AtomicLong lostEdges = new AtomicLong();
    private final PriorityQueue<InputEdge> waiting = new PriorityQueue<>(Comparator.comparingLong(InputEdge::sessionNs)
            .thenComparing(InputEdge::line)
            .thenComparingLong(InputEdge::number));

    private final long openedNs;
    private long reportedLostEdges;
    private long polledNs;
    private long readings;
    private volatile boolean closed;

    /** Opens the device at a session time, which may be before the session's start. */
    public SimulatedTimingDevice(SimulatedDeviceSettings settings, long openedNs) {
        this.settings = settings;
        this.openedNs = openedNs;
        crystal = new DriftingClock(settings);
        outputs = new SimulatedOutputs(settings.pulseLimits());
        for (Line line : Line.values()) {
            edgesOfLine.put(line, new AtomicLong());
        }
        polledNs = openedNs;
        for (int i = 0; i < OPENING_READINGS; i++) {
            readClock(openedNs - (OPENING_READINGS - i) * OPENING_INTERVAL_NS);
        }
    }

    /**
     * Gives the device an edge on an input line at its true session time; what comes from ahead of the clock waits
     * until a poll reaches it. Each line must have one source, in order of time. An edge that finds no room is counted
     * and fails the next poll, because a session that misses edges cannot be trusted.
     */
    public void inputEdge(Line line, boolean rising, long sessionNs) {
        if (line.isOutput()) {
            throw new IllegalArgumentException(line + " is an output of the device and takes no edges");
        }
        if (closed) {
            return;
        }
        if (waitingEdges.incrementAndGet() > settings.edgeCapacity()) {
            waitingEdges.decrementAndGet();
            lostEdges.incrementAndGet();
            return;
        }
        long number = Objects.requireNonNull(edgesOfLine.get(line)).getAndIncrement();
        arrivals.add(new InputEdge(line, rising, sessionNs, number));
    }

    @Override
    public String identity() {
        return String.format(
                Locale.ROOT,
                "simulated timing device, crystal %+.3f ppm, stamps to %.0f ns, seed %d",
                settings.driftPpm(),
                settings.stampJitterNs(),
                settings.seed());
    }

    @Override
    public void poll(long nowNs, Consumer<TtlEdge> edges, Consumer<ExecutedPulse> pulses) {
        requireOpen();
        polledNs = Math.max(polledNs, nowNs);
        long lost = lostEdges.get();
        if (lost > reportedLostEdges) {
            long fresh = lost - reportedLostEdges;
            reportedLostEdges = lost;
            throw new IllegalStateException(fresh + " input edges were lost: more than " + settings.edgeCapacity()
                    + " came between two polls; poll more often or raise the device's edgeCapacity");
        }
        for (InputEdge edge = arrivals.poll(); edge != null; edge = arrivals.poll()) {
            waiting.add(edge);
        }
        while (!waiting.isEmpty() && waiting.element().sessionNs() <= nowNs) {
            InputEdge edge = waiting.remove();
            waitingEdges.decrementAndGet();
            readClockUntil(edge.sessionNs());
            long stampNs = crystal.toDeviceNs(edge.sessionNs())
                    + crystal.stampErrorNs(stampStream(edge.line()), edge.number());
            edges.accept(new TtlEdge(edge.line(), edge.rising(), stampNs, clock.stampNs(stampNs)));
        }
        readClockUntil(nowNs);
        for (SimulatedOutputs.Risen risen : outputs.advanceTo(crystal.toDeviceNs(nowNs))) {
            pulses.accept(new ExecutedPulse(risen.request(), risen.startNs(), clock.toSessionNs(risen.startNs())));
        }
    }

    private void readClockUntil(long nowNs) {
        long dueNs = nextReadingNs();
        while (dueNs <= nowNs) {
            readClock(dueNs);
            dueNs = nextReadingNs();
        }
    }

    private long nextReadingNs() {
        return openedNs + (readings - OPENING_READINGS + 1) * settings.readingIntervalNs();
    }

    private void readClock(long trueNs) {
        long deviceNs = crystal.toDeviceNs(trueNs) + crystal.stampErrorNs(READING_STREAM, readings);
        clock.addReading(deviceNs, trueNs + crystal.readingDelayNs(DELAY_STREAM, readings));
        readings++;
    }

    /** Requests a pulse; one for a time already passed rises at the last poll's time. */
    @Override
    public void pulse(Pulse pulse) {
        requireOpen();
        outputs.add(pulse, clock.toDeviceNs(Math.max(pulse.onsetNs(), polledNs)));
    }

    @Override
    public void drive(Line line, boolean high) {
        requireOpen();
        requireOutput(line);
        outputs.drive(line, high);
    }

    /** The true level of an output line at a session time not before the last poll. Any thread. */
    public boolean level(Line line, long sessionNs) {
        requireOutput(line);
        return outputs.isHigh(line, crystal.toDeviceNs(sessionNs));
    }

    @Override
    public long maxPulseNs() {
        return settings.pulseLimits().maxPulseNs();
    }

    @Override
    public void makeSafe() {
        outputs.makeSafe();
    }

    @Override
    public boolean isSafe() {
        return outputs.isSafe();
    }

    @Override
    public ClockFit clockFit() {
        return clock.fit();
    }

    @Override
    public void close() {
        closed = true;
        outputs.makeSafe();
    }

    private static int stampStream(Line input) {
        return switch (input) {
            case FRAME_CLOCK -> 2;
            case PHOTODIODE -> 3;
            case START_TRIGGER -> 4;
            case STIMULATION, ACQUISITION_ENABLE -> throw new IllegalArgumentException(input + " is an output");
        };
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the simulated timing device is closed");
        }
    }

    private static void requireOutput(Line line) {
        if (!line.isOutput()) {
            throw new IllegalArgumentException(line + " is an input of the device and has no level to drive or read");
        }
    }
}
