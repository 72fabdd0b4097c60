package org.loopscope.controller.cli;

import java.nio.file.Path;
import org.loopscope.controller.access.AccessList;
import org.loopscope.controller.access.PeopleFile;
import org.loopscope.controller.access.Person;
import org.loopscope.controller.access.Role;
import org.loopscope.controller.access.Secret;
import org.loopscope.controller.config.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ./loopscope access}: who is let in from other machines. */
@Command(
        name = "access",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "add|list|remove",
        description = "Says who may watch and command a session from another machine (network.people in its file).")
final class AccessCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "the list of people (default: .loopscope/people in the home folder)")
    private Path file = Path.of(System.getProperty("user.home"), ".loopscope", "people");

    @Command(description = "Lets somebody in, and prints their secret, once.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "who it is, as a-z, 0-9, '.', '_' and '-'") String name,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "watcher|operator",
                            description = "what they may do")
                    String role) {
        Role may = Role.of(role)
                .orElseThrow(
                        () -> new ConfigurationException("--role must be " + Role.words() + ", was '" + role + "'"));
        Secret secret = new PeopleFile(file).add(name, may);
        say(secret.reveal());
        say("This is the secret of " + name + ", " + may.word()
                + ". It is shown this once and kept nowhere: pass it on.");
        say("The list is " + file + "; a session takes it as network.people when it begins.");
        return ExitCode.DONE;
    }

    @Command(description = "Says who is let in.", mixinStandardHelpOptions = true)
    int list() {
        AccessList people = AccessList.read(file);
        for (Person person : people.people()) {
            say(person.name() + " " + person.role().word());
        }
        return ExitCode.DONE;
    }

    @Command(description = "Lets somebody in no more, from the next session on.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = "who it is") String name) {
        new PeopleFile(file).remove(name);
        say(name + " is let in no more, from the next session on");
        return ExitCode.DONE;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
