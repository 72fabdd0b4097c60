package org.loopscope.stimulus;

/**
 * A stimulus that was on the screen.
 *
 * @param decision what was asked for
 * @param measuredOnsetNs when it appeared by the photodiode, session clock; {@link #NOT_MEASURED} when no edge was seen
 * @param measuredOffsetNs when it went, session clock, or {@link #NOT_MEASURED}
 * @param outcome how it went
 */
public record Presentation(StimulusDecision decision, long measuredOnsetNs, long measuredOffsetNs, Outcome outcome) {
    public static final long NOT_MEASURED = Long.MIN_VALUE;

    /** How a presentation went. */
    public enum Outcome {
        ON_TIME,
        LATE,
        NOT_SEEN
    }
}
