package org.loopscope.inference.opencl;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * PoCL, unless told otherwise, takes SIGFPE away from the JVM as soon as a context is made; an integer division by zero
 * in Java then silently gives a number. The launcher tells it by the environment; this class does so where somebody
 * started the JVM without the launcher.
 */
final class SignalHandlers {
    private static final String VARIABLE = "POCL_SIGFPE_HANDLER";

    private SignalHandlers() {}

    /** To be called before the first OpenCL call of the process. Does nothing where the variable is set already. */
    @SuppressWarnings("restricted") // setenv of the C library, with the signature that POSIX gives
    static void keepIntegerDivisionExceptions() {
        if (System.getenv(VARIABLE) != null) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return; // Windows: PoCL installs no such handler there.
        }
        MethodHandle call = linker.downcallHandle(
                setenv.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) call.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("0"), 1);
            if (result != 0) {
                throw new IllegalStateException("setenv(" + VARIABLE + ") failed with " + result);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("setenv(" + VARIABLE + ") failed", e);
        }
    }
}
