package org.loopscope.controller.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.controller.log.SessionEvent.SessionStarted;
import org.loopscope.controller.replay.EarlierParts;
import org.loopscope.controller.rig.Rig;

/**
 * Where a session is written: a new one below a folder, or another part of one that was cut off, in its own.
 *
 * @param out the folder below which, or the session's own
 * @param earlier its parts so far
 */
record SessionPlace(Path out, EarlierParts earlier) {
    /** The least time between what was cut off and what goes on, whatever the computer's clock says. */
    private static final long LEAST_GAP_NS = 1_000_000_000L;

    /** A new session. */
    static SessionPlace below(Path out) {
        return new SessionPlace(out, EarlierParts.NONE);
    }

    /**
     * Another part of a session.
     *
     * @throws ConfigurationException when it cannot go on
     */
    static SessionPlace in(Path session) {
        try {
            return new SessionPlace(session, EarlierParts.of(session));
        } catch (IOException e) {
            throw new ConfigurationException("--resume: " + e.getMessage(), e);
        }
    }

    boolean goesOn() {
        return !earlier.parts().isEmpty();
    }

    /**
     * The experiment of a session that goes on: as it was logged.
     *
     * @param overrides of what no decision depends on
     */
    ExperimentConfig experiment(List<String> overrides) {
        ExperimentConfig config =
                ExperimentFile.parse(earlier.requireStarted().configuration(), "the journal", overrides);
        if (config.source() instanceof SourceConfig.Movie || config.source() instanceof SourceConfig.Responses) {
            throw new ConfigurationException("--resume: " + out
                    + " was played from a recording, which begins anew each time: run the experiment again");
        }
        return config;
    }

    /**
     * The session clock at the beginning: it goes on over the time between.
     *
     * @param now by the computer's clock
     */
    long startNs(boolean fullSpeed, OffsetDateTime now) {
        if (!goesOn()) {
            return 0;
        }
        long earliestNs = earlier.lastNs() + LEAST_GAP_NS;
        SessionStarted started = earlier.requireStarted();
        return fullSpeed
                ? earliestNs
                : Math.max(
                        earliestNs,
                        Duration.between(OffsetDateTime.parse(started.startTime()), now)
                                .toNanos());
    }

    SessionFolder folder(ExperimentConfig config, Rig rig, long sessionNs) {
        return goesOn()
                ? SessionFolder.continued(out, config, earlier)
                : SessionFolder.planned(out, config, rig, sessionNs);
    }
}
