package org.loopscope.controller.telemetry;

/** What operators said, and what became of it. */
public sealed interface OperatorMessage extends TelemetryMessage {
    /** A remark that has been logged. */
    record Mark(String text, String person, long frameIndex, long sessionNs) implements OperatorMessage {
        @Override
        public Channel channel() {
            return Channel.MARK;
        }
    }

    /**
     * What became of a command that reached the experiment.
     *
     * @param reason empty when it was accepted
     */
    record Answered(String id, String person, String verb, boolean accepted, String reason, long sessionNs)
            implements OperatorMessage {
        @Override
        public Channel channel() {
            return Channel.COMMAND;
        }
    }

    /** To who asked alone, on the topic that the command named. */
    record Reply(String id, boolean accepted, String reason) implements OperatorMessage {
        @Override
        public Channel channel() {
            return Channel.REPLY;
        }
    }
}
