package org.loopscope.acquisition.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.function.Consumer;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameSource;

/**
 * A GenICam camera: GigE Vision, tested; USB3 Vision, which Aravis serves by the same calls, not.
 *
 * <p>The camera runs from its opening, as one does in focus; {@link #startAt} throws away what has come until then. Frames
 * that arrive broken are not given out: they are counted by reason, and their numbers are missing. Aravis asks a GigE
 * camera for packets that are missing, and gives a frame up when nothing of it has come for two frame periods (25 to
 * 100 ms); the frames behind it wait so long.
 *
 * <p>A GigE camera that is unplugged, switched off or taken over by another program fails {@link #poll} within
 * {@value #LOST_WITHIN_S} s, which is Aravis' heartbeat of 1 s and its patience of 5 s and a try; one that answers but
 * sends no frames is silent, and so is one on USB that is gone. A frame of another shape fails at once.
 *
 * <p>{@link #poll} never blocks and puts nothing on the heap.
 */
public final class GenicamCamera implements FrameSource {
    /** By when a GigE camera that no longer answers is noticed, seconds. */
    public static final int LOST_WITHIN_S = 9;

    /** {@code ArvBufferStatus} by what is counted. */
    private static final int TIMEOUT = 2;

    private static final int MISSING_PACKETS = 3;
    private static final int WRONG_PACKET_ID = 4;
    private static final int SIZE_MISMATCH = 5;

    private static final long SHORTEST_RETENTION_US = 25_000;
    private static final long LONGEST_RETENTION_US = 100_000;
    /** The kernel gives at most net.core.rmem_max of it. */
    private static final int FRAMES_IN_SOCKET = 8;

    private static final int LARGEST_SOCKET_BYTES = 64 << 20;
    private static final int SOCKET_BUFFER_FIXED = 0;

    private final CameraSettings settings;
    private final CameraConnection connection;
    private final Consumer<CameraStatistics> atEnd;
    private final CameraStream stream;
    private final FrameFormat format;
    private final FrameCounter counter;
    private final ExposureClock exposureClock = new ExposureClock();
    private final MethodHandle isController;
    private final long device;
    private long exposureEndNs;
    private long newest = -1;
    private long newestDeviceNs;
    private long delivered;
    private long incomplete;
    private long wrongSize;
    private long other;
    private long underrunsBefore;
    private boolean lost;

    private GenicamCamera(
            AravisLibrary aravis,
            CameraSettings settings,
            CameraConnection connection,
            FrameFormat format,
            Consumer<CameraStatistics> atEnd)
            throws IOException {
        this.settings = settings;
        this.connection = connection;
        this.format = format;
        this.atEnd = atEnd;
        device = connection.device();
        counter = new FrameCounter(!connection.gigE());
        isController =
                aravis.functions().handle("arv_gv_device_is_controller", ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);
        int bytes = format.widthPx() * format.heightPx() * settings.pixels().bytesPerPixel;
        long made = connection.createStream();
        if (connection.gigE()) {
            long retentionUs = Math.clamp(2 * format.periodNs() / 1_000, SHORTEST_RETENTION_US, LONGEST_RETENTION_US);
            aravis.functions().setProperty(made, "frame-retention", (int) retentionUs);
            aravis.functions().setProperty(made, "socket-buffer", SOCKET_BUFFER_FIXED);
            aravis.functions().setProperty(made, "socket-buffer-size", (int)
                    Math.min((long) FRAMES_IN_SOCKET * bytes, LARGEST_SOCKET_BYTES));
        }
        stream = new CameraStream(aravis.functions(), made, settings.buffers(), bytes);
    }

