package org.loopscope.controller.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.path.Stage;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.firmware.clock.SystemSessionClock;

class ImagingBenchTest {
    private static final ImagingCase SMALL = new ImagingCase(80, 64, 12);

    @Test
    void shouldMeasureEveryStageOfTheWholeWay() {
        ImagingFigures figures = new ImagingBench(new SystemSessionClock(), 100).run(SMALL, ImagingBench.movie(SMALL));
        assertEquals(Set.of(Stage.values()), figures.stagesP50().keySet());
        double registration = figures.stagesP50().getOrDefault(Stage.REGISTRATION, 0.0);
        assertTrue(registration > 0 && registration < figures.max(), registration + " ms");
        assertTrue(figures.p50() <= figures.p99() && figures.p99() <= figures.max());
    }

    @Test
    void shouldMakeTheSameMovieOfTheSameNumbers() {
        BenchMovie one = ImagingBench.movie(SMALL);
        BenchMovie other = ImagingBench.movie(SMALL);
        assertEquals(12, one.cells.size());
        assertArrayEquals(one.frames, other.frames);
    }

    @Test
    void shouldReadACaseAndRefuseWhatIsNone() {
        assertEquals(new ImagingCase(512, 256, 500), ImagingCase.parse("512x256x500"));
        for (String wrong : new String[] {"512", "512x512", "63x64x1", "512x512x0", "64x64x1000", "9999x64x1"}) {
            assertThrows(ConfigurationException.class, () -> ImagingCase.parse(wrong), wrong);
        }
    }
}
