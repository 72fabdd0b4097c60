package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    Path folder;

    /** As the dynamic linker tells of it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldLetTheJvmKeepItsSignals() throws IOException, InterruptedException {
        ProcessBuilder launcher = new ProcessBuilder(Path.of("..", "loopscope").toString(), "--version");
        launcher.environment().put("LOOPSCOPE_BUILD", "skip");
        launcher.environment().remove("LD_PRELOAD");
        launcher.environment().put("LD_DEBUG", "libs");
        launcher.environment().put("LD_DEBUG_OUTPUT", folder.resolve("linked").toString());
        Process process = launcher.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains("Loopscope "), said);
        // The launcher's shell becomes the JVM: one process, one file.
        String linked = Files.readString(folder.resolve("linked." + process.pid()), StandardCharsets.ISO_8859_1);
        assertTrue(linked.contains("init: ") && linked.contains("libjvm.so"), "the process is no JVM");
        assertTrue(linked.contains("libjsig.so"), "a kernel that PoCL builds can end this JVM");
    }
}
