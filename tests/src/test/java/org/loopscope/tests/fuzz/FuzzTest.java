package org.loopscope.tests.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reader of bytes from outside this process takes damaged inputs: it gives a value or its own one clear line. A few
 * in an ordinary run, {@code -Dloopscope.fuzz.inputs} (100,000) of each where tests tagged slow run.
 * {@code -Dloopscope.fuzz.seed} gives others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzTest {
    private static final long SEED = Long.getLong("loopscope.fuzz.seed", 20_261_123);
    private static final int MANY = Integer.getInteger("loopscope.fuzz.inputs", 100_000);
    private static final String ONLY = System.getProperty("loopscope.fuzz.only", "");

    private List<FuzzTarget> targets = List.of();

    @BeforeAll
    void makeSeeds(@TempDir Path scratch) throws IOException {
        targets = AllTargets.in(scratch)
                .filter(target -> target.name().contains(ONLY))
                .toList();
    }

    Stream<FuzzTarget> targets() {
        return targets.stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void shouldReadOrRefuseInOneLine(FuzzTarget target) throws InterruptedException {
        run(target, target.few());
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Tag("slow")
    void shouldReadOrRefuseVeryManyInOneLine(FuzzTarget target) throws InterruptedException {
        run(target, MANY);
    }

    private static void run(FuzzTarget target, int inputs) throws InterruptedException {
        FuzzRun.Outcome outcome = new FuzzRun(target, inputs, SEED, Path.of("target", "fuzz")).run();
        assertEquals("", String.join("\n", outcome.failures()));
        assertTrue(outcome.read() > 0 && outcome.refused() > 0, "both must occur: " + outcome);
    }
}
