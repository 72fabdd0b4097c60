package org.loopscope.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;

/**
 * The rules, over the packages below {@code root}. The root is an argument so that the fixtures, which break the
 * rules in a small house of the same shape, are judged by the very rules that judge the product.
 */
record ArchitectureRules(String root) {
    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Manager|Helper|Util|Utils|Impl)");

    /** Rules that hold for every class of the house, in the order of the design. */
    List<ArchRule> all() {
        return List.of(
                firmwareDependsOnNothing(),
                acquisitionDependsOnFirmware(),
                stimulusDependsOnFirmware(),
                inferenceDoesNotDependOnController(),
                packagesAreFreeOfCycles(),
                onlyRigThreadsStartsThreads(),
                onlyTheClockTellsTime(),
                onlyIn("org.jocl..", "inference.opencl.."),
                onlyIn("com.pi4j..", "firmware.pi4j.."),
                onlyIn("org.eclipse.paho..", "controller.mqtt.."),
                onlyIn("com.hivemq..", "controller.mqtt.."),
                onlyIn(
                        "io.jhdf..",
                        "acquisition.roi.hdf5..",
                        "acquisition.file.hdf5..",
                        "controller.replay..",
                        "controller.log.."),
                onlyIn("org.bytedeco..", "controller.log.hdf5.."),
                namesSaySomething(),
                staticFieldsAreFinal(),
                simulatorsAreOutOfReach(),
                noMapsKeyedByStringInPublic());
    }

    ArchRule firmwareDependsOnNothing() {
        return downstreamIsUnknown("firmware", "acquisition", "stimulus", "inference", "controller");
    }

    ArchRule acquisitionDependsOnFirmware() {
        return downstreamIsUnknown("acquisition", "stimulus", "inference", "controller");
    }

    ArchRule stimulusDependsOnFirmware() {
        return downstreamIsUnknown("stimulus", "acquisition", "inference", "controller");
    }

    ArchRule inferenceDoesNotDependOnController() {
        return downstreamIsUnknown("inference", "controller");
    }

    private ArchRule downstreamIsUnknown(String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(in(module + ".."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Arrays.stream(others).map(other -> in(other + "..")).toArray(String[]::new))
                .because("a module depends only on those upstream of it")
                .allowEmptyShould(true);
    }

    /** The direct subpackages of each module; the types in a module's own package are what its subpackages share. */
    ArchRule packagesAreFreeOfCycles() {
        return slices().matching(root + ".(*).(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    ArchRule onlyRigThreadsStartsThreads() {
        DescribedPredicate<JavaClass> rigThreads =
                describe("RigThreads or nested in it", ArchitectureRules::isRigThreads);
        return noClasses()
                .that()
                .resideInAPackage(in(".."))
                .and(DescribedPredicate.not(rigThreads.and(JavaClass.Predicates.resideInAPackage(in("controller..")))))
                .should()
                .accessTargetWhere(describe("it starts a thread or borrows a pool's", ArchitectureRules::startsThread))
                .because("one class starts every thread and lists them")
                .allowEmptyShould(true);
    }

    private static boolean isRigThreads(JavaClass type) {
        return type.getSimpleName().equals("RigThreads")
                || type.getEnclosingClass().map(ArchitectureRules::isRigThreads).orElse(false);
    }

    private static boolean startsThread(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        boolean makes = name.equals("<init>") || name.startsWith("commonPool") || name.startsWith("new");
        if (owner.isAssignableTo(Thread.class)) {
            return makes
                    || List.of("start", "startVirtualThread", "ofPlatform", "ofVirtual")
                            .contains(name);
        }
        return owner.isEquivalentTo(Executors.class)
                || (makes && (owner.isAssignableTo(ExecutorService.class) || owner.isAssignableTo(Timer.class)))
                || (owner.isAssignableTo(CompletableFuture.class) && name.endsWith("Async"))
                || (owner.isAssignableTo(BaseStream.class) && name.equals("parallel"))
                || name.equals("parallelStream")
                || (owner.isEquivalentTo(Arrays.class) && name.startsWith("parallel"));
    }

    ArchRule onlyTheClockTellsTime() {
        return noClasses()
                .that()
                .resideInAPackage(in(".."))
                .and()
                .resideOutsideOfPackage(in("firmware.clock.."))
                .should()
                .accessTargetWhere(describe("it reads the machine's clock or sleeps", ArchitectureRules::readsClock))
                .because("time is an argument, and a test moves it")
                .allowEmptyShould(true);
    }

    private static boolean readsClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        if (owner.isEquivalentTo(System.class)) {
            return name.equals("nanoTime") || name.equals("currentTimeMillis");
        }
        if (owner.getPackageName().startsWith("java.time")) {
            return name.equals("now")
                    || (owner.isEquivalentTo(java.time.Clock.class)
                            && (name.startsWith("system") || name.startsWith("tick")));
        }
        if (owner.isAssignableTo(Thread.class) || owner.isEquivalentTo(TimeUnit.class)) {
            return name.equals("sleep");
        }
        return access.getTarget().getFullName().equals("java.util.Date.<init>()");
    }

    /** A library's types stay behind the adapter that speaks to it. */
    ArchRule onlyIn(String library, String... homes) {
        return noClasses()
                .that()
                .resideInAPackage(in(".."))
                .and()
                .resideOutsideOfPackages(Arrays.stream(homes).map(this::in).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("vendor types do not leave " + String.join(" and ", homes))
                .allowEmptyShould(true);
    }

    ArchRule namesSaySomething() {
        return noClasses()
                .that()
                .resideInAPackage(in(".."))
                .should()
                .haveNameMatching(EMPTY_NAME.pattern())
                .because("such a name does not say what the class is")
                .allowEmptyShould(true);
    }

    ArchRule staticFieldsAreFinal() {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(in(".."))
                .and()
                .areStatic()
                .should()
                .beFinal()
                .because("each piece of state has one writer")
                .allowEmptyShould(true);
    }

    ArchRule simulatorsAreOutOfReach() {
        return noClasses()
                .that()
                .resideInAPackage(in(".."))
                .and()
                .resideOutsideOfPackages(in("..simulated.."), in("controller.rig.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("..simulated.."))
                .because("nothing that decides may reach a simulator's truth; only the rig is wired from simulators")
                .allowEmptyShould(true);
    }

    ArchRule noMapsKeyedByStringInPublic() {
        return codeUnits()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(in(".."))
                .and()
                .areDeclaredInClassesThat()
                .haveModifier(JavaModifier.PUBLIC)
                .should(notPassMapsKeyedByString())
                .because("configuration is records, validated once")
                .allowEmptyShould(true);
    }

    private static ArchCondition<JavaCodeUnit> notPassMapsKeyedByString() {
        return new ArchCondition<>("not take or return a map keyed by strings") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                List<JavaType> types = new ArrayList<>(unit.getParameterTypes());
                types.add(unit.getReturnType());
                types.stream()
                        .filter(ArchitectureRules::isMapKeyedByString)
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                unit,
                                unit.getFullName() + " passes " + type.getName() + " in "
                                        + unit.getSourceCodeLocation())));
            }
        };
    }

    private static boolean isMapKeyedByString(JavaType type) {
        return type instanceof JavaParameterizedType parameterized
                && type.toErasure().isAssignableTo(Map.class)
                && parameterized.getActualTypeArguments().stream()
                        .limit(1)
                        .anyMatch(key -> key.toErasure().isEquivalentTo(String.class));
    }

    private String in(String packages) {
        return packages.startsWith("..") ? root + packages : root + "." + packages;
    }
}
