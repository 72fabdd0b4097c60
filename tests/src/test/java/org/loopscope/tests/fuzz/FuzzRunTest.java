package org.loopscope.tests.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader must not do is found. */
class FuzzRunTest {
    private static final long SEED = 7;
    private static final byte[] VALID = Seeds.text("0123456789");

    @TempDir
    private Path folder;

    @Test
    void shouldTellValuesFromRefusals() throws InterruptedException {
        FuzzRun.Outcome outcome = run(input -> {
            if (input.length != VALID.length) {
                throw new IOException("ten bytes are wanted");
            }
        });
        assertEquals(List.of(), outcome.failures());
        assertEquals(300, outcome.read() + outcome.refused());
        assertTrue(outcome.read() > 0 && outcome.refused() > 0, outcome.toString());
    }

    @Test
    void shouldKeepTheInputWhenTheReaderMeetsAnAccident() throws InterruptedException, IOException {
        FuzzRun.Outcome outcome = run(input -> {
            if (input.length == 0 || input[0] != '0') {
                throw new IllegalStateException("an accident");
            }
        });
        assertEquals(1, outcome.failures().size());
        assertTrue(outcome.failures().getFirst().contains("IllegalStateException: an accident"));
        byte[] kept = Files.readAllBytes(folder.resolve("made-up-0.input"));
        assertTrue(kept.length == 0 || kept[0] != '0');
    }

    @Test
    void shouldTakeASubclassOfARefusalForAnAccident() throws InterruptedException {
        FuzzTarget.Reader reader = input -> {
            if (input.length < VALID.length) {
                throw new NumberFormatException("For input string");
            }
        };
        FuzzTarget target = FuzzTarget.of("made up", List.of(VALID), reader).refusing(IllegalArgumentException.class);
        assertEquals(1, new FuzzRun(target, 300, SEED, folder).run().failures().size());
    }

    @Test
    void shouldFindMessagesThatAreNotOneLineOrDoNotSayWhichFile() throws InterruptedException {
        FuzzTarget.Reader reader = input -> {
            if (input.length < VALID.length) {
                throw new IOException("a.tif: two\nlines");
            } else if (input.length > VALID.length) {
                throw new IOException("some file");
            }
        };
        FuzzTarget target = FuzzTarget.of("made up", List.of(VALID), reader).naming("a.tif");
        assertEquals(2, new FuzzRun(target, 300, SEED, folder).run().failures().size());
    }

    @Test
    void shouldFindMoreMemoryThanAnInputWarrantsOnTheHeapAndBesideIt() throws InterruptedException {
        AtomicReference<Object> kept = new AtomicReference<>();
        FuzzTarget.Reader reader = input -> {
            if (input.length < VALID.length) {
                kept.set(new byte[32 << 20]);
            }
        };
        FuzzTarget.Reader direct = input -> {
            if (input.length < VALID.length) {
                kept.set(ByteBuffer.allocateDirect(32 << 20));
            }
        };
        assertTrue(run(reader).failures().getFirst().contains("made the reader allocate"));
        assertTrue(run(direct).failures().getFirst().contains("made the reader allocate"));
    }

    @Test
    void shouldEndWhenAReaderHangs() throws InterruptedException {
        FuzzRun.Outcome outcome = run(input -> {
            while (input.length < VALID.length) {
                Thread.onSpinWait();
            }
        });
        assertTrue(outcome.failures().getFirst().contains("hangs at"), outcome.toString());
    }

    @Test
    void shouldNotRunOnSeedsThatTheReaderRefuses() {
        assertThrows(
                AssertionError.class,
                () -> run(_ -> {
                    throw new IOException("nothing is good enough");
                }));
    }

    @Test
    void shouldGiveTheSameInputsForTheSameSeed() throws InterruptedException {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        run(input -> first.add(java.util.HexFormat.of().formatHex(input)));
        run(input -> second.add(java.util.HexFormat.of().formatHex(input)));
        assertEquals(first, second);
        assertTrue(first.stream().distinct().count() > 200);
    }

    private FuzzRun.Outcome run(FuzzTarget.Reader reader) throws InterruptedException {
        return new FuzzRun(FuzzTarget.of("made up", List.of(VALID), reader), 300, SEED, folder).run();
    }
}
