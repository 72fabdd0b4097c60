package org.loopscope.acquisition.activity;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The least-squares problem that OASIS solves, solved in a way that shares nothing with it: {@code 1/2 |K s - y|^2 + p
 * sum(K s)} over {@code s >= 0}, with a column of K for each frame that was seen, by the active-set method of Lawson and
 * Hanson (1974, Solving Least Squares Problems, ch. 23) on the normal equations. The answer is checked against the
 * conditions of Karush, Kuhn and Tucker, which only the solution fulfils, as the objective is strictly convex.
 */
final class ExactDeconvolution {
    private static final double GRADIENT_TOLERANCE = 1e-10;

    private final double[][] gram;
    private final double[] target;
    private final int[] frames;
    private final double[] y;
    private final double[] kernel;

    /**
     * @param present which frames have been seen
     * @param kernel what an event of 1 adds to the calcium of its frame and of each frame after it
     * @param penalty p, the weight of the calcium's sum
     */
    private ExactDeconvolution(double[] y, boolean[] present, double[] kernel, double penalty) {
        this.kernel = kernel;
        frames = IntStream.range(0, y.length).filter(frame -> present[frame]).toArray();
        this.y = Arrays.stream(frames).mapToDouble(frame -> y[frame] - penalty).toArray();
        gram = new double[frames.length][frames.length];
        target = new double[frames.length];
        for (int a = 0; a < frames.length; a++) {
            for (int row = a; row < frames.length; row++) {
                target[a] += column(a, row) * this.y[row];
            }
            for (int b = 0; b <= a; b++) {
                for (int row = a; row < frames.length; row++) {
                    gram[a][b] += column(a, row) * column(b, row);
                }
                gram[b][a] = gram[a][b];
            }
        }
    }

    /** @return the events, one per frame, 0 in frames that were not seen */
    static double[] events(double[] y, boolean[] present, double[] kernel, double penalty) {
        ExactDeconvolution problem = new ExactDeconvolution(y, present, kernel, penalty);
        double[] solution = problem.solve();
        problem.requireOptimal(solution);
        double[] events = new double[y.length];
        for (int i = 0; i < solution.length; i++) {
            events[problem.frames[i]] = solution[i];
        }
        return events;
    }

    /** Half the sum of squares over the frames that were seen, for events given per frame. */
    static double objective(double[] y, boolean[] present, double[] kernel, double[] events) {
        double sum = 0;
        for (int frame = 0; frame < y.length; frame++) {
            double calcium = 0;
            for (int event = 0; event <= frame; event++) {
                calcium += kernel[frame - event] * events[event];
            }
            sum += present[frame] ? (y[frame] - calcium) * (y[frame] - calcium) / 2 : 0;
        }
        return sum;
    }

    private double column(int event, int row) {
        return row < event ? 0 : kernel[frames[row] - frames[event]];
    }

    private double[] solve() {
        int n = target.length;
        double[] s = new double[n];
        boolean[] free = new boolean[n];
        for (int entering = steepest(s, free); entering >= 0; entering = steepest(s, free)) {
            free[entering] = true;
            double[] wanted = unconstrained(free);
            for (int blocking = blocking(s, wanted, free); blocking >= 0; blocking = blocking(s, wanted, free)) {
                double part = s[blocking] / (s[blocking] - wanted[blocking]);
                for (int i = 0; i < n; i++) {
                    s[i] = free[i] ? s[i] + part * (wanted[i] - s[i]) : 0;
                    free[i] &= i != blocking && s[i] > 0;
                }
                s[blocking] = 0;
                wanted = unconstrained(free);
            }
            s = wanted;
        }
        return s;
    }

    /** The event at 0 that the objective wants most to be larger, -1 where none. */
    private int steepest(double[] s, boolean[] free) {
        int steepest = -1;
        double most = GRADIENT_TOLERANCE / 10;
        for (int i = 0; i < s.length; i++) {
            if (!free[i] && descent(s, i) > most) {
                most = descent(s, i);
                steepest = i;
            }
        }
        return steepest;
    }

    private double descent(double[] s, int i) {
        double descent = target[i];
        for (int k = 0; k < s.length; k++) {
            descent -= gram[i][k] * s[k];
        }
        return descent;
    }

    /** The free event that comes to 0 first on the way to what is wanted, -1 where none does. */
    private static int blocking(double[] s, double[] wanted, boolean[] free) {
        int first = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < s.length; i++) {
            if (free[i] && wanted[i] <= 0 && s[i] / (s[i] - wanted[i]) < least) {
                least = s[i] / (s[i] - wanted[i]);
                first = i;
            }
        }
        return first;
    }

    /** The least-squares solution of the free events alone, by Cholesky. */
    private double[] unconstrained(boolean[] free) {
        int[] index = IntStream.range(0, free.length).filter(i -> free[i]).toArray();
        int n = index.length;
        double[][] lower = new double[n][n];
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = gram[index[i]][index[j]];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
            x[i] = target[index[i]];
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
            x[i] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        double[] all = new double[free.length];
        for (int i = 0; i < n; i++) {
            all[index[i]] = x[i];
        }
        return all;
    }

    private void requireOptimal(double[] s) {
        for (int i = 0; i < s.length; i++) {
            double descent = descent(s, i);
            if (s[i] < 0 || descent > GRADIENT_TOLERANCE || (s[i] > 0 && descent < -GRADIENT_TOLERANCE)) {
                throw new AssertionError("not the solution: event " + i + " is " + s[i] + ", descent " + descent);
            }
        }
    }
}
