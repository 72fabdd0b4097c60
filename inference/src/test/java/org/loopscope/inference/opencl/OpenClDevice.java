package org.loopscope.inference.opencl;

import org.junit.jupiter.api.Assumptions;

/** The device that the tests run on; without one they are skipped with one line. */
final class OpenClDevice {
    private OpenClDevice() {}

    static OpenClBackend openOrSkip() {
        try {
            return OpenClBackend.open();
        } catch (OpenClUnavailable none) {
            return Assumptions.abort("skipped, " + none.getMessage());
        }
    }
}
