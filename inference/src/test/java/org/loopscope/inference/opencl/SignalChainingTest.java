package org.loopscope.inference.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the environment that the launcher gives, a JVM bears PoCL's compiler beside threads at work; without, seconds. */
class SignalChainingTest {
    @TempDir
    Path cache;

    @Test
    void shouldGoOnWhenKernelsAreBuiltBesideThreadsAtWork() throws IOException, InterruptedException {
        OpenClDevice.openOrSkip().close();
        Path jsig = Path.of(System.getProperty("java.home"), "lib", "libjsig.so");
        Assumptions.assumeTrue(Files.exists(jsig), "skipped, this JDK has no library for signal chaining");
        ProcessBuilder storm = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KernelStorm.class.getName(),
                "20",
                Long.toString(ProcessHandle.current().pid()));
        storm.environment().put("LD_PRELOAD", jsig.toString());
        storm.environment().put("POCL_CACHE_DIR", cache.toString());
        Process process = storm.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertEquals("20 kernels", said.strip());
    }
}
