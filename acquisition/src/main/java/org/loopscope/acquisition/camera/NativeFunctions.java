package org.loopscope.acquisition.camera;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Objects;

/**
 * The functions of a C library, by name. Pointers are {@code long}, so that a call puts nothing on the heap.
 *
 * <p>The {@code call} methods look the function up each time and are for what is called a few times: they take
 * {@code Long} for pointers and 64-bit integers, {@code Integer}, {@code Double}, and {@code String} for a text that the
 * function copies. {@link #handle} is for what is called for each frame.
 */
@SuppressWarnings("restricted") // the launcher allows native access
final class NativeFunctions {
    private static final long LONGEST_TEXT_BYTES = 1 << 16;

    private final Linker linker = Linker.nativeLinker();
    private final SymbolLookup symbols;

    /**
     * The library stays loaded until the process ends: GLib's types cannot be unloaded.
     *
     * @param name as the dynamic linker knows it, such as {@code libaravis-0.8.so.0}; its own dependencies are found too
     * @throws IllegalArgumentException when it is not installed
     */
    NativeFunctions(String name) {
        symbols = SymbolLookup.libraryLookup(name, Arena.global());
    }

    /** A function to keep and call with {@code invokeExact}. */
    MethodHandle handle(String function, MemoryLayout returns, MemoryLayout... parameters) {
        return linker.downcallHandle(symbols.findOrThrow(function), FunctionDescriptor.of(returns, parameters));
    }

    /** The same for a function that returns nothing. */
    MethodHandle voidHandle(String function, MemoryLayout... parameters) {
        return linker.downcallHandle(symbols.findOrThrow(function), FunctionDescriptor.ofVoid(parameters));
    }

    void call(String function, Object... arguments) {
        MemoryLayout[] layouts = layouts(arguments);
        invoke(linker.downcallHandle(symbols.findOrThrow(function), FunctionDescriptor.ofVoid(layouts)), arguments);
    }

    long callForPointer(String function, Object... arguments) {
        return (long) result(function, ValueLayout.JAVA_LONG, arguments);
    }

    int callForInt(String function, Object... arguments) {
        return (int) result(function, ValueLayout.JAVA_INT, arguments);
    }

    double callForDouble(String function, Object... arguments) {
        return (double) result(function, ValueLayout.JAVA_DOUBLE, arguments);
    }

    /** Sets an integer property of a GObject: {@code g_object_set(object, name, value, NULL)}. */
    void setProperty(long object, String name, int value) {
        MethodHandle set = linker.downcallHandle(
                symbols.findOrThrow("g_object_set"),
                FunctionDescriptor.ofVoid(
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(2));
        invoke(set, object, name, value, 0L);
    }

    private Object result(String function, ValueLayout returns, Object... arguments) {
        return Objects.requireNonNull(invoke(handle(function, returns, layouts(arguments)), arguments));
    }

    @SuppressWarnings("NullAway") // a void function's result is null, and nobody looks at it
    private static Object invoke(MethodHandle handle, Object... arguments) {
        try (Arena texts = Arena.ofConfined()) {
            Object[] passed = arguments.clone();
            for (int i = 0; i < passed.length; i++) {
                if (passed[i] instanceof String text) {
                    passed[i] = texts.allocateFrom(text).address();
                }
            }
            return handle.invokeWithArguments(passed);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static MemoryLayout[] layouts(Object... arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < layouts.length; i++) {
            layouts[i] = switch (arguments[i]) {
                case Long _, String _ -> ValueLayout.JAVA_LONG;
                case Integer _ -> ValueLayout.JAVA_INT;
                case Double _ -> ValueLayout.JAVA_DOUBLE;
                default -> throw new IllegalArgumentException("no C type for " + arguments[i].getClass());
            };
        }
        return layouts;
    }

    /** A C function throws nothing; what comes out of a call is a mistake of ours. */
    static RuntimeException unexpected(Throwable e) {
        return switch (e) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new IllegalStateException("a C function cannot throw a checked exception", e);
        };
    }

    /** The C text at an address; empty at null. */
    static String text(long address) {
        return address == 0 ? "" : memory(address, LONGEST_TEXT_BYTES).getString(0);
    }

    /** Memory that the library owns. */
    static MemorySegment memory(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }
}
