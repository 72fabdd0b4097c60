package org.loopscope.controller.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * The encoder's benchmark: ours and each opponent take turns, so that a noisy neighbour meets all of them; a ratio is
 * taken within a turn, and the figure is the median over the turns.
 */
public final class EncoderSuite {
    private final SessionClock stopwatch;
    private final int turns;
    private final Supplier<TensorBackend> devices;
    private final List<TorchBaseline> opponents = new ArrayList<>();
    private final List<EncoderFigures> done = new ArrayList<>();
    private String device = "";

    /** @param devices gives a new one for each model */
    public EncoderSuite(SessionClock stopwatch, int turns, Supplier<TensorBackend> devices) {
        this.stopwatch = stopwatch;
        this.turns = turns;
        this.devices = devices;
    }

    /**
     * @param python interpreters with a PyTorch each
     * @throws org.loopscope.controller.config.ConfigurationException when one of them has none
     */
    public void against(Path script, List<String> python) throws IOException, InterruptedException {
        for (String interpreter : python) {
            opponents.add(new TorchBaseline(script, interpreter));
        }
    }

    public void run(PrintWriter console) throws IOException, InterruptedException {
        try (EncoderBench bench = new EncoderBench(stopwatch, devices.get(), devices.get())) {
            device = bench.device();
            console.println(device);
            List<Map<EncoderJob, Times>> ours = new ArrayList<>();
            List<List<Map<EncoderJob, Times>>> theirs = new ArrayList<>();
            opponents.forEach(opponent -> theirs.add(new ArrayList<>()));
            for (int turn = 1; turn <= turns; turn++) {
                say(console, turn, "ours");
                ours.add(bench.run());
                for (int i = 0; i < opponents.size(); i++) {
                    say(console, turn, "PyTorch " + opponents.get(i).version());
                    theirs.get(i).add(opponents.get(i).run());
                }
            }
            for (int i = 0; i < opponents.size(); i++) {
                done.add(new EncoderFigures(opponents.get(i).version(), ours, theirs.get(i)));
            }
            if (done.isEmpty()) {
                done.add(new EncoderFigures("", ours, List.of()));
            }
        }
        EncoderReport.print(done, console);
    }

    private void say(PrintWriter console, int turn, String who) {
        console.printf("turn %d of %d: %s%n", turn, turns, who);
        console.flush();
    }

    /**
     * Prints what is asked against the first opponent.
     *
     * @return whether all holds; false without an opponent
     */
    public boolean held(PrintWriter console) {
        boolean all = !opponents.isEmpty();
        for (EncoderJob job : EncoderJob.values()) {
            if (all && !Double.isNaN(job.leastRatio())) {
                Bar bar = Bar.atLeast(
                        job.key() + ", PyTorch's time over ours",
                        done.getFirst().ratio(job),
                        job.leastRatio());
                console.println(bar);
                all &= bar.holds();
            }
        }
        console.println(opponents.isEmpty() ? "Not measured: how many times faster than PyTorch (--baseline)" : "");
        console.flush();
        return all;
    }

    public void write(Path json) throws IOException {
        EncoderReport.write(device, done, json);
    }
}
