package org.loopscope.controller.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A message that has come to a watcher.
 *
 * @param seq running number of an event; -1 for telemetry
 * @param first the first frame of traces, the number of a decision, else -1
 * @param last the last frame of traces, else as {@code first}
 * @param cells of traces, else 0
 * @param bytes of the payload
 * @param atNs when Paho handed it over, on the watchers' clock
 */
record Arrival(int watcher, Kind kind, long seq, long first, long last, int cells, int bytes, long atNs) {
    /** What kinds are told apart. */
    enum Kind {
        DECISION,
        OTHER_EVENT,
        TRACES,
        SPIKES,
        OTHER_TELEMETRY
    }

    static void write(List<Arrival> arrivals, Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(arrivals.size());
            for (Arrival a : arrivals) {
                out.writeInt(a.watcher);
                out.writeUTF(a.kind.name());
                out.writeLong(a.seq);
                out.writeLong(a.first);
                out.writeLong(a.last);
                out.writeInt(a.cells);
                out.writeInt(a.bytes);
                out.writeLong(a.atNs);
            }
        }
    }

    static List<Arrival> read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int count = in.readInt();
            List<Arrival> arrivals = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                arrivals.add(new Arrival(
                        in.readInt(),
                        Kind.valueOf(in.readUTF()),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readInt(),
                        in.readInt(),
                        in.readLong()));
            }
            return arrivals;
        }
    }
}
