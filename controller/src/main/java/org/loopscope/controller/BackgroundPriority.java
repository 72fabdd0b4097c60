package org.loopscope.controller;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Lets the calling thread, and every thread that it starts from now on, stand back when the processor is short: Linux's
 * nice value per thread, setpriority(2). Java's own thread priorities do nothing on Linux. Threads that an OpenCL driver
 * starts inherit it from the thread that first asks for the driver.
 */
final class BackgroundPriority {
    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;
    /** A tenth of a normal thread's share of the processor, and all of what is left over. */
    private static final int NICE = 10;

    private BackgroundPriority() {}

    /** Once taken it stays: raising a thread again is not allowed. Elsewhere than on Linux nothing happens. */
    @SuppressWarnings("restricted") // the launcher allows native access; the signature is setpriority(2)'s
    static void take() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("setpriority");
        if (function.isEmpty()) {
            return;
        }
        MethodHandle setPriority = linker.downcallHandle(
                function.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int result = (int) setPriority.invokeExact(PRIO_PROCESS, THIS_THREAD, NICE);
            if (result != 0) {
                throw new IllegalStateException("a background thread could not lower its priority");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority cannot throw a checked exception", e);
        }
    }
}
