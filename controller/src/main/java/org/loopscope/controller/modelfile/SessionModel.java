package org.loopscope.controller.modelfile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.rig.Banks;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.controller.rig.LearnerFactory;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.encoder.NetworkModel;

/** The network of a finished, or cut off, session: its last snapshot. */
public final class SessionModel {
    private SessionModel() {}

    /** @throws ConfigurationException where the session has no network or no snapshot of one */
    public static ModelFile of(Path journal) throws IOException {
        SessionEvent.SessionStarted started = null;
        SessionEvent.ModelSnapshot last = null;
        int neurons = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (event instanceof SessionEvent.SessionStarted first) {
                    started = first;
                } else if (event instanceof SessionEvent.ModelSnapshot snapshot) {
                    last = snapshot;
                } else if (event instanceof SessionEvent.ResponseMeasured response) {
                    neurons = response.response().rates().length;
                }
            }
        }
        if (started == null || last == null) {
            throw new ConfigurationException(
                    journal + " has no model in it: the session ended before its first snapshot");
        }
        ExperimentConfig config = ExperimentFile.parse(started.configuration(), "the journal", List.of());
        ComputeDevice device = ComputeDevice.find(config.model().device());
        try (EncodingModel model =
                new LearnerFactory(config, device, Optional.empty()).model(Banks.of(config), neurons)) {
            model.restore(last.parameters());
            NetworkModel network = network(model);
            if (network == null) {
                throw new ConfigurationException(journal + " has no network in it: its model.members are "
                        + config.model().members());
            }
            return new ModelFile(
                    new ModelOrigin(
                            started.sessionId(),
                            last.presentations(),
                            "Loopscope " + started.version(),
                            model.pictureSize().toString(),
                            network.settings().core().kind(),
                            network.settings().readout().name().toLowerCase(Locale.ROOT)),
                    network.weights());
        }
    }

    /** The first network of the model. */
    private static @Nullable NetworkModel network(EncodingModel model) {
        return model.members().stream()
                .filter(NetworkModel.class::isInstance)
                .map(NetworkModel.class::cast)
                .findFirst()
                .orElse(null);
    }
}
