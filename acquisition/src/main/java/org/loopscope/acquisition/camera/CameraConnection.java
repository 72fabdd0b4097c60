package org.loopscope.acquisition.camera;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Locale;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.camera.CameraSettings.Region;

/** One opened camera, told how to take frames. Not yet running. */
final class CameraConnection implements AutoCloseable {
    private static final int CONTINUOUS = 0;
    private static final int AUTO_OFF = 0;
    /** A packet socket would need more rights than a user has, and gets nothing on some interfaces. */
    private static final int PACKET_SOCKET_DISABLED = 1;

    private static final int ADJUST_PACKETS_NEVER = 0;
    private static final int ADJUST_PACKETS_ONCE = 3;
    /** A camera rounds its rate to what its sensor can do. */
    private static final double RATE_TOLERANCE = 0.01;

    private final AravisLibrary aravis;
    private final CameraSettings settings;
    private final long camera;
    private final boolean gigE;

    private CameraConnection(AravisLibrary aravis, CameraSettings settings, long camera) {
        this.aravis = aravis;
        this.settings = settings;
        this.camera = camera;
        this.gigE = aravis.functions().callForInt("arv_camera_is_gv_device", camera) != 0;
    }

    static CameraConnection open(AravisLibrary aravis, CameraSettings settings) throws IOException {
        long camera;
        try {
            camera = aravis.pointer("arv_camera_new", settings.camera());
        } catch (IOException e) {
            List<String> seen = aravis.cameras();
            throw new IOException(
                    "camera " + settings.camera() + " cannot be opened (" + e.getMessage() + "); "
                            + (seen.isEmpty()
                                    ? "no camera answers now: check its power and cable, and that it has an address"
                                            + " in a network of this machine"
                                    : "these answer now: " + String.join(", ", seen)),
                    e);
        }
        CameraConnection connection = new CameraConnection(aravis, settings, camera);
        try {
            connection.requireControl();
            connection.apply();
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private void requireControl() throws IOException {
        long device = aravis.functions().callForPointer("arv_camera_get_device", camera);
        if (gigE && aravis.functions().callForInt("arv_gv_device_is_controller", device) == 0) {
            throw new IOException("camera " + settings.camera() + " is in use by another program; close that first");
        }
    }

    /** In the order in which the settings depend on each other. */
    private void apply() throws IOException {
        tell("to stand still", "arv_camera_stop_acquisition");
        if (gigE) {
            aravis.functions().call("arv_camera_gv_set_stream_options", camera, PACKET_SOCKET_DISABLED);
            packets();
        }
        tell("to run without end", "arv_camera_set_acquisition_mode", CONTINUOUS);
        pixels();
        if (settings.region().isPresent()) {
            region(settings.region().get());
        }
        if (settings.exposureUs().isPresent()) {
            exposure(settings.exposureUs().getAsDouble());
        }
        if (settings.gain().isPresent()) {
            gain(settings.gain().getAsDouble());
        }
        if (settings.trigger().isPresent()) {
            // Sets the source, a rising edge and TriggerMode On; turns other triggers off.
            tell(
                    "trigger " + settings.trigger().get(),
                    "arv_camera_set_trigger",
                    settings.trigger().get());
        } else {
            if (aravis.holds("arv_camera_is_feature_available", camera, "TriggerMode")) {
                tell("to run freely", "arv_camera_clear_triggers");
            }
            rate();
        }
    }

    private void packets() throws IOException {
        boolean given = settings.packetBytes().isPresent();
        aravis.functions()
                .call(
                        "arv_camera_gv_set_packet_size_adjustment",
                        camera,
                        given ? ADJUST_PACKETS_NEVER : ADJUST_PACKETS_ONCE);
        if (given) {
            int bytes = settings.packetBytes().getAsInt();
            tell("packets of " + bytes + " bytes", "arv_camera_gv_set_packet_size", bytes);
        }
    }

    private void pixels() throws IOException {
        String format = settings.pixels().genicamName;
        try {
            aravis.run("arv_camera_set_pixel_format_from_string", camera, format);
        } catch (IOException e) {
            throw new IOException(
                    "camera " + settings.camera() + " gives no " + format + " pixels; it gives "
                            + String.join(", ", pixelFormats()),
                    e);
        }
    }

    private List<String> pixelFormats() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
            long names = aravis.pointer("arv_camera_dup_available_pixel_formats_as_strings", camera, count.address());
            MemorySegment list = NativeFunctions.memory(names, 8L * count.get(ValueLayout.JAVA_INT, 0));
            List<String> formats = list.elements(ValueLayout.JAVA_LONG)
                    .map(entry -> NativeFunctions.text(entry.get(ValueLayout.JAVA_LONG, 0)))
                    .toList();
            aravis.functions().call("g_free", names);
            return formats;
        }
    }

