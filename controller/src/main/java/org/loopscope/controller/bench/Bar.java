package org.loopscope.controller.bench;

import java.util.Locale;

/** Something that is asked of the machine and the program, and what was measured. */
record Bar(String what, double measured, String limit, boolean holds) {
    static Bar atMost(String what, double measured, double most) {
        return new Bar(what, measured, String.format(Locale.ROOT, "at most %.3g", most), measured <= most);
    }

    static Bar atLeast(String what, double measured, double least) {
        return new Bar(what, measured, String.format(Locale.ROOT, "at least %.3g", least), measured >= least);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %.3f, %s: %s", what, measured, limit, holds ? "holds" : "MISSED");
    }
}
