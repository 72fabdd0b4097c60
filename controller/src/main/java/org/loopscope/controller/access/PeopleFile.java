package org.loopscope.controller.access;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopscope.controller.config.ConfigurationException;

/**
 * The file of an {@link AccessList}. It is its owner's alone (mode 600): who can write it lets in whom they like. Each change
 * makes it anew beside the old one and puts it in its place, so that a reader finds one or the other.
 */
public final class PeopleFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final long MOST_BYTES = 1 << 20;

    private final Path file;

    public PeopleFile(Path file) {
        this.file = file;
    }

    /** @throws ConfigurationException as {@link AccessList#read} */
    public AccessList read() {
        return listed(lines());
    }

    /**
     * Lets a person in: makes their secret and appends their line. The file and its folder are made where there are none.
     *
     * @return the secret, which cannot be had again
     * @throws ConfigurationException when the name is taken or no name, or the file cannot be read or written
     */
    public Secret add(String name, Role role) {
        if (!Person.isName(name)) {
            throw new ConfigurationException(
                    "'" + name + "' is no name for a person: write it with " + Person.NAME_RULE);
        }
        List<String> lines = Files.exists(file) ? lines() : List.of();
        if (listed(lines).named(name).isPresent()) {
            throw new ConfigurationException(
                    file + ": " + name + " is there already; for a new secret, remove " + name + " first");
        }
        Secret secret = Secret.generate();
        List<String> more = new ArrayList<>(lines);
        more.add(new Person(name, role, SecretHash.of(secret)).line());
        write(more);
        return secret;
    }

    /** @throws ConfigurationException when there is nobody of that name, or the file cannot be read or written */
    public void remove(String name) {
        List<String> lines = lines();
        if (listed(lines).named(name).isEmpty()) {
            throw new ConfigurationException(
                    file + ": there is nobody called '" + name + "'; ./loopscope access list says who is there");
        }
        write(lines.stream().filter(line -> !fields(line)[0].equals(name)).toList());
    }

    private AccessList listed(List<String> lines) {
        Map<String, Person> people = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Person person = person(line, i + 1);
            if (people.put(person.name(), person) != null) {
                throw wrong(i + 1, "'" + person.name() + "' is there twice; keep one");
            }
        }
        return new AccessList(List.copyOf(people.values()));
    }

    /** No complaint repeats what stands in the third field: it may be a secret, put there by mistake. */
    private Person person(String line, int number) {
        String[] fields = fields(line);
        if (fields.length != 3) {
            throw wrong(number, "must be 'name role sha256:HEX', but has " + fields.length + " words");
        }
        if (!Person.isName(fields[0])) {
            throw wrong(number, "the name must have " + Person.NAME_RULE);
        }
        Role role = Role.of(fields[1]).orElseThrow(() -> wrong(number, "the role must be " + Role.words()));
        SecretHash hash = SecretHash.parse(fields[2])
                .orElseThrow(() -> wrong(
                        number,
                        "the third word must be sha256: and 64 hexadecimal digits, as ./loopscope"
                                + " access add writes it"));
        return new Person(fields[0], role, hash);
    }

    private static String[] fields(String line) {
        return line.strip().split("\\s+", -1);
    }

    private ConfigurationException wrong(int line, String why) {
        return new ConfigurationException(file + " line " + line + ": " + why);
    }

    private List<String> lines() {
        try {
            requireOwnerOnly();
            if (Files.size(file) > MOST_BYTES) {
                throw new ConfigurationException(file + " is no list of people: it has more than a mebibyte");
            }
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(
                    "the list of people " + file + " does not exist; make it with ./loopscope access add", e);
        } catch (MalformedInputException e) {
            throw new ConfigurationException(file + " is no list of people: it is not text", e);
        } catch (IOException e) {
            throw new ConfigurationException("the list of people " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Where files have no such rights, their owner has to see to it. */
    private void requireOwnerOnly() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> rights = view.readAttributes().permissions();
        if (!OWNER_ONLY.containsAll(rights)) {
            throw new ConfigurationException(
                    "the list of people " + file + " has the rights " + PosixFilePermissions.toString(rights)
                            + ", wider than its owner's; a file of people and secrets has mode 600");
        }
    }

    private void write(List<String> lines) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path folder = target.getParent();
            if (folder == null) {
                throw new ConfigurationException("the list of people " + file + " must be a file in a folder");
            }
            Files.createDirectories(folder);
            boolean posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
            FileAttribute<?>[] mode = posix
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                    : new FileAttribute<?>[0];
            Path made = Files.createTempFile(folder, ".people-", "", mode);
            try {
                Files.write(made, lines);
                Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (IOException e) {
            throw new ConfigurationException("the list of people " + file + " cannot be written: " + e, e);
        }
    }
}
