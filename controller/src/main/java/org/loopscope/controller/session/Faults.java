package org.loopscope.controller.session;

/** What went wrong, in one line for people. */
public final class Faults {
    private Faults() {}

    /** The message of the innermost cause that has one, without line breaks. */
    public static String oneLine(Throwable failure) {
        String message = failure.getMessage();
        String text = message == null ? failure.getClass().getSimpleName() : message;
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
