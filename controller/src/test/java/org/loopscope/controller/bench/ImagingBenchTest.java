package org.loopscope.controller.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        ImagingFigures figures =
                new ImagingBench(new SystemSessionClock(), 100, false).run(SMALL, ImagingBench.movie(SMALL));
        assertEquals(Set.of(Stage.values()), figures.stages().keySet());
        Spread registration = Objects.requireNonNull(figures.stages().get(Stage.REGISTRATION));
        assertTrue(
                registration.p50() > 0 && registration.p50() < figures.frame().max(), registration + " ms");
        for (Spread ms : List.of(figures.frame(), registration)) {
            assertTrue(ms.p50() <= ms.p99() && ms.p99() <= ms.p999() && ms.p999() <= ms.max(), ms.toString());
        }
    }

    @Test
    void shouldMeasureUntilASearchHasEndedBesideIt() {
        ImagingFigures figures =
                new ImagingBench(new SystemSessionClock(), 100, true).run(SMALL, ImagingBench.movie(SMALL));
        assertTrue(figures.searches() >= 1, figures.toString());
    }

    @Test
    void shouldMissTheBarsThatAreMissed() {
        ImagingCase timed = new ImagingCase(512, 512, 500);
        Spread fast = new Spread(1.2, 2.5, 2.8, 3);
        ImagingFigures good = new ImagingFigures(timed, fast, Map.of(), 0, 0, 3.5);
        assertEquals(List.of(true, true, true, true), held(good));
        ImagingFigures slow = new ImagingFigures(timed, new Spread(1.6, 3.1, 4, 4), Map.of(), 1, 0, 2.9);
        assertEquals(List.of(false, false, false, false), held(slow));
        ImagingFigures spike = new ImagingFigures(SMALL, new Spread(1, 2, 500, 900), Map.of(), 0, 1, Double.NaN);
        assertEquals(List.of(false), held(spike));
    }

    private static List<Boolean> held(ImagingFigures figures) {
        return ImagingBars.of(List.of(figures)).stream().map(Bar::holds).toList();
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
