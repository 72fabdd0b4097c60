package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.Main;
import org.loopscope.controller.cli.Surroundings;
import org.loopscope.controller.rig.RigFactory;

/** A session that was cut off by a full disk and went on, at full speed. */
public final class TwoParts {
    private static final long PLENTY = 1L << 40;
    private static final long CUT_OFF_BYTES = 56L << 20;

    private TwoParts() {}

    /** Records it, eighty seconds with most of them in the second part; answers the session's folder. */
    public static Path record(Path folder) {
        Surroundings fullDisk =
                new Surroundings(new FaultyDisk(written -> 0, look -> PLENTY, CUT_OFF_BYTES), RigFactory::build);
        List<String> arguments =
                new ArrayList<>(List.of("run", SmallSession.experiment(folder).toString(), "--speed", "max"));
        arguments.addAll(List.of("--out", folder.resolve("out").toString()));
        SmallSession.shortened().forEach(override -> arguments.addAll(List.of("--set", override)));
        arguments.addAll(List.of("--set", "blocks.spontaneous.duration=60 s"));
        assertEquals(1, Main.run(fullDisk, arguments.toArray(String[]::new)));
        Path session = SmallSession.sessionIn(folder);
        assertEquals(0, Main.run("run", "--resume", session.toString(), "--speed", "max"));
        return session;
    }
}
