package org.loopscope.controller.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.loopscope.acquisition.camera.AravisLibrary;
import org.loopscope.controller.config.ModelConfig.Device;
import org.loopscope.controller.rig.ComputeDevice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./loopscope doctor}: what this machine has, what it lacks, and the command that mends it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what this machine has for Loopscope, and what is missing.")
final class DoctorCommand implements Callable<Integer> {
    private static final int MQTT_PORT = 1883;
    private static final long DEFAULT_SESSION_BYTES = 4_000_000_000L;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        say(console, "Java", true, Runtime.version() + ", " + System.getProperty("java.vendor"));
        Runtime runtime = Runtime.getRuntime();
        say(
                console,
                "machine",
                runtime.availableProcessors() >= 2,
                runtime.availableProcessors() + " cores, "
                        + String.format(Locale.ROOT, "%.1f GB heap", runtime.maxMemory() / 1e9));
        openCl(console);
        disk(console);
        devices(console, "GPIO", "/dev", "gpiochip*", "pulses and edges through Pi4J's mock provider");
        devices(console, "serial ports", "/dev", "tty{USB,ACM}*", "none is needed by the simulated rig");
        cameras(console);
        say(
                console,
                "display",
                true,
                System.getenv("DISPLAY") == null ? "none; the simulated display is used" : System.getenv("DISPLAY"));
        broker(console);
        console.flush();
        return ExitCode.DONE;
    }

    private static void openCl(PrintWriter console) {
        ComputeDevice device = ComputeDevice.find(Device.AUTO);
        say(console, "OpenCL", device.canBeLost(), device.notice().orElse(device.name()));
        boolean trapOff = "0".equals(System.getenv("POCL_SIGFPE_HANDLER"));
        say(
                console,
                "PoCL trap",
                trapOff,
                trapOff
                        ? "off (POCL_SIGFPE_HANDLER=0)"
                        : "ON: start through ./loopscope, or set POCL_SIGFPE_HANDLER=0");
    }

    private static void disk(PrintWriter console) throws IOException {
        long free = Files.getFileStore(Path.of("").toAbsolutePath()).getUsableSpace();
        say(
                console,
                "disk",
                free > DEFAULT_SESSION_BYTES,
                String.format(
                        Locale.ROOT,
                        "%.1f GB free here; the default session takes %.1f GB",
                        free / 1e9,
                        DEFAULT_SESSION_BYTES / 1e9));
    }

    private static void devices(PrintWriter console, String what, String folder, String glob, String otherwise)
            throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(Path.of(folder), glob)) {
            stream.forEach(path -> found.add(path.toString()));
        }
        say(console, what, true, found.isEmpty() ? "none; " + otherwise : String.join(", ", found));
    }

    private static void cameras(PrintWriter console) {
        try {
            AravisLibrary aravis = AravisLibrary.load();
            List<String> seen = aravis.cameras();
            String answering = seen.isEmpty() ? "no camera answers" : String.join(", ", seen);
            say(console, "cameras", true, "Aravis " + aravis.version() + "; " + answering);
        } catch (IOException e) {
            say(console, "cameras", true, "none; one would need Aravis: " + AravisLibrary.INSTALL);
        }
    }

    private static void broker(PrintWriter console) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), MQTT_PORT));
            say(console, "MQTT", true, "port " + MQTT_PORT + " is free for the embedded broker");
        } catch (IOException e) {
            say(
                    console,
                    "MQTT",
                    false,
                    "port " + MQTT_PORT + " is taken; if a broker runs there, use --set mqtt.broker=tcp://127.0.0.1:"
                            + MQTT_PORT + ", or --set mqtt.port=0 for a free port");
        }
    }

    private static void say(PrintWriter console, String what, boolean good, String finding) {
        console.printf("%-4s %-13s %s%n", good ? "ok" : "--", what, finding);
    }
}
