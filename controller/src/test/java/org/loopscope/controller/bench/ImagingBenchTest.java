package org.loopscope.controller.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.path.Stage;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.firmware.clock.SystemSessionClock;

class ImagingBenchTest {
    private static final ImagingCase SMALL = new ImagingCase(80, 64, 12);

    @Test
    void shouldMeasureEveryStageOfTheWholeWay() {
        ImagingFigures figures = new ImagingBench(new SystemSessionClock(), 100).run(SMALL, ImagingBench.movie(SMALL));
        assertEquals(Set.of(Stage.values()), figures.stages().keySet());
        Spread registration = Objects.requireNonNull(figures.stages().get(Stage.REGISTRATION));
        assertTrue(
                registration.p50() > 0 && registration.p50() < figures.frame().max(), registration + " ms");
        for (Spread ms : List.of(figures.frame(), registration)) {
            assertTrue(ms.p50() <= ms.p99() && ms.p99() <= ms.p999() && ms.p999() <= ms.max(), ms.toString());
        }
    }

    @Test
    void shouldMakeTheSameMovieOfTheSameNumbers() {
        BenchMovie one = ImagingBench.movie(SMALL);
        BenchMovie other = ImagingBench.movie(SMALL);
        assertEquals(12, one.cells.size());
        assertArrayEquals(one.frames, other.frames);
    }

    @Test
    void shouldWriteTheFiguresIntoAFolderThatItMakes(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("new/figures.json");
        ImagingReport.write(List.of(), json);
        assertEquals("[ ]", Files.readString(json));
    }

    @Test
    void shouldReadACaseAndRefuseWhatIsNone() {
        assertEquals(new ImagingCase(512, 256, 500), ImagingCase.parse("512x256x500"));
        for (String wrong : new String[] {"512", "512x512", "63x64x1", "512x512x0", "64x64x1000", "9999x64x1"}) {
            assertThrows(ConfigurationException.class, () -> ImagingCase.parse(wrong), wrong);
        }
    }
}
