package org.loopscope.controller.log.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent;

class JournalRoundTripTest {
    @TempDir
    Path folder;

    @Test
    void shouldGiveBackEveryFieldWhenRandomEventsAreWrittenAndRead() throws Exception {
        long seed = 20261122L;
        System.out.println("journal round trip: seed " + seed);
        RandomEvents random = new RandomEvents(seed);
        List<SessionEvent> written = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            written.addAll(random.oneOfEach());
        }
        List<SessionEvent> read = read(write(written));
        assertEquals(written.size(), read.size());
        for (int i = 0; i < written.size(); i++) {
            assertEquals(described(written.get(i)), described(read.get(i)), "record " + i);
        }
    }

    @Test
    void shouldCoverEveryKindOfEventWhenDrawingRandomOnes() {
        Set<Class<?>> drawn = new HashSet<>();
        new RandomEvents(1).oneOfEach().forEach(event -> drawn.add(event.getClass()));
        Set<Class<?>> permitted = new HashSet<>(List.of(SessionEvent.class.getPermittedSubclasses()));
        assertEquals(permitted, drawn);
    }

    @Test
    void shouldReadTheCellsOfJournalsThatKnewNoPlanes() throws Exception {
        RoiSet rois = new RoiSet(16, 16, List.of(new Roi(3, new int[] {17, 18}, new float[] {0.5f, 0.5f})), "old");
        RecordOutput out = new RecordOutput();
        out.restart(0);
        ImagingCodec.write(new SessionEvent.RoisFixed(40, rois, new float[] {1, 2}), out);
        ByteBuffer now = out.finished();
        // tag | frameIndex | without the plane's four bytes | the rest without the one cell's time (i32, i64)
        ByteBuffer old = ByteBuffer.allocate(now.remaining() - 15);
        old.put((byte) 5)
                .put(now.slice(0, 8))
                .put(now.slice(12, now.remaining() - 24))
                .flip();
        assertEquals(
                described(new SessionEvent.RoisFixed(40, rois, new float[] {1, 2})), described(EventCodec.read(old)));
        out.restart(0);
        ImagingCodec.write(new SessionEvent.CellsGiven(0, rois, new float[] {3}), out);
        now = out.finished();
        old = ByteBuffer.allocate(now.remaining() - 3);
        old.put((byte) 24).put(now.slice(4, now.remaining() - 4)).flip();
        assertEquals(described(new SessionEvent.CellsGiven(0, rois, new float[] {3})), described(EventCodec.read(old)));
    }

    @Test
    void shouldReadTheModelsQualityOfJournalsThatKnewNoIntervals() {
        ByteBuffer old = ByteBuffer.allocate(1 + 4 + 4 + 4 + 8 + 4).order(ByteOrder.LITTLE_ENDIAN);
        old.put((byte) 14).putInt(100).putInt(200).putInt(2).putFloat(0.5f).putFloat(0.25f);
        old.putFloat(0.375f).flip();
        if (!(EventCodec.read(old) instanceof SessionEvent.QualityMeasured read)) {
            throw new AssertionError("not the model's quality");
        }
        assertEquals(100, read.presentations());
        assertEquals(200, read.trainingSteps());
        assertArrayEquals(new float[] {0.5f, 0.25f}, read.correlation());
        assertEquals(0.375f, read.meanCorrelation());
        assertEquals(2, read.test().neurons());
        assertFalse(read.test().testCorrelation().isDefined());
    }

    @Test
    void shouldReadARecordLongerThanTheWindowWhenASnapshotIsLarge() throws Exception {
        float[] parameters = new float[300_000];
        parameters[299_999] = 7;
        List<SessionEvent> written =
                List.of(new SessionEvent.ModelSnapshot(3, parameters), new SessionEvent.SessionEnded("completed", 5));
        List<SessionEvent> read = read(write(written));
        assertEquals(described(written.get(0)), described(read.get(0)));
        assertEquals(written.get(1), read.get(1));
    }

    @Test
    void shouldReadNothingWhenTheJournalHasNoEvents() throws Exception {
        try (JournalReader reader = JournalReader.open(write(List.of()))) {
            assertNull(reader.next());
            assertEquals(0, reader.tornBytes());
        }
    }

    @Test
    void shouldRefuseToOverwriteWhenTheFileExists() throws Exception {
        Path file = write(List.of());
        assertThrows(FileAlreadyExistsException.class, () -> JournalWriter.create(file));
        assertEquals(JournalFormat.HEADER_BYTES, Files.size(file));
    }

    private Path write(List<SessionEvent> events) throws IOException {
        Path file = folder.resolve("session.journal");
        try (JournalWriter writer = JournalWriter.create(file)) {
            for (SessionEvent event : events) {
                writer.append(event);
            }
            writer.force();
            assertEquals(events.size(), writer.records());
            assertEquals(Files.size(file), writer.bytes());
        }
        return file;
    }

    private static List<SessionEvent> read(Path file) throws IOException {
        List<SessionEvent> events = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(file)) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
            assertEquals(0, reader.tornBytes());
        }
        return events;
    }

    /** Every field of a record and of the records in it, arrays by content and floats by their bits. */
    private static String described(@Nullable Object value) throws ReflectiveOperationException {
        StringBuilder text = new StringBuilder();
        describe(value, text);
        return text.toString();
    }

    private static void describe(@Nullable Object value, StringBuilder text) throws ReflectiveOperationException {
        switch (value) {
            case null -> text.append("null");
            case Float f -> text.append(Integer.toHexString(Float.floatToRawIntBits(f)));
            case Double d -> text.append(Long.toHexString(Double.doubleToRawLongBits(d)));
            case List<?> list -> {
                for (Object item : list) {
                    describe(item, text);
                }
            }
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    describe(entry.getValue(), text.append(entry.getKey()).append('='));
                }
            }
            case Record nested -> {
                text.append(nested.getClass().getSimpleName()).append('(');
                for (RecordComponent component : nested.getClass().getRecordComponents()) {
                    describe(
                            component.getAccessor().invoke(nested),
                            text.append(component.getName()).append('='));
                    text.append(", ");
                }
                text.append(')');
            }
            case Object array
            when array.getClass().isArray() -> {
                for (int i = 0; i < Array.getLength(array); i++) {
                    describe(Array.get(array, i), text.append(' '));
                }
            }
            default -> text.append(value);
        }
    }
}
