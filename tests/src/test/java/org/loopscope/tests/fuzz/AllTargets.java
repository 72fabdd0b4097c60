package org.loopscope.tests.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Every reader of bytes that come from outside this process. */
final class AllTargets {
    private AllTargets() {}

    /** @param scratch a folder for the inputs' files */
    static Stream<FuzzTarget> in(Path scratch) throws IOException {
        return Stream.of(
                        new RecordingTargets(scratch).all(),
                        new CellTargets(scratch).all(),
                        new LiveTargets(scratch).all(),
                        new SessionTargets(scratch).all(),
                        new StimulusTargets(scratch).all())
                .flatMap(each -> each);
    }
}
