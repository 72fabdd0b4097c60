package org.loopscope.controller.operator;

/**
 * What became of a command.
 *
 * @param reason one line for who asked; empty when it was accepted
 */
public record Answer(boolean accepted, String reason) {
    public static final Answer ACCEPTED = new Answer(true, "");

    public static Answer refused(String reason) {
        return new Answer(false, reason);
    }
}
