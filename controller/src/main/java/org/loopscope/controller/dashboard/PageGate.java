package org.loopscope.controller.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.access.AccessList;
import org.loopscope.controller.access.Person;
import org.loopscope.controller.access.Role;
import org.loopscope.controller.access.Secret;

/**
 * Who is let in at one of the page's addresses. In either, a browser says in {@code Origin} whose page asks, and in
 * {@code Host} what it thinks it talks to: another site's page is not let in, whatever name it has bent to us.
 */
sealed interface PageGate {
    String PROTOCOL = "loopscope.v1";

    /** Before a person's secret, among the protocols that a page offers: a browser can send it nowhere else. */
    String TOKEN_PROTOCOL = "loopscope.token.";

    /** Somebody who is let in. */
    record Visitor(String person, Role role) {}

    /** Whether a request is meant for us. */
    boolean isMeant(@Nullable String host);

    /**
     * Who opens a page; nobody when it may not be.
     *
     * @param origin of the page that asks; null for what is no browser
     * @param protocols that it offers
     */
    Optional<Visitor> visitor(@Nullable String host, @Nullable String origin, List<String> protocols);

    /**
     * For who sits at the machine, and may command.
     *
     * @param hosts what we are called here, each as {@code name:port}, lower case
     */
    record Local(List<String> hosts) implements PageGate {
        public Local {
            hosts = List.copyOf(hosts);
        }

        @Override
        public boolean isMeant(@Nullable String host) {
            return host != null && hosts.contains(host.toLowerCase(Locale.ROOT));
        }

        @Override
        public Optional<Visitor> visitor(@Nullable String host, @Nullable String origin, List<String> protocols) {
            boolean own = origin == null || hosts.stream().anyMatch(name -> origin.equalsIgnoreCase("http://" + name));
            return isMeant(host) && own && protocols.contains(PROTOCOL)
                    ? Optional.of(new Visitor(Person.LOCAL, Role.OPERATOR))
                    : Optional.empty();
        }
    }

    /** For people of other machines, each with a secret, by TLS. */
    record Outside(AccessList people) implements PageGate {
        /** A name or an address, and a port: nothing that would mean something else where the host is repeated. */
        private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

        @Override
        public boolean isMeant(@Nullable String host) {
            return host != null && HOST.matcher(host).matches();
        }

        @Override
        public Optional<Visitor> visitor(@Nullable String host, @Nullable String origin, List<String> protocols) {
            if (!isMeant(host)
                    || (origin != null && !origin.equalsIgnoreCase("https://" + host))
                    || !protocols.contains(PROTOCOL)) {
                return Optional.empty();
            }
            return protocols.stream()
                    .filter(protocol -> protocol.startsWith(TOKEN_PROTOCOL))
                    .findFirst()
                    .flatMap(token -> people.person(new Secret(token.substring(TOKEN_PROTOCOL.length()))))
                    .map(person -> new Visitor(person.name(), person.role()));
        }
    }
}
