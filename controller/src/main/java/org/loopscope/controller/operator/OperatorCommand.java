package org.loopscope.controller.operator;

import java.util.Arrays;

/** What an operator can ask for while a session runs. Checked for form; whether it can be done, the experiment says. */
public sealed interface OperatorCommand {
    /** Begins an armed session, or goes on after a pause. */
    record Start() implements OperatorCommand {}

    /** Shows nothing more, until it is resumed; frames, activity and the log go on. */
    record Pause() implements OperatorCommand {}

    /** Goes on after a pause. */
    record Resume() implements OperatorCommand {}

    /** Ends the session in order. */
    record Stop() implements OperatorCommand {}

    /** Makes the outputs safe at once, whatever the experiment does, and ends the session. */
    record Abort() implements OperatorCommand {}

    /** Ends the block under way as soon as the responses that are under way have been measured. */
    record NextBlock() implements OperatorCommand {}

    /** A remark for the log. */
    record Mark(String text) implements OperatorCommand {
        /** Longest remark, UTF-16 units. */
        public static final int MOST_CHARACTERS = 1000;

        public Mark {
            if (text.isBlank() || text.length() > MOST_CHARACTERS) {
                throw new IllegalArgumentException("a mark needs 1 to " + MOST_CHARACTERS + " characters of text");
            }
        }
    }

    /** Aims at these neurons from now on, and at no others. */
    record AimAt(int[] neurons) implements OperatorCommand {
        /** More would not fit into a message. */
        public static final int MOST_NEURONS = 200;

        public AimAt {
            neurons = neurons.clone();
            if (neurons.length == 0 || neurons.length > MOST_NEURONS) {
                throw new IllegalArgumentException("targets needs 1 to " + MOST_NEURONS + " neurons");
            }
            if (Arrays.stream(neurons).distinct().count() < neurons.length) {
                throw new IllegalArgumentException("targets names a neuron twice");
            }
            requireNumbers(neurons);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof AimAt(int[] theirs) && Arrays.equals(neurons, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(neurons);
        }
    }

    /** Never, or again, aims at a neuron: one that is no cell, or not the cell that it seems. */
    record Veto(int neuron, boolean vetoed) implements OperatorCommand {
        public Veto {
            requireNumbers(neuron);
        }
    }

    /** Changes a parameter that may change while the session runs. */
    record Set(LiveParameter parameter, double value) implements OperatorCommand {
        public Set {
            parameter.require(value);
        }
    }

    private static void requireNumbers(int... neurons) {
        for (int neuron : neurons) {
            if (neuron < 0) {
                throw new IllegalArgumentException("there is no neuron " + neuron + "; the first is 0");
            }
        }
    }

    /** The word that asks for it. */
    default String verb() {
        return switch (this) {
            case Start _ -> "start";
            case Pause _ -> "pause";
            case Resume _ -> "resume";
            case Stop _ -> "stop";
            case Abort _ -> "abort";
            case NextBlock _ -> "next-block";
            case Mark _ -> "mark";
            case AimAt _ -> "targets";
            case Veto _ -> "veto";
            case Set _ -> "set";
        };
    }
}
