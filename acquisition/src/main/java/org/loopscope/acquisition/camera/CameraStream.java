package org.loopscope.acquisition.camera;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;

/**
 * The frames of a running camera: a ring of buffers in memory of ours, which Aravis fills and hands back one by one.
 *
 * <p>Between {@link #take} and {@link #giveBack} one buffer is ours and its figures may be asked for; none of this puts
 * anything on the heap. After {@link #close} the memory is gone.
 */
final class CameraStream implements AutoCloseable {
    static final int SUCCESS = 0;

    /** {@code ArvBufferPayloadType}: an image, and one with chunk data behind it. */
    private static final int IMAGE = 1;

    private static final int IMAGE_WITH_CHUNKS = 5;
    private static final ValueLayout.OfShort LITTLE_ENDIAN =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final NativeFunctions functions;
    private final Arena arena = Arena.ofShared();
    private final long stream;
    private final long[] buffers;
    private final MemorySegment[] pixels;
    private final byte[] row;
    private long taken;

    private final MethodHandle tryPop;
    private final MethodHandle push;
    private final MethodHandle status;
    private final MethodHandle payloadType;
    private final MethodHandle frameId;
    private final MethodHandle deviceTime;
    private final MethodHandle hostTime;
    private final MethodHandle hostNow;
    private final MethodHandle width;
    private final MethodHandle height;
    private final MethodHandle pixelFormat;

    /**
     * @param stream an {@code ArvStream}, owned from here on
     * @param count buffers
     * @param bytes of one frame
     */
    CameraStream(NativeFunctions functions, long stream, int count, int bytes) {
        this.functions = functions;
        this.stream = stream;
        tryPop = functions.handle("arv_stream_try_pop_buffer", JAVA_LONG, JAVA_LONG);
        push = functions.voidHandle("arv_stream_push_buffer", JAVA_LONG, JAVA_LONG);
        status = functions.handle("arv_buffer_get_status", JAVA_INT, JAVA_LONG);
        payloadType = functions.handle("arv_buffer_get_payload_type", JAVA_INT, JAVA_LONG);
        frameId = functions.handle("arv_buffer_get_frame_id", JAVA_LONG, JAVA_LONG);
        deviceTime = functions.handle("arv_buffer_get_timestamp", JAVA_LONG, JAVA_LONG);
        hostTime = functions.handle("arv_buffer_get_system_timestamp", JAVA_LONG, JAVA_LONG);
        hostNow = functions.handle("g_get_real_time", JAVA_LONG);
        width = functions.handle("arv_buffer_get_image_width", JAVA_INT, JAVA_LONG);
        height = functions.handle("arv_buffer_get_image_height", JAVA_INT, JAVA_LONG);
        pixelFormat = functions.handle("arv_buffer_get_image_pixel_format", JAVA_INT, JAVA_LONG);
        buffers = new long[count];
        pixels = new MemorySegment[count];
        row = new byte[bytes];
        for (int i = 0; i < count; i++) {
            pixels[i] = arena.allocate(bytes, Long.BYTES);
            buffers[i] = functions.callForPointer("arv_buffer_new", (long) bytes, pixels[i].address());
            functions.call("arv_stream_push_buffer", stream, buffers[i]);
        }
    }

    /** Takes the next buffer that the camera is done with, whole or not; false when there is none. */
    boolean take() {
        try {
            taken = (long) tryPop.invokeExact(stream);
            return taken != 0;
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /** Lets the taken buffer be filled again. */
    void giveBack() {
        try {
            push.invokeExact(stream, taken);
            taken = 0;
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /** {@code ArvBufferStatus}: {@link #SUCCESS} or why not. */
    int status() {
        return number(status);
    }

    /** Whether what came whole is an image: only then has it a shape. */
    boolean isImage() {
        int payload = number(payloadType);
        return payload == IMAGE || payload == IMAGE_WITH_CHUNKS;
    }

    int widthPx() {
        return number(width);
    }

    int heightPx() {
        return number(height);
    }

    int pixelFormat() {
        return number(pixelFormat);
    }

    /** The camera's own count. */
    long frameId() {
        return longNumber(frameId);
    }

    /** The camera's stamp, nanoseconds; the same as {@link #hostTimeNs} from a camera without a clock. */
    long deviceTimeNs() {
        return longNumber(deviceTime);
    }

    /** When the frame's first packet came, by {@link #hostNowNs}. */
    long hostTimeNs() {
        return longNumber(hostTime);
    }

    /** The time of day as Aravis stamps frames with it, nanoseconds: to find its offset to the session clock. */
    long hostNowNs() {
        try {
            return 1_000 * (long) hostNow.invokeExact();
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    private int number(MethodHandle of) {
        try {
            return (int) of.invokeExact(taken);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    private long longNumber(MethodHandle of) {
        try {
            return (long) of.invokeExact(taken);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /** The taken buffer's pixels. */
    void copyPixels(MonoFormat format, short[] into) {
        MemorySegment from = memoryOfTaken();
        if (format.bytesPerPixel == 2) {
            MemorySegment.copy(from, LITTLE_ENDIAN, 0, into, 0, into.length);
            return;
        }
        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, 0, row, 0, into.length);
        for (int i = 0; i < into.length; i++) {
            into[i] = (short) (row[i] & 0xFF);
        }
    }

    private MemorySegment memoryOfTaken() {
        for (int i = 0; i < buffers.length; i++) {
            if (buffers[i] == taken) {
                return pixels[i];
            }
        }
        throw new IllegalStateException("Aravis handed out a buffer that it was not given");
    }

    /** Whole frames, broken ones, and packets (not frames) for which no buffer was free, since the stream began. */
    long[] statistics() {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment three = call.allocate(JAVA_LONG, 3);
            long at = three.address();
            functions.call("arv_stream_get_statistics", stream, at, at + 8, at + 16);
            return three.toArray(JAVA_LONG);
        }
    }

    /** Ends Aravis' thread for the stream, which frees the buffers, and then their memory. */
    @Override
    public void close() {
        functions.call("g_object_unref", stream);
        arena.close();
    }
}
