package org.loopscope.controller.access;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loopscope.controller.config.ConfigurationException;

/**
 * The people who are let in, and what each may do. Names are unique. Every look at a secret goes through the whole list in
 * the same time, whether it is known or not.
 */
public record AccessList(List<Person> people) {
    public AccessList {
        people = List.copyOf(people);
        if (people.stream().map(Person::name).distinct().count() < people.size()) {
            throw new IllegalArgumentException("each person is in the list once");
        }
    }

    /**
     * Reads a file of people, one a line: {@code name role sha256:HEX}. Empty lines and those that begin with # are left out.
     *
     * @throws ConfigurationException in one line, with the file and the line in it, when it cannot be read, is not written so,
     *     or is not its owner's alone
     */
    public static AccessList read(Path file) {
        return new PeopleFile(file).read();
    }

    /** What the person of this name may do, if the secret is theirs. */
    public Optional<Role> role(String name, Secret secret) {
        return person(secret).filter(person -> person.name().equals(name)).map(Person::role);
    }

    /** Whose secret it is. */
    public Optional<Person> person(Secret secret) {
        Optional<Person> found = Optional.empty();
        for (Person person : people) {
            if (person.secret().isOf(secret)) {
                found = Optional.of(person);
            }
        }
        return found;
    }

    /** The person of a name, for whom another proof than the secret was given, such as a certificate. */
    public Optional<Person> named(String name) {
        return people.stream().filter(person -> person.name().equals(name)).findFirst();
    }
}
