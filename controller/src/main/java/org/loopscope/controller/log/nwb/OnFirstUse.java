package org.loopscope.controller.log.nwb;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A part of the file that is made when its first row comes, since NWB readers object to empty tables. */
final class OnFirstUse<T> {
    private final Supplier<T> make;
    private @Nullable T made;

    OnFirstUse(Supplier<T> make) {
        this.make = make;
    }

    T value() {
        T value = made;
        if (value == null) {
            value = make.get();
            made = value;
        }
        return value;
    }

    Optional<T> ifMade() {
        return Optional.ofNullable(made);
    }
}