    private void region(Region region) throws IOException {
        String what =
                "region [" + region.x() + ", " + region.y() + ", " + region.widthPx() + ", " + region.heightPx() + "]";
        if (aravis.holds("arv_camera_is_region_offset_available", camera)) {
            // An offset that is still there could leave no room for the new width.
            tell(what, "arv_camera_set_integer", "OffsetX", 0L);
            tell(what, "arv_camera_set_integer", "OffsetY", 0L);
        }
        tell(what, "arv_camera_set_region", region.x(), region.y(), region.widthPx(), region.heightPx());
        Region taken = region();
        if (!taken.equals(region)) {
            throw new IOException("camera " + settings.camera() + " took [" + taken.x() + ", " + taken.y() + ", "
                    + taken.widthPx() + ", " + taken.heightPx() + "] for " + what + "; give it one that it can take");
        }
    }

    private Region region() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment four = arena.allocate(ValueLayout.JAVA_INT, 4);
            long at = four.address();
            aravis.run("arv_camera_get_region", camera, at, at + 4, at + 8, at + 12);
            int[] values = four.toArray(ValueLayout.JAVA_INT);
            return new Region(values[0], values[1], values[2], values[3]);
        }
    }

    private void exposure(double us) throws IOException {
        if (aravis.holds("arv_camera_is_exposure_auto_available", camera)) {
            tell("a fixed exposure", "arv_camera_set_exposure_time_auto", AUTO_OFF);
        }
        tell("an exposure of " + us + " us", "arv_camera_set_exposure_time", us);
    }

    private void gain(double gain) throws IOException {
        if (aravis.holds("arv_camera_is_gain_auto_available", camera)) {
            tell("a fixed gain", "arv_camera_set_gain_auto", AUTO_OFF);
        }
        tell("a gain of " + gain, "arv_camera_set_gain", gain);
    }

    /** A camera without a rate of its own is believed to run at the one that the session was told. */
    private void rate() throws IOException {
        if (!aravis.holds("arv_camera_is_frame_rate_available", camera)) {
            return;
        }
        tell("a rate of " + settings.rateHz() + " Hz", "arv_camera_set_frame_rate", settings.rateHz());
        double hz = aravis.real("arv_camera_get_frame_rate", camera);
        if (!(Math.abs(hz - settings.rateHz()) <= RATE_TOLERANCE * settings.rateHz())) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "camera %s runs at %.3f Hz where the rate is %.3f Hz; give the rate that it can run at, or a"
                            + " shorter exposure or smaller region",
                    settings.camera(),
                    hz,
                    settings.rateHz()));
        }
    }

    private void tell(String what, String function, Object... arguments) throws IOException {
        Object[] all = new Object[arguments.length + 1];
        all[0] = camera;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try {
            aravis.run(function, all);
        } catch (IOException e) {
            throw new IOException("camera " + settings.camera() + " cannot be told " + what + ": " + e.getMessage(), e);
        }
    }

    /** The shape that the camera has been set to. */
    FrameFormat format() throws IOException {
        Region region = region();
        int payload = aravis.integer("arv_camera_get_payload", camera);
        int image = region.widthPx() * region.heightPx() * settings.pixels().bytesPerPixel;
        if (payload != image) {
            throw new IOException("camera " + settings.camera() + " sends " + payload + " bytes a frame where "
                    + region.widthPx() + "x" + region.heightPx() + " " + settings.pixels().genicamName + " pixels are "
                    + image + "; switch its chunk data and line padding off");
        }
        return new FrameFormat(region.widthPx(), region.heightPx(), settings.rateHz());
    }

    long createStream() throws IOException {
        return aravis.pointer("arv_camera_create_stream", camera, 0L, 0L);
    }

    void start() throws IOException {
        tell("to start", "arv_camera_start_acquisition");
    }

    void stop() throws IOException {
        tell("to stop", "arv_camera_stop_acquisition");
    }

    boolean gigE() {
        return gigE;
    }

    /** The camera's {@code ArvDevice}, valid until {@link #close}. */
    long device() {
        return aravis.functions().callForPointer("arv_camera_get_device", camera);
    }

    /** Gives the control of the camera up. */
    @Override
    public void close() {
        aravis.functions().call("g_object_unref", camera);
    }
}
