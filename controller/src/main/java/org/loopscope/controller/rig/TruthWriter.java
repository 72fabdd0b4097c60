package org.loopscope.controller.rig;

import java.io.IOException;
import java.nio.file.Path;

/** Writes what a simulated rig knows into the session's folder. */
public interface TruthWriter {
    void write(Path sessionFolder) throws IOException;

    static TruthWriter none() {
        return folder -> {};
    }
}
