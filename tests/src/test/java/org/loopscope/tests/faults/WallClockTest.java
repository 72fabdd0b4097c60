package org.loopscope.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.loopscope.firmware.clock.WallClock;

/**
 * The computer's wall clock may be stepped while a session runs: it is read before the session only, for the file's start
 * time, and where a session goes on. (That nothing else reads a clock is a rule of the architecture; the session's clock is monotonic.)
 */
final class WallClockTest {
    @Test
    void shouldBeReadOnlyBeforeTheSessionForItsDateAndWhereItGoesOn() {
        JavaClass clock = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.loopscope")
                .get(WallClock.class);
        TreeSet<String> readers = clock.getAccessesToSelf().stream()
                .map(JavaAccess::getOrigin)
                .filter(origin -> !origin.getOwner().equals(clock))
                .map(origin -> origin.getOwner().getSimpleName() + "." + origin.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals("[SessionFolder.metadata, SessionRun.run]", readers.toString());
    }
}
