package org.loopscope.controller.cli;

/** The exit codes of every verb. */
public final class ExitCode {
    public static final int DONE = 0;
    /** The session failed; the log is safe. */
    public static final int FAILED = 1;
    /** The arguments or the configuration are wrong; nothing was started. */
    public static final int WRONG_INPUT = 2;
    /** A replay differs, or a logged byte was changed. */
    public static final int DIFFERS = 3;

    private ExitCode() {}
}
