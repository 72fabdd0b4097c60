package org.loopscope.controller.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.controller.config.ConfigurationException;

class PeopleFileTest {
    private static final String HASH = "sha256:" + "0".repeat(64);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("new").resolve("people");
    }

    @Test
    void shouldKnowPeopleByTheirSecretAlone() {
        PeopleFile people = new PeopleFile(file);
        Secret ann = people.add("ann", Role.OPERATOR);
        Secret bob = people.add("bob.b_1-x", Role.WATCHER);
        assertNotEquals(ann.reveal(), bob.reveal());
        assertTrue(ann.reveal().matches("[A-Za-z0-9_-]{43}"), "32 bytes in base64url");
        AccessList list = AccessList.read(file);
        assertEquals(Optional.of(Role.OPERATOR), list.role("ann", ann));
        assertEquals(Optional.of(Role.WATCHER), list.role("bob.b_1-x", bob));
        assertEquals(Optional.of("ann"), list.person(ann).map(Person::name));
        assertEquals(Optional.empty(), list.role("ann", bob), "another's secret");
        assertEquals(Optional.empty(), list.role("eve", ann), "another's name");
        assertEquals(Optional.empty(), list.person(new Secret("")));
        assertEquals(Optional.empty(), list.person(new Secret(ann.reveal() + " ")));
        assertEquals(Optional.empty(), list.person(new Secret(SecretHash.of(ann).toString())), "the hash is no secret");
    }

    @Test
    void shouldKeepNoSecretAndNobodyElsesRights() throws IOException {
        Secret ann = new PeopleFile(file).add("ann", Role.OPERATOR);
        assertEquals("ann operator " + SecretHash.of(ann) + "\n", Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("(secret)", ann.toString());
        try (Stream<Path> left = Files.list(folder.resolve("new"))) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void shouldTakePeopleOutAndLeaveTheOthersAndRemarks() throws IOException {
        PeopleFile people = new PeopleFile(file);
        people.add("ann", Role.OPERATOR);
        Files.writeString(file, "# the rig's people\n\n" + Files.readString(file));
        Secret bob = people.add("bob", Role.WATCHER);
        people.remove("ann");
        assertEquals("# the rig's people\n\nbob watcher " + SecretHash.of(bob) + "\n", Files.readString(file));
        assertTrue(complaint(() -> people.remove("ann")).contains("nobody called 'ann'"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void shouldRefuseNamesThatAreTakenOrNone() {
        PeopleFile people = new PeopleFile(file);
        people.add("ann", Role.OPERATOR);
        assertTrue(complaint(() -> people.add("ann", Role.WATCHER)).contains("ann is there already"));
        for (String name : List.of("", "Ann", "a b", "local", "rig:rig", "x".repeat(33), "ä", "#a")) {
            assertTrue(complaint(() -> people.add(name, Role.WATCHER)).contains("is no name"), name);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ann operator HASH\\nann watcher HASH | line 2: 'ann' is there twice",
                "ann operator | line 1: must be 'name role sha256:HEX', but has 2 words",
                "# x\\n\\nann operator HASH more | line 3: must be 'name role",
                "Ann operator HASH | line 1: the name must have",
                "ann admin HASH | line 1: the role must be watcher or operator",
                "ann operator hunter2 | line 1: the third word must be sha256:",
                "ann operator sha256:00 | line 1: the third word must be sha256:"
            })
    void shouldNameFileAndLineOfWhatIsWrong(String text, String complaint) throws IOException {
        Files.createDirectories(folder.resolve("new"));
        Files.writeString(file, text.replace("HASH", HASH).replace("\\n", "\n") + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        String said = complaint(() -> AccessList.read(file));
        assertTrue(said.startsWith(file + " " + complaint), said);
        assertFalse(said.contains("hunter2") || said.contains("\n"), said);
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
    void shouldRefuseAFileThatOthersHaveRightsTo(String rights) throws IOException {
        PeopleFile people = new PeopleFile(file);
        people.add("ann", Role.OPERATOR);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        assertTrue(complaint(people::read).endsWith("has mode 600"));
        assertTrue(complaint(() -> people.add("bob", Role.WATCHER)).contains(rights));
        assertTrue(complaint(() -> people.remove("ann")).contains(rights));
    }

    @Test
    void shouldSayWhenThereIsNoList() throws IOException {
        assertTrue(complaint(() -> AccessList.read(file)).contains("does not exist"));
        Files.createDirectories(file);
        assertTrue(complaint(() -> AccessList.read(file)).contains(file.toString()));
        Path binary = folder.resolve("binary");
        Files.write(binary, new byte[] {(byte) 0xC3, (byte) 0x28});
        Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rw-------"));
        assertTrue(complaint(() -> AccessList.read(binary)).contains("it is not text"));
    }

    private static String complaint(org.junit.jupiter.api.function.Executable act) {
        String said =
                String.valueOf(assertThrows(ConfigurationException.class, act).getMessage());
        assertEquals(1, said.lines().count(), said);
        return said;
    }
}
