package org.loopscope.controller.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.loopscope.controller.config.ModelConfig.Device;
import org.loopscope.inference.tensor.TensorBackend;

class ComputeDeviceTest {
    @Test
    void shouldRunSomewhereWhenTheChoiceIsAutomatic() {
        ComputeDevice found = ComputeDevice.find(Device.AUTO);
        try (TensorBackend backend = found.backend()) {
            assertEquals(
                    backend.device().startsWith("plain Java"), found.notice().isPresent());
            assertEquals(found.name(), backend.device());
        }
        try (TensorBackend backend = ComputeDevice.find(Device.JAVA).backend()) {
            assertTrue(backend.device().startsWith("plain Java"));
        }
    }
}
