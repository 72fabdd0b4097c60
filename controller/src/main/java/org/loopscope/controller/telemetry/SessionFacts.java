package org.loopscope.controller.telemetry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.log.SessionEvent;

/**
 * What is known of a session before it begins.
 *
 * @param armed whether it waits for the microscope's trigger or the operator
 * @param decisionDeadlineNs how long after a frame's end its decision may come
 * @param planned what {@code set} changes, as the experiment has it
 * @param earlier what parts of the session before this one logged of its blocks, of commands and of their answers, in
 *     order
 */
public record SessionFacts(
        String rig,
        String experiment,
        String subject,
        boolean armed,
        List<RigMessage.PlannedBlock> plan,
        RigMessage.Config config,
        long framePeriodNs,
        long decisionDeadlineNs,
        PlannedSettings planned,
        List<SessionEvent> earlier) {
    public SessionFacts {
        plan = List.copyOf(plan);
        earlier = List.copyOf(earlier);
    }

    /** Of a longer plan only so much is told. */
    private static final int MOST_BLOCKS_TOLD = 60;

    public static SessionFacts of(ExperimentConfig config, long framePeriodNs) {
        List<RigMessage.PlannedBlock> plan = config.blocks().stream()
                .map(block -> new RigMessage.PlannedBlock(block.name(), block.kind(), seconds(config, block)))
                .toList();
        return new SessionFacts(
                config.rig().name(),
                config.name(),
                config.subject().subjectId(),
                config.armed(),
                plan,
                told(config, framePeriodNs, plan),
                framePeriodNs,
                config.decisionLeadNs() - config.presenterDeadlineNs(),
                PlannedSettings.of(config),
                List.of());
    }

    /** The same for a session that goes on after these parts. */
    public SessionFacts after(List<SessionEvent> logged) {
        return new SessionFacts(
                rig, experiment, subject, armed, plan, config, framePeriodNs, decisionDeadlineNs, planned, logged);
    }

    /** Whether an event of an earlier part bears on how the next one stands. */
    public static boolean tellsWhatWasAsked(SessionEvent event) {
        return event instanceof SessionEvent.BlockChanged
                || event instanceof SessionEvent.OperatorAnswered
                || (event instanceof SessionEvent.CycleInputs inputs
                        && !inputs.commands().isEmpty());
    }

    private static RigMessage.Config told(
            ExperimentConfig config, long framePeriodNs, List<RigMessage.PlannedBlock> plan) {
        String text = config.text();
        RigMessage.Config whole = new RigMessage.Config(
                sha256(text),
                TelemetryMessage.clip(config.name(), 200),
                config.seed(),
                framePeriodNs,
                plan.subList(0, Math.min(plan.size(), MOST_BLOCKS_TOLD)),
                text);
        return new TelemetryEncoding().json(whole).length <= TelemetryEncoding.MAX_BYTES ? whole : whole.withoutText();
    }

    /** How long the block takes as planned, 0 for one without an end. */
    private static double seconds(ExperimentConfig config, BlockConfig block) {
        return config.plannedNs(block) / 1e9;
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
