package org.loopscope.controller.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What a session needs to be reached from other machines: files, which are read when something is opened to them.
 *
 * @param people who is let in, as {@code ./loopscope access add} writes it
 * @param certificate this machine's, PEM, with its chain
 * @param key to the certificate, PEM, PKCS#8, not encrypted
 * @param clientCa who signs the certificates of people who show one in place of their secret
 */
public record NetworkConfig(Path people, Path certificate, Path key, Optional<Path> clientCa) {
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "::1", "localhost");

    /**
     * Whether only this machine's own people and programs get to an address to listen on. Only the three usual names of it count;
     * any other address, be it 127.0.0.2, is treated as reachable from elsewhere.
     */
    public static boolean isThisMachineOnly(String bind) {
        return THIS_MACHINE.contains(bind);
    }
}
