package org.loopscope.acquisition.days;

import java.util.List;

/**
 * Which cells of today are which of an earlier day.
 *
 * @param matches in the order of the earlier day's cells; no cell comes twice
 * @param registration how the two fields lie to one another
 */
public record DayMatches(List<CellMatch> matches, RegisteredFields registration) {
    public DayMatches {
        matches = List.copyOf(matches);
    }

    /** A match that is less sure than this is marked as doubtful where people see it. */
    public static final double SURE = 0.9;

    /** How many matches are less sure than {@link #SURE}. */
    public long doubtful() {
        return matches.stream().filter(match -> match.probability() < SURE).count();
    }

    /** How many of the matches are wrong, by their own probabilities. */
    public double expectedFalse() {
        return matches.stream().mapToDouble(match -> 1 - match.probability()).sum();
    }
}
