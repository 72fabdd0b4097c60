package org.loopscope.controller.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.RecordingConfig;
import org.loopscope.controller.config.SubjectConfig;
import org.loopscope.controller.log.LogSettings;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionLock;
import org.loopscope.controller.log.SessionLog;
import org.loopscope.controller.log.disk.Disk;
import org.loopscope.controller.log.hdf5.Writing;
import org.loopscope.controller.log.nwb.NwbImaging;
import org.loopscope.controller.log.nwb.NwbMetadata;
import org.loopscope.controller.log.nwb.NwbSubject;
import org.loopscope.controller.replay.EarlierParts;
import org.loopscope.controller.rig.ActivityInput;
import org.loopscope.controller.rig.Rig;
import org.loopscope.firmware.clock.WallClock;

/** Where a session will lie, and what its file will say of it; made on disk only by {@link #create}. */
final class SessionFolder {
    private final ExperimentConfig config;
    private final Path parent;
    private final NwbMetadata metadata;

    private SessionFolder(ExperimentConfig config, Path parent, NwbMetadata metadata) {
        this.config = config;
        this.parent = parent;
        this.metadata = metadata;
    }

    /**
     * The journal of a session that has been.
     *
     * @throws ConfigurationException where the folder has none
     */
    static Path journalIn(Path folder) {
        Path journal = folder.resolve("session.journal");
        if (!Files.isRegularFile(journal)) {
            throw new ConfigurationException(
                    folder + " holds no session.journal; give the folder that run has named at its end");
        }
        return journal;
    }

    /**
     * A session that nobody writes to now.
     *
     * @throws ConfigurationException where it is still running, or is being recovered
     */
    static void requireAtRest(Path folder) throws IOException {
        if (SessionLock.isHeld(folder)) {
            throw new ConfigurationException(
                    folder + " is being written: the session is still running; wait until it has ended");
        }
    }

    /**
     * @param sessionNs the session clock now: its zero is what the file's times count from
     * @throws ConfigurationException when the subject or the recording is described wrongly
     */
    static SessionFolder planned(Path parent, ExperimentConfig config, Rig rig, long sessionNs) {
        try {
            return new SessionFolder(config, parent, metadata(config, rig, sessionNs));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("the experiment's subject or nwb section: " + e.getMessage(), e);
        }
    }

    /**
     * The part that goes on with a session that was cut off, in its folder.
     *
     * @param session the session's own folder
     */
    static SessionFolder continued(Path session, ExperimentConfig config, EarlierParts earlier) {
        NwbMetadata metadata = earlier.metadata(UUID.randomUUID().toString(), VersionProvider.VERSION);
        return new SessionFolder(config, session, metadata);
    }

    private static NwbMetadata metadata(ExperimentConfig config, Rig rig, long sessionNs) {
        SubjectConfig subject = config.subject();
        RecordingConfig nwb = config.recording();
        return new NwbMetadata(
                UUID.randomUUID().toString(),
                nwb.sessionDescription(),
                nwb.experimentDescription(),
                WallClock.now().minusNanos(sessionNs),
                nwb.experimenter(),
                nwb.institution(),
                nwb.lab(),
                nwb.keywords(),
                new NwbSubject(
                        subject.subjectId(),
                        subject.species(),
                        subject.sex(),
                        subject.age(),
                        subject.dateOfBirth(),
                        subject.description(),
                        subject.genotype(),
                        subject.strain(),
                        subject.weight()),
                new NwbImaging(
                        config.rig().name(),
                        rig.name().replace('/', '-'),
                        nwb.indicator(),
                        nwb.location(),
                        nwb.excitationNm(),
                        nwb.emissionNm(),
                        0,
                        config.imaging().spikes(),
                        config.imaging().settledLagFrames(),
                        config.imaging().channel()),
                VersionProvider.VERSION,
                config.text(),
                1);
    }

    String sessionId() {
        return metadata.sessionName();
    }

    Path path() {
        return parent.resolve(metadata.folderName());
    }

    /** @throws ConfigurationException when the folder cannot be made; then nothing of it is left */
    SessionLog create(Rig rig, Disk disk) {
        @Nullable FrameFormat format = switch (rig.input()) {
            case ActivityInput.Imaged imaged -> imaged.frames().format();
            case ActivityInput.Recorded recorded -> null;
        };
        double rateHz = rig.input().rateHz();
        int flushEvery = (int) Math.max(1, Math.round(config.log().flushEveryNs() / 1e9 * rateHz));
        int deflateLevel = config.log().compress() ? 1 : 0;
        LogSettings settings = new LogSettings(
                config.log().rawFrames(),
                config.log().corrected(),
                deflateLevel,
                flushEvery,
                config.log().flushEveryNs(),
                config.log().forceEveryNs(),
                writing());
        try {
            return SessionLog.create(parent, metadata, format, rig.bank(), settings, disk);
        } catch (IOException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private Writing writing() {
        if (config.log().liveReading()) {
            return Writing.LIVE;
        }
        return config.log().powerSafe() ? Writing.FORCED : Writing.ORDERED;
    }

    SessionEvent.SessionStarted started(String device, boolean fullSpeed) {
        return new SessionEvent.SessionStarted(
                sessionId(),
                config.text(),
                metadata.startTime().toString(),
                VersionProvider.VERSION,
                device,
                fullSpeed);
    }
}
