package org.loopscope.controller.bench;

import java.util.Arrays;

/** One job's times in one turn. The least is what a machine that others share disturbed the least. */
record Times(double least, double median) {
    static Times of(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return new Times(sorted[0], sorted[sorted.length / 2]);
    }
}
