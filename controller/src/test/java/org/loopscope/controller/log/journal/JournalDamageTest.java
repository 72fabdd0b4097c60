package org.loopscope.controller.log.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.SessionEvent;

class JournalDamageTest {
    @TempDir
    Path folder;

    private byte[] intact = {};
    private final List<Integer> recordStarts = new ArrayList<>();

    @BeforeEach
    void writeASmallJournal() throws IOException {
        Path file = folder.resolve("intact.journal");
        try (JournalWriter writer = JournalWriter.create(file)) {
            for (SessionEvent event : new RandomEvents(4711).oneOfEach()) {
                recordStarts.add((int) writer.bytes());
                writer.append(event);
            }
        }
        intact = Files.readAllBytes(file);
    }

    @Test
    void shouldNameTheRecordWhenAnySingleByteIsChanged() throws Exception {
        long seed = 99;
        System.out.println("journal damage: seed " + seed + ", " + intact.length + " bytes");
        SplittableRandom random = new SplittableRandom(seed);
        Path file = write(intact);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int at = 0; at < intact.length; at++) {
                put(channel, at, (byte) (intact[at] ^ (1 + random.nextInt(255))));
                JournalCorrupt corrupt =
                        assertThrows(JournalCorrupt.class, () -> readAll(file), "byte " + at + " was changed");
                assertEquals(recordAt(at), corrupt.recordNumber(), "byte " + at);
                assertTrue(corrupt.byteOffset() <= at);
                put(channel, at, intact[at]);
            }
        }
    }

    @Test
    void shouldNameTheRecordWhenAnySingleBitOfALengthIsChanged() throws Exception {
        for (int record = 0; record < recordStarts.size(); record++) {
            for (int bit = 0; bit < 32; bit++) {
                byte[] damaged = intact.clone();
                damaged[recordStarts.get(record) + bit / 8] ^= (byte) (1 << bit % 8);
                Path file = write(damaged);
                JournalCorrupt corrupt = assertThrows(JournalCorrupt.class, () -> readAll(file));
                assertEquals(record, corrupt.recordNumber(), "bit " + bit);
            }
        }
    }

    @Test
    void shouldEndCleanlyAfterTheLastWholeRecordWhenTheFileIsCutAnywhere() throws Exception {
        Path file = write(intact);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int length = intact.length - 1; length >= JournalFormat.HEADER_BYTES; length--) {
                channel.truncate(length);
                int whole = recordAt(length);
                try (JournalReader reader = JournalReader.open(file)) {
                    for (int i = 0; i < whole; i++) {
                        assertNotNull(reader.next());
                    }
                    assertEquals(null, reader.next());
                    assertEquals(length - recordStarts.get(whole), reader.tornBytes(), "cut at " + length);
                    assertEquals(recordStarts.get(whole).longValue(), reader.byteOffset());
                }
            }
        }
    }

    @Test
    void shouldEndCleanlyWhenThePowerWentAndLeftZerosBehindTheLastRecord() throws Exception {
        Path file = write(Arrays.copyOf(intact, intact.length + 4096));
        assertEquals(recordStarts.size(), readAll(file));
    }

    @Test
    void shouldRefuseTheFileWhenItIsNoJournal() throws Exception {
        assertThrows(JournalCorrupt.class, () -> readAll(write(new byte[5])));
        assertThrows(
                JournalCorrupt.class,
                () -> readAll(write("# a text file, not a journal".getBytes(StandardCharsets.UTF_8))));
    }

    /** The record that holds the byte, -1 for the header. */
    private int recordAt(int at) {
        int record = -1;
        while (record + 1 < recordStarts.size() && recordStarts.get(record + 1) <= at) {
            record++;
        }
        return record;
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("damaged.journal"), bytes);
    }

    private static void put(FileChannel channel, int at, byte value) throws IOException {
        channel.write(ByteBuffer.wrap(new byte[] {value}), at);
    }

    private static int readAll(Path file) throws IOException {
        int events = 0;
        try (JournalReader reader = JournalReader.open(file)) {
            while (reader.next() != null) {
                events++;
            }
        }
        return events;
    }
}