    /**
     * Opens the camera, sets it up and lets it run.
     *
     * @param atEnd is told on closing what became of the frames
     * @throws IOException when there is no such camera, another program has it, or it does not take a setting: one line
     */
    public static GenicamCamera open(AravisLibrary aravis, CameraSettings settings, Consumer<CameraStatistics> atEnd)
            throws IOException {
        CameraConnection connection = CameraConnection.open(aravis, settings);
        try {
            GenicamCamera camera = new GenicamCamera(aravis, settings, connection, connection.format(), atEnd);
            try {
                connection.start();
                return camera;
            } catch (IOException | RuntimeException e) {
                camera.stream.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public FrameFormat format() {
        return format;
    }

    @Override
    public void startAt(long sessionNs) {
        while (stream.take()) {
            stream.giveBack();
        }
        underrunsBefore = stream.statistics()[2];
        exposureEndNs = sessionNs;
    }

    /** The best guess: a period after the last. */
    @Override
    public long nextExposureEndNs() {
        return exposureEndNs + format.periodNs();
    }

    @Override
    public Poll poll(long nowNs, Frame into) {
        exposureClock.read(nowNs, stream.hostNowNs());
        while (stream.take()) {
            try {
                if (taken(nowNs, into)) {
                    return Poll.FRAME;
                }
            } finally {
                stream.giveBack();
            }
        }
        requireControl();
        return Poll.NOT_YET;
    }

    private boolean taken(long nowNs, Frame into) {
        int status = stream.status();
        if (status != CameraStream.SUCCESS) {
            count(status);
            return false;
        }
        requireShape();
        long deviceNs = stream.deviceTimeNs();
        long index = counter.number(stream.frameId());
        if (index < 0) {
            other++; // older than the first, and too late for a number of its own
            return false;
        }
        if (index > newest) {
            if (newest >= 0 && deviceNs < newestDeviceNs) {
                throw failed("restarted its clock: it was reset or lost its power; check that, and start again");
            }
            newest = index;
            newestDeviceNs = deviceNs;
        }
        long arrivalNs = exposureClock.arrivalNs(stream.hostTimeNs());
        boolean clocked = deviceNs != stream.hostTimeNs();
        into.index = index;
        into.plane = 0;
        into.channel = 0;
        into.deviceNs = clocked ? deviceNs : Frame.NO_DEVICE_TIME;
        long endNs = clocked ? exposureClock.exposureEndNs(deviceNs, arrivalNs) : arrivalNs;
        // A time of day that was set by less than it can be seen puts the end into the future for a while.
        into.exposureEndNs = Math.min(endNs, nowNs);
        exposureEndNs = into.exposureEndNs;
        stream.copyPixels(settings.pixels(), into.pixels);
        delivered++;
        return true;
    }

    private void requireShape() {
        if (!stream.isImage()) {
            throw failed("sends something else than images; set it to send one image a frame");
        }
        if (stream.widthPx() != format.widthPx()
                || stream.heightPx() != format.heightPx()
                || stream.pixelFormat() != settings.pixels().code) {
            throw failed(String.format(
                    Locale.ROOT,
                    "sent a frame of %dx%d pixels in format 0x%08x where %dx%d %s were agreed; let no other program"
                            + " change its settings, and start again",
                    stream.widthPx(),
                    stream.heightPx(),
                    stream.pixelFormat(),
                    format.widthPx(),
                    format.heightPx(),
                    settings.pixels().genicamName));
        }
    }

    private void count(int status) {
        switch (status) {
            case TIMEOUT, MISSING_PACKETS -> incomplete++;
            case WRONG_PACKET_ID, SIZE_MISMATCH -> wrongSize++;
            default -> other++;
        }
    }

    private void requireControl() {
        if (!connection.gigE()) {
            return;
        }
        try {
            lost = (int) isController.invokeExact(device) == 0;
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
        if (lost) {
            throw failed("no longer answers, or another program has taken it; check its cable and power");
        }
    }

    private UncheckedIOException failed(String what) {
        String line = "camera " + settings.camera() + " " + what;
        return new UncheckedIOException(line, new IOException(line));
    }

    /** What became of the frames so far. Not for the way of a frame. */
    public CameraStatistics statistics() {
        long known = delivered + incomplete + wrongSize + other;
        boolean fullBuffers = stream.statistics()[2] > underrunsBefore;
        return new CameraStatistics(
                delivered, incomplete, Math.max(0, newest + 1 - known), fullBuffers, wrongSize, other);
    }

    /** Takes some seconds when the camera is gone, since it is still asked to stop. */
    @Override
    public void close() {
        try {
            atEnd.accept(statistics());
            if (!lost) {
                connection.stop();
            }
        } catch (IOException e) {
            // It is gone. One that comes back has missed its heartbeat, and has stopped by itself.
            lost = true;
        } finally {
            stream.close();
            connection.close();
        }
    }
}
