package org.loopscope.acquisition.days;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CellMatchingTest {
    private static final int SEEDS = Integer.getInteger("loopscope.days.seeds", 10);
    /** In an ordinary run: enough to notice what goes wrong for every field, too few for a figure to quote. */
    private static final int FEW_SEEDS = 2;

    private static final long FIRST_SEED = 7100;

    /** What came out over all seeds. */
    private static final class Tally {
        int matches;
        int wrong;
        int common;
        double expectedWrong;
        double squares;
        int pairs;
        double worstFalseRate;
        double worstRecall = 1;
        double registrationSquares;
        final int[] binPairs = new int[5];
        final double[] binProbability = new double[5];
        final int[] binSame = new int[5];
    }

    /** How the two days of a field are made. */
    record Field(String name, int cells, double turnover, double texture) {
        SimulatedDays days(long seed) {
            return new SimulatedDays(256, cells, turnover, texture, seed);
        }
    }

    static List<Field> fields() {
        return List.of(
                new Field("sparse", 30, 0.25, 1),
                new Field("dense", 150, 0.25, 1),
                new Field("crowded", 230, 0.3, 1),
                new Field("little texture", 150, 0.3, 0.2));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void shouldFindCellsAgainAndHardlyEverTheWrongOne(Field field) throws NoCommonFieldException {
        match(field, FEW_SEEDS);
    }

    @ParameterizedTest
    @MethodSource("fields")
    @Tag("slow")
    void shouldFindCellsAgainOverManySeeds(Field field) throws NoCommonFieldException {
        match(field, SEEDS);
    }

    private static void match(Field field, int seeds) throws NoCommonFieldException {
        String name = field.name();
        Tally tally = new Tally();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + seeds; seed++) {
            SimulatedDays days = field.days(seed);
            add(days, CellMatching.match(days.earlier, days.now), tally);
        }
        double falseRate = (double) tally.wrong / tally.matches;
        double recall = (double) (tally.matches - tally.wrong) / tally.common;
        double registrationPx = Math.sqrt(tally.registrationSquares / seeds);
        System.out.printf(
                "%s, seeds %d to %d: %d matches of %d common, false %.2f %% (worst %.1f %%, own estimate %.2f %%),"
                        + " recall %.1f %% (worst %.1f %%), Brier %.4f over %d pairs, registration %.2f px RMS%n",
                name,
                FIRST_SEED,
                FIRST_SEED + seeds - 1,
                tally.matches,
                tally.common,
                100 * falseRate,
                100 * tally.worstFalseRate,
                100 * tally.expectedWrong / tally.matches,
                100 * recall,
                100 * tally.worstRecall,
                tally.squares / tally.pairs,
                tally.pairs,
                registrationPx);
        for (int bin = 0; bin < 5; bin++) {
            System.out.printf(
                    "  probability %.2f on average: %.2f were the same (%d pairs)%n",
                    tally.binProbability[bin] / Math.max(1, tally.binPairs[bin]),
                    (double) tally.binSame[bin] / Math.max(1, tally.binPairs[bin]),
                    tally.binPairs[bin]);
        }
        assertTrue(falseRate <= 0.05, name + ": false " + falseRate);
        assertTrue(recall >= 0.95, name + ": recall " + recall);
        assertTrue(registrationPx <= 0.6, name + ": registration " + registrationPx + " px");
        assertTrue(tally.squares / tally.pairs <= 0.05, name + ": Brier " + tally.squares / tally.pairs);
    }

    private static void add(SimulatedDays days, DayMatches found, Tally tally) {
        int wrong = 0;
        for (CellMatch match : found.matches()) {
            wrong += match.earlierId() == match.nowId() ? 0 : 1;
        }
        int matches = found.matches().size();
        tally.matches += matches;
        tally.wrong += wrong;
        tally.common += days.common.size();
        tally.expectedWrong += found.expectedFalse();
        tally.worstFalseRate = Math.max(tally.worstFalseRate, (double) wrong / Math.max(1, matches));
        tally.worstRecall = Math.min(tally.worstRecall, (double) (matches - wrong) / days.common.size());
        double error = registrationError(days, found.registration().displacement());
        tally.registrationSquares += error * error;
        calibration(days, found, tally);
    }

    /** RMS over the part of the earlier field that is in both. */
    private static double registrationError(SimulatedDays days, FieldDisplacement displacement) {
        double squares = 0;
        int count = 0;
        for (int y = 4; y < displacement.heightPx(); y += 8) {
            for (int x = 4; x < displacement.widthPx(); x += 8) {
                double[] truth = days.today(x, y);
                boolean inside = truth[0] >= 0
                        && truth[1] >= 0
                        && truth[0] < displacement.widthPx()
                        && truth[1] < displacement.heightPx();
                if (inside) {
                    double dx = x + displacement.xPx(x, y) - truth[0];
                    double dy = y + displacement.yPx(x, y) - truth[1];
                    squares += dx * dx + dy * dy;
                    count++;
                }
            }
        }
        return Math.sqrt(squares / count);
    }

    private static void calibration(SimulatedDays days, DayMatches found, Tally tally) {
        double diameter = CandidateSearch.cellDiameterPx(days.earlier.cells(), days.now.cells());
        List<CandidatePair> pairs = CandidateSearch.pairs(
                days.earlier.cells(), days.now.cells(), found.registration().displacement(), diameter);
        double[] probabilities = SameCellModel.probabilities(
                pairs, days.earlier.cells().size(), days.now.cells().size());
        for (int i = 0; i < probabilities.length; i++) {
            boolean same =
                    days.earlier.cells().rois().get(pairs.get(i).earlier()).id()
                            == days.now.cells().rois().get(pairs.get(i).now()).id();
            double off = probabilities[i] - (same ? 1 : 0);
            tally.squares += off * off;
            tally.pairs++;
            int bin = Arrays.binarySearch(new double[] {0.1, 0.5, 0.8, 0.95}, probabilities[i]);
            bin = bin < 0 ? -bin - 1 : bin;
            tally.binPairs[bin]++;
            tally.binProbability[bin] += probabilities[i];
            tally.binSame[bin] += same ? 1 : 0;
        }
    }

    @Test
    void shouldRefuseFieldsThatDoNotShowTheSameTissue() {
        refuse(1);
    }

    @Test
    @Tag("slow")
    void shouldRefuseThemOverManySeeds() {
        refuse(5);
    }

    private static void refuse(int seeds) {
        for (int cells : new int[] {30, 150}) {
            for (long seed = FIRST_SEED; seed < FIRST_SEED + seeds; seed++) {
                DayField one = new SimulatedDays(256, cells, 0.25, 1, seed).earlier;
                DayField other = new SimulatedDays(256, cells, 0.25, 1, seed + 1000).now;
                NoCommonFieldException refused =
                        assertThrows(NoCommonFieldException.class, () -> CellMatching.match(one, other));
                assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
            }
        }
    }
}
