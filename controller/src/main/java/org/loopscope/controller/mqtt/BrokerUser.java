package org.loopscope.controller.mqtt;

import java.util.Optional;
import java.util.regex.Pattern;
import org.loopscope.controller.access.Person;
import org.loopscope.controller.access.Role;

/**
 * Who is connected to the embedded broker, and the topics that this gives a right to. Replies go to the one who asked: a
 * subscription that covers more is allowed, and what is another's is left out of it ({@link #mayReceive}).
 */
sealed interface BrokerUser {
    String REPLIES = "loopscope/reply/";
    String RIGS = "loopscope/v1/";
    Pattern COMMAND = Pattern.compile("loopscope/v1/[a-z0-9-]{1,32}/cmd/[a-z0-9-]{1,32}");

    boolean mayPublish(String topic, boolean retained);

    /** Whether the broker may publish this in one's name when the connection breaks. */
    boolean mayLeave(String willTopic);

    boolean maySubscribe(String filter);

    boolean mayReceive(String topic);

    /** Whether an answer may be asked for on a topic; the rig's own right to it is used then. */
    boolean mayAskReplyOn(String topic);

    /** The name that stands under one's commands; none for who has given none, and may say one. */
    default Optional<String> signature() {
        return Optional.empty();
    }

    /** As one word, for the connection's own store. */
    String word();

    /** Reads what {@link #word} gives. */
    static Optional<BrokerUser> ofWord(String word) {
        int colon = word.indexOf(':');
        String name = word.substring(colon + 1);
        return switch (word.substring(0, Math.max(colon, 0))) {
            case "rig" -> Optional.of(new Rig(name));
            case "watcher" -> Optional.of(new Somebody(name, false));
            case "operator" -> Optional.of(new Somebody(name, true));
            default -> Optional.empty();
        };
    }

    static BrokerUser of(Person person) {
        return new Somebody(person.name(), person.role() == Role.OPERATOR);
    }

    /** A person or program of this machine, of whom no name is asked. */
    static BrokerUser local() {
        return new Somebody(Person.LOCAL, true);
    }

    /** The session itself. It speaks for the rig, and hears what it is told. */
    record Rig(String name) implements BrokerUser {
        @Override
        public boolean mayPublish(String topic, boolean retained) {
            return isOwn(topic) || topic.startsWith(REPLIES);
        }

        private boolean isOwn(String topic) {
            return topic.startsWith(RIGS + name + "/") && !topic.startsWith(commands());
        }

        @Override
        public boolean mayLeave(String willTopic) {
            return isOwn(willTopic);
        }

        @Override
        public boolean maySubscribe(String filter) {
            return filter.startsWith(commands());
        }

        private String commands() {
            return RIGS + name + "/cmd/";
        }

        @Override
        public boolean mayReceive(String topic) {
            return true;
        }

        @Override
        public boolean mayAskReplyOn(String topic) {
            return false;
        }

        @Override
        public String word() {
            return "rig:" + name;
        }
    }

    /** Somebody from the list, or of this machine. */
    record Somebody(String name, boolean commands) implements BrokerUser {
        @Override
        public boolean mayPublish(String topic, boolean retained) {
            // A retained command would be given to every session to come.
            return commands && !retained && COMMAND.matcher(topic).matches();
        }

        @Override
        public boolean mayLeave(String willTopic) {
            return false;
        }

        @Override
        public boolean maySubscribe(String filter) {
            return filter.startsWith("loopscope/") && (!filter.startsWith(REPLIES) || filter.startsWith(ownReplies()));
        }

        @Override
        public boolean mayReceive(String topic) {
            return !topic.startsWith(REPLIES) || topic.startsWith(ownReplies());
        }

        @Override
        public boolean mayAskReplyOn(String topic) {
            return topic.startsWith(ownReplies());
        }

        @Override
        public Optional<String> signature() {
            return name.equals(Person.LOCAL) ? Optional.empty() : Optional.of(name);
        }

        private String ownReplies() {
            return REPLIES + name + "/";
        }

        @Override
        public String word() {
            return (commands ? "operator:" : "watcher:") + name;
        }
    }
}
