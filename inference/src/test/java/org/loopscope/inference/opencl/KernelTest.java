package org.loopscope.inference.opencl;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Opens the device once for all tests of a class and closes it after them; without one they are skipped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KernelTest {
    OpenClBackend device;

    @BeforeAll
    void open() {
        device = OpenClDevice.openOrSkip();
    }

    @AfterAll
    void close() {
        if (device != null) {
            device.close();
        }
    }
}
