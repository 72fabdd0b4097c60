package org.loopscope.controller.telemetry;

import java.util.Optional;
import org.loopscope.controller.log.SessionEvent.OperatorCommand;

/** The topics of one rig. */
record RigTopics(String rig) {
    private static final String COMMAND_LEVEL = "/cmd/";

    RigTopics {
        if (!isRigName(rig)) {
            throw new IllegalArgumentException("rig name '" + rig
                    + "' cannot be part of an MQTT topic; use 1 to 32 of a-z, 0-9 and '-', for instance rig-1");
        }
    }

    static boolean isRigName(String text) {
        return text.matches("[a-z0-9-]{1,32}");
    }

    String status() {
        return root() + "/status";
    }

    String of(Channel channel) {
        return root() + "/" + channel.level();
    }

    String allCommands() {
        return root() + COMMAND_LEVEL + "+";
    }

    Optional<OperatorCommand> command(String topic) {
        String prefix = root() + COMMAND_LEVEL;
        if (!topic.startsWith(prefix)) {
            return Optional.empty();
        }
        return switch (topic.substring(prefix.length())) {
            case "start" -> Optional.of(OperatorCommand.START);
            case "pause" -> Optional.of(OperatorCommand.PAUSE);
            case "resume" -> Optional.of(OperatorCommand.RESUME);
            case "stop" -> Optional.of(OperatorCommand.STOP);
            default -> Optional.empty();
        };
    }

    private String root() {
        return "loopscope/v1/" + rig;
    }
}
