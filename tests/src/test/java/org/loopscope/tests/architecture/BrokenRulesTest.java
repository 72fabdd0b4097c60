package org.loopscope.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule can fail: it finds the fixture that breaks it, and leaves alone the one that does not. */
final class BrokenRulesTest {
    private static final String ROOT = "org.loopscope.tests.architecture.fixture";
    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages(ROOT);

    private final ArchitectureRules rules = new ArchitectureRules(ROOT);

    @Test
    void downstreamModule() {
        assertFinds(rules.stimulusDependsOnFirmware(), "KnowsInference");
        assertLeavesAlone(rules.inferenceDoesNotDependOnController(), "Model");
    }

    @Test
    void packageCycle() {
        assertFinds(rules.packagesAreFreeOfCycles(), "One", "Two");
    }

    @Test
    void threads() {
        ArchRule rule = rules.onlyRigThreadsStartsThreads();
        assertFinds(rule, "StartsThreads.plain", "StartsThreads.virtual", "StartsThreads.pool");
        assertFinds(rule, "StartsThreads.forkJoin", "StartsThreads.async", "StartsThreads.parallel");
        assertLeavesAlone(rule, "RigThreads.imaging", "RigThreads$Named");
    }

    @Test
    void time() {
        ArchRule rule = rules.onlyTheClockTellsTime();
        assertFinds(rule, "TellsTime.nanos", "TellsTime.reference", "TellsTime.instant");
        assertFinds(rule, "TellsTime.clock", "TellsTime.date", "TellsTime.pause");
        assertLeavesAlone(rule, "MachineClock");
    }

    @Test
    void vendorTypes() {
        ArchRule rule = rules.onlyIn("org.jocl..", "inference.opencl..");
        assertFinds(rule, "KernelLeak");
        assertLeavesAlone(rule, "KernelHolder");
    }

    @Test
    void names() {
        assertFinds(rules.namesSaySomething(), "FrameManager");
        assertLeavesAlone(rules.namesSaySomething(), "TellsTime");
    }

    @Test
    void staticState() {
        assertFinds(rules.staticFieldsAreFinal(), "CountsFrames.framesSeen");
    }

    @Test
    void simulatorsTruth() {
        assertFinds(rules.simulatorsAreOutOfReach(), "PeekingPolicy");
        assertLeavesAlone(rules.simulatorsAreOutOfReach(), "SimulatedRig");
    }

    @Test
    void mapsOfSettings() {
        assertFinds(rules.noMapsKeyedByStringInPublic(), "Settings.take", "Settings.give");
        assertLeavesAlone(rules.noMapsKeyedByStringInPublic(), "Settings.harmless");
    }

    @Test
    void aHouseWithoutClassesKeepsEveryRule() {
        JavaClasses none = new ClassFileImporter().importPackages(ROOT + ".nothing");
        assertEquals(
                List.of(),
                rules.all().stream()
                        .filter(rule -> rule.evaluate(none).hasViolation())
                        .toList());
    }

    private static void assertFinds(ArchRule rule, String... culprits) {
        String report = report(rule);
        for (String culprit : culprits) {
            assertTrue(report.contains(culprit), () -> culprit + " was not found by: " + rule.getDescription());
        }
    }

    private static void assertLeavesAlone(ArchRule rule, String... innocents) {
        String report = report(rule);
        for (String innocent : innocents) {
            assertFalse(report.contains(innocent), () -> innocent + " was found by: " + rule.getDescription());
        }
    }

    private static String report(ArchRule rule) {
        return String.join("\n", rule.evaluate(FIXTURES).getFailureReport().getDetails());
    }
}
