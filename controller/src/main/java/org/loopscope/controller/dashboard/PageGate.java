package org.loopscope.controller.dashboard;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.access.Role;

/**
 * Who is let in. Whoever sits at the machine may command; but not what another site's page does in their browser: a
 * browser says in {@code Origin} whose page it is, and in {@code Host} what it thinks it talks to, which has to be us.
 *
 * @param hosts what we are called, each as {@code name:port}, lower case
 */
record PageGate(List<String> hosts) {
    static final String PROTOCOL = "loopscope.v1";

    /** Somebody who is let in. */
    record Visitor(String person, Role role) {}

    PageGate {
        hosts = List.copyOf(hosts);
    }

    /** Whether a request is meant for us. */
    boolean isMeant(@Nullable String host) {
        return host != null && hosts.contains(host.toLowerCase(java.util.Locale.ROOT));
    }

    /**
     * Who opens a page.
     *
     * @param origin of the page that asks; null for what is no browser
     */
    Optional<Visitor> visitor(@Nullable String host, @Nullable String origin, List<String> protocols) {
        boolean own = origin == null || hosts.stream().anyMatch(name -> origin.equalsIgnoreCase("http://" + name));
        return isMeant(host) && own && protocols.contains(PROTOCOL)
                ? Optional.of(new Visitor("local", Role.OPERATOR))
                : Optional.empty();
    }
}
