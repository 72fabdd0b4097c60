package org.loopscope.controller.log.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.operator.OperatorCommand;
import org.loopscope.controller.operator.OperatorRequest;

/** Journals of the time before commands had ids and persons, byte by byte as they were written then. */
class OlderJournalTest {
    private static final int CYCLE_INPUTS = 7;

    @TempDir
    Path folder;

    @Test
    void shouldReadCommandsThatHadNeitherIdNorPerson() throws IOException {
        Path file = journal((byte) 0, (byte) 1, (byte) 2, (byte) 3);
        try (JournalReader reader = JournalReader.open(file)) {
            List<OperatorRequest> commands = List.of(
                    new OperatorRequest("none", "local", new OperatorCommand.Start()),
                    new OperatorRequest("none", "local", new OperatorCommand.Pause()),
                    new OperatorRequest("none", "local", new OperatorCommand.Resume()),
                    new OperatorRequest("none", "local", new OperatorCommand.Stop()));
            assertEquals(new CycleInputs(41, 1_400, List.of(), List.of(), List.of(), 5, commands), reader.next());
            assertNull(reader.next());
            assertEquals(0, reader.tornBytes());
        }
    }

    @Test
    void shouldReadNoCommandThatThereNeverWas() throws IOException {
        try (JournalReader reader = JournalReader.open(journal((byte) 4))) {
            assertThrows(JournalCorrupt.class, reader::next);
        }
    }

    /** A journal with one cycle that saw nothing but these commands: a list of bytes. */
    private Path journal(byte... commands) throws IOException {
        ByteBuffer payload = ByteBuffer.allocate(1 + 8 + 8 + 3 * 4 + 4 + 4 + commands.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) CYCLE_INPUTS)
                .putLong(41)
                .putLong(1_400);
        // Edges, pulses and presentations: none.
        payload.putInt(0).putInt(0).putInt(0);
        payload.putInt(5).putInt(commands.length).put(commands);
        ByteBuffer file = ByteBuffer.allocate(16 + 8 + payload.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        file.put("LOOPJRNL".getBytes(StandardCharsets.US_ASCII)).putInt(1);
        file.putInt(crc(file.array(), 0, 12));
        byte[] record = ByteBuffer.allocate(4 + payload.capacity())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(payload.capacity())
                .put(payload.array())
                .array();
        file.putInt(payload.capacity()).putInt(crc(record, 0, record.length)).put(payload.array());
        return Files.write(folder.resolve("session.journal"), file.array());
    }

    private static int crc(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }
}
