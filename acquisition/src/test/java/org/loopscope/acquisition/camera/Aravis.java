package org.loopscope.acquisition.camera;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;

/** The library, where it is installed. */
final class Aravis {
    private Aravis() {}

    /** The library, or the test is skipped. */
    static AravisLibrary require() {
        try {
            return AravisLibrary.load();
        } catch (IOException e) {
            return abort("skipped: " + e.getMessage());
        }
    }
}
