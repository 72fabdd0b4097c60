package org.loopscope.controller.mqtt;

import org.loopscope.controller.telemetry.Channel;

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

    String all() {
        return root() + "/#";
    }

    /** What stands behind the rig's name in a topic of this rig. */
    String level(String topic) {
        return topic.substring(root().length() + 1);
    }

    /** The verb of a command's topic. */
    String verb(String topic) {
        String prefix = root() + COMMAND_LEVEL;
        return topic.startsWith(prefix) ? topic.substring(prefix.length()) : topic;
    }

    private String root() {
        return "loopscope/v1/" + rig;
    }
}
