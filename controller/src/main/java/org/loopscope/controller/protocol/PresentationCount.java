package org.loopscope.controller.protocol;

import java.util.Optional;

/** How many presentations a block has shown, and how many it is to show, which the operator may change. */
final class PresentationCount {
    private int wanted;
    private int shown;

    PresentationCount(int wanted) {
        this.wanted = wanted;
    }

    boolean isOver() {
        return shown >= wanted;
    }

    /** One more is shown; answers how many that makes. */
    int next() {
        return ++shown;
    }

    int shown() {
        return shown;
    }

    /** Why there cannot be so many; empty when there can, and are. */
    Optional<String> resize(int presentations) {
        if (presentations < shown) {
            return Optional.of(shown + " have been shown already");
        }
        wanted = presentations;
        return Optional.empty();
    }
}
