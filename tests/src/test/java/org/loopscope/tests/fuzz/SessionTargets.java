package org.loopscope.tests.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.loopscope.acquisition.Frame;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.EventBytes;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.log.journal.JournalWriter;
import org.loopscope.controller.modelfile.ModelFile;
import org.loopscope.controller.modelfile.ModelOrigin;
import org.loopscope.controller.replay.ArrayVerification;
import org.loopscope.controller.replay.LoggedTraces;
import org.loopscope.controller.replay.RecordedFrames;
import org.loopscope.controller.replay.SessionFolder;
import org.loopscope.inference.encoder.NamedWeights;

/** The files of sessions: experiments, journals, models. */
record SessionTargets(Path scratch) {
    private static final int JOURNAL_HEADER_BYTES = 16;

    Stream<FuzzTarget> all() throws IOException {
        List<SessionEvent> events = new MadeUpEvents(4711).oneOfEach();
        byte[] journal = journal(events);
        byte[] header = Arrays.copyOf(journal, JOURNAL_HEADER_BYTES);
        EventBytes bytes = new EventBytes();
        Path session = SmallNwb.write(Files.createDirectories(scratch.resolve("plain")), 0);
        Path packed = SmallNwb.write(Files.createDirectories(scratch.resolve("packed")), 4);
        SessionFolder folder = SessionFolder.open(session);
        List<byte[]> nwb = List.of(
                Seeds.bytes(folder.nwb()),
                Seeds.bytes(SessionFolder.open(packed).nwb()));
        return Stream.of(
                FuzzTarget.of("a session's NWB file", nwb, input -> session(folder, input))
                        .naming(folder.nwb().getFileName().toString())
                        .few(60),
                FuzzTarget.of("experiment YAML", Seeds.experiments(), this::experiment)
                        .text()
                        .refusing(ConfigurationException.class),
                FuzzTarget.of("journal", List.of(journal), this::journal).naming("a.journal"),
                FuzzTarget.of(
                                "journal's events",
                                events.stream().map(bytes::of).toList(),
                                input -> journal(framed(header, input)))
                        .naming("a.journal")
                        .few(2400),
                FuzzTarget.of("model file", List.of(model()), this::model).naming("a.safetensors"),
                FuzzTarget.of("model file's header", List.of(model()), this::model)
                        .text()
                        .naming("a.safetensors"));
    }

    private void experiment(byte[] input) throws IOException {
        ExperimentFile.read(Files.write(scratch.resolve("a.yaml"), input), List.of());
    }

    /** As a replay, a verification and a later session read it. */
    private static void session(SessionFolder folder, byte[] input) throws IOException {
        Files.write(folder.nwb(), input);
        try (RecordedFrames recorded = RecordedFrames.open(folder.nwb())) {
            Frame frame =
                    new Frame(recorded.format().widthPx(), recorded.format().heightPx());
            for (int number = 0; number < Math.min(8, recorded.count()); number++) {
                recorded.read(number, frame);
            }
        }
        LoggedTraces.read(folder.nwb());
        ArrayVerification.verify(folder);
    }

    private void journal(byte[] input) throws IOException {
        try (JournalReader reader = JournalReader.open(Files.write(scratch.resolve("a.journal"), input))) {
            SessionEvent event = reader.next();
            while (event != null) {
                event = reader.next();
            }
        }
    }

    private void model(byte[] input) throws IOException {
        ModelFile.read(Files.write(scratch.resolve("a.safetensors"), input));
    }

    private byte[] journal(List<SessionEvent> events) throws IOException {
        Path file = Files.createTempDirectory(scratch, "writer").resolve("a.journal");
        try (JournalWriter writer = JournalWriter.create(file)) {
            for (SessionEvent event : events) {
                writer.append(event);
            }
        }
        return Seeds.bytes(file);
    }

    /** A journal of one record whose checksum holds, whatever is in it. */
    private static byte[] framed(byte[] header, byte[] payload) {
        ByteBuffer record = ByteBuffer.allocate(8 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(payload.length).putInt(0).put(payload);
        CRC32C crc = new CRC32C();
        crc.update(record.array(), 0, 4);
        crc.update(payload);
        record.putInt(4, (int) crc.getValue());
        byte[] journal = Arrays.copyOf(header, header.length + record.capacity());
        System.arraycopy(record.array(), 0, journal, header.length, record.capacity());
        return journal;
    }

    private byte[] model() throws IOException {
        Path file = Files.createTempDirectory(scratch, "writer").resolve("a.safetensors");
        List<NamedWeights> weights = new ArrayList<>();
        weights.add(new NamedWeights("core.0.shift", List.of(2, 3), new float[] {1, 2, 3, 4, 5, 6}));
        weights.add(new NamedWeights("readout.bias", List.of(2), new float[] {7, 8}));
        new ModelFile(new ModelOrigin("s", 40, "Loopscope 0.1", "36 x 22", "convolutional", "factorized"), weights)
                .write(file);
        return Seeds.bytes(file);
    }
}
