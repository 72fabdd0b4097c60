package org.loopscope.controller.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.loopscope.controller.pictures.ScalingPicture;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/** The network for 100 to 5,000 neurons, and pictures of 31x31 to 64x36 pixels. */
public final class ScalingSuite {
    private static final int[] NEURONS = {100, 300, 1000, 2000, 5000};
    private static final List<PictureSize> SIZES =
            List.of(new PictureSize(31, 31), new PictureSize(48, 36), new PictureSize(64, 36));

    private final SessionClock stopwatch;
    private final Supplier<TensorBackend> devices;

    /** @param devices gives a new one for each model */
    public ScalingSuite(SessionClock stopwatch, Supplier<TensorBackend> devices) {
        this.stopwatch = stopwatch;
        this.devices = devices;
    }

    /** Runs, prints a row as soon as it is known, and draws. */
    public void run(PrintWriter console, Path png) {
        List<ScalingPicture.Line> lines = new ArrayList<>();
        String device = "";
        console.printf(
                "%-10s %8s %16s %12s%n", "pictures", "neurons", "ms, batch of " + ScalingCase.BATCH, "memory, MB");
        for (PictureSize size : SIZES) {
            List<ScalingCase> cases = new ArrayList<>();
            for (int neurons : NEURONS) {
                TensorBackend backend = devices.get();
                device = backend.device();
                ScalingCase measured = ScalingCase.measure(size, neurons, stopwatch, backend);
                cases.add(measured);
                console.printf(
                        Locale.ROOT,
                        "%-10s %8d %16.1f %12.1f%n",
                        size,
                        neurons,
                        measured.stepMs(),
                        measured.memoryMb());
                console.flush();
            }
            lines.add(new ScalingPicture.Line(
                    size,
                    figures(cases, ScalingCase::neurons),
                    figures(cases, ScalingCase::stepMs),
                    figures(cases, ScalingCase::memoryMb)));
        }
        new ScalingPicture(lines, device.replaceFirst(" \\(.*", "")).writeTo(png);
        console.println("Drawn to " + png);
        console.flush();
    }

    private static double[] figures(List<ScalingCase> cases, ToDoubleFunction<ScalingCase> figure) {
        return cases.stream().mapToDouble(figure).toArray();
    }
}
