package org.loopscope.controller.operator;

/**
 * A command, and who gave it.
 *
 * @param id made by who asks; a request with an id that is known is not obeyed again
 * @param person for the log: the name that the person is let in by, or {@code local}
 */
public record OperatorRequest(String id, String person, OperatorCommand command) {
    private static final int LONGEST = 64;

    public OperatorRequest {
        requireName("id", id);
        requireName("person", person);
    }

    /** A command that nobody has given an id, as in a journal of the time before there were any. */
    public static OperatorRequest unnamed(OperatorCommand command) {
        return new OperatorRequest("none", "local", command);
    }

    private static void requireName(String what, String name) {
        if (name.isEmpty() || name.length() > LONGEST || !name.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("the command's " + what + " must be 1 to " + LONGEST
                    + " printable ASCII characters without spaces");
        }
    }
}
