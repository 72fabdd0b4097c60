package org.loopscope.controller.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.loopscope.controller.mqtt.MqttWatcher;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.firmware.clock.SystemSessionClock;

/**
 * A process of watchers, so that their work is not the controller's. It does what it is told by lines on standard input,
 * and answers each by a line on standard output; it ends with its input.
 */
public final class WatchersProcess {
    /** What it may be told. */
    enum Order {
        /** What its clock says, nanoseconds. */
        TIME,
        /** Everybody subscribes. The answer comes when all have. */
        LISTEN,
        /** The newest frame and the newest decision that everybody has, -1 for none. */
        HEARD,
        /** Everybody leaves, and what came is written. The answer: how many the broker had cut off before. */
        LEAVE;

        String line() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final SessionClock clock = new SystemSessionClock();
    private final List<TimedEar> ears = new ArrayList<>();
    private final List<MqttWatcher> watchers = new ArrayList<>();
    private final Path file;

    private WatchersProcess(String brokerUrl, String rig, int count, Path file) {
        this.file = file;
        for (int i = 0; i < count; i++) {
            TimedEar ear = new TimedEar(i, clock);
            ears.add(ear);
            watchers.add(new MqttWatcher(brokerUrl, rig, "watcher-" + i, ear));
        }
    }

    /** @param arguments the broker's address, the rig, how many, and the file for {@link Arrival}s */
    public static void main(String[] arguments) throws IOException {
        WatchersProcess process =
                new WatchersProcess(arguments[0], arguments[1], Integer.parseInt(arguments[2]), Path.of(arguments[3]));
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        answers.println("here");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            answers.println(process.obey(Order.valueOf(line.toUpperCase(Locale.ROOT))));
        }
        // Paho's threads would keep it alive where its parent has gone without a word.
        System.exit(0);
    }

    private String obey(Order order) throws IOException {
        return switch (order) {
            case TIME -> Long.toString(clock.nowNs());
            case LISTEN -> {
                watchers.forEach(MqttWatcher::listen);
                yield "listening";
            }
            case HEARD -> least(TimedEar::newestFrame) + " " + least(TimedEar::newestDecision);
            case LEAVE -> {
                long cutOff = watchers.stream()
                        .filter(watcher -> !watcher.isConnected())
                        .count();
                watchers.forEach(MqttWatcher::close);
                Arrival.write(
                        ears.stream().flatMap(ear -> ear.arrivals().stream()).toList(), file);
                yield Long.toString(cutOff);
            }
        };
    }

    private long least(ToLongFunction<TimedEar> newest) {
        return ears.stream().mapToLong(newest).min().orElse(-1);
    }
}
