package org.loopscope.controller.access;

/**
 * Somebody who is let in from another machine.
 *
 * @param name 1 to 32 of a-z, 0-9, '.', '_' and '-'; not {@value #LOCAL}
 * @param secret of which nothing but the hash is kept
 */
public record Person(String name, Role role, SecretHash secret) {
    private static final String NAME = "[a-z0-9._-]{1,32}";

    /** How a name is written, for messages. */
    public static final String NAME_RULE = "1 to 32 of a-z, 0-9, '.', '_' and '-', and is not 'local'";

    /** Whoever sits at the machine itself is called so. */
    public static final String LOCAL = "local";

    public Person {
        if (!isName(name)) {
            throw new IllegalArgumentException("a person's name must have " + NAME_RULE);
        }
    }

    public static boolean isName(String text) {
        return text.matches(NAME) && !text.equals(LOCAL);
    }

    /** A line of the list of people. */
    String line() {
        return name + " " + role.word() + " " + secret;
    }
}
