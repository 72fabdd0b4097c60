package org.loopscope.controller.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person may do with a session. */
public enum Role {
    /** Sees everything, changes nothing. */
    WATCHER,
    /** Sees everything, and starts, pauses, resumes and stops. */
    OPERATOR;

    /** As the list of people has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** All of them, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(" or "));
    }
}
