package org.loopscope.acquisition.camera;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Aravis 0.8, the free GenICam library, where it is installed: nothing else of Loopscope needs it.
 *
 * <p>Calls may come from any thread, one at a time. Threads that Aravis starts are its own and run no code of ours: one
 * for each open GigE camera that keeps its heartbeat, and one for each stream that takes packets from the network.
 */
public final class AravisLibrary {
    /** How to get it. */
    public static final String INSTALL = "apt install libaravis-0.8-0";

    private static final String NAME = "libaravis-0.8.so.0";
    private static final long GERROR_BYTES = 16;
    private static final long GERROR_MESSAGE = 8;

    private final NativeFunctions functions;

    private AravisLibrary(NativeFunctions functions) {
        this.functions = functions;
    }

    /** @throws IOException when it is not installed: one line with the command that mends it */
    public static AravisLibrary load() throws IOException {
        try {
            return new AravisLibrary(new NativeFunctions(NAME));
        } catch (IllegalArgumentException e) {
            throw new IOException("cameras need the library Aravis (" + NAME + "), which is not here; " + INSTALL, e);
        }
    }

    /** Such as 0.8.26. */
    public String version() {
        return functions.callForInt("arv_get_major_version")
                + "." + functions.callForInt("arv_get_minor_version")
                + "." + functions.callForInt("arv_get_micro_version");
    }

    /**
     * The cameras that answer now, as {@code Vendor-Model-Serial (address)}: the text before the parenthesis opens it,
     * and so does the address. Asks every network interface and takes about a second.
     */
    public List<String> cameras() {
        functions.call("arv_update_device_list");
        List<String> seen = new ArrayList<>();
        int count = functions.callForInt("arv_get_n_devices");
        for (int i = 0; i < count; i++) {
            seen.add(NativeFunctions.text(functions.callForPointer("arv_get_device_id", i)) + " ("
                    + NativeFunctions.text(functions.callForPointer("arv_get_device_address", i)) + ")");
        }
        return seen;
    }

    NativeFunctions functions() {
        return functions;
    }

    /** Calls a function whose last parameter is a {@code GError **}, which is added. */
    void run(String function, Object... arguments) throws IOException {
        checked(arguments, all -> {
            functions.call(function, all);
            return 0;
        });
    }

    /** The same for one that returns a pointer. */
    long pointer(String function, Object... arguments) throws IOException {
        return checked(arguments, all -> functions.callForPointer(function, all));
    }

    /** The same for one that returns an int. */
    int integer(String function, Object... arguments) throws IOException {
        return (int) checked(arguments, all -> functions.callForInt(function, all));
    }

    /** The same for one that returns a truth value. */
    boolean holds(String function, Object... arguments) throws IOException {
        return integer(function, arguments) != 0;
    }

    /** The same for one that returns a double. */
    double real(String function, Object... arguments) throws IOException {
        return Double.longBitsToDouble(
                checked(arguments, all -> Double.doubleToRawLongBits(functions.callForDouble(function, all))));
    }

    private long checked(Object[] arguments, ToLongFunction<Object[]> call) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment slot = arena.allocate(ValueLayout.JAVA_LONG);
            Object[] all = new Object[arguments.length + 1];
            System.arraycopy(arguments, 0, all, 0, arguments.length);
            all[arguments.length] = slot.address();
            long result = call.applyAsLong(all);
            long error = slot.get(ValueLayout.JAVA_LONG, 0);
            if (error != 0) {
                String message = NativeFunctions.text(
                        NativeFunctions.memory(error, GERROR_BYTES).get(ValueLayout.JAVA_LONG, GERROR_MESSAGE));
                functions.call("g_error_free", error);
                throw new IOException(message);
            }
            return result;
        }
    }
}
