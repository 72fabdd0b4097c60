package org.loopscope.controller.mqtt;

import java.util.Optional;
import org.loopscope.controller.access.AccessList;
import org.loopscope.controller.access.TlsIdentity;
import org.loopscope.controller.access.TrustedSigners;

/**
 * What lets other machines reach the embedded broker, by TLS 1.2 or 1.3.
 *
 * @param bind address to listen on, or 0.0.0.0 for all
 * @param port 0 for a free one
 * @param people who is let in
 * @param identity this machine's certificate
 * @param clientSigners whose certificates are taken in place of a secret; nobody's where left out
 */
public record BrokerNetwork(
        String bind, int port, AccessList people, TlsIdentity identity, Optional<TrustedSigners> clientSigners) {
    public BrokerNetwork {
        BrokerPort.requireRange(port);
    }
}
