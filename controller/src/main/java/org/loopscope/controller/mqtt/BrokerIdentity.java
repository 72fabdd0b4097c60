package org.loopscope.controller.mqtt;

import com.hivemq.extension.sdk.api.client.parameter.ClientTlsInformation;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.client.parameter.Listener;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.loopscope.controller.access.AccessList;
import org.loopscope.controller.access.Person;
import org.loopscope.controller.access.Secret;

/**
 * Says who a client of the embedded broker is.
 *
 * @param rigSecret known to this process alone
 * @param people who is let in from other machines
 */
record BrokerIdentity(Secret rigSecret, AccessList people) {
    /** No name of a person begins so. */
    private static final String RIG = "rig:";

    BrokerLogin rigLogin(String rig) {
        return BrokerLogin.of(RIG + rig, rigSecret);
    }

    /** Whom a client claims to be, proven or not. Two who claim different things never share a client identifier. */
    static String claimed(ConnectPacket connect, ConnectionInformation connection) {
        return connect.getUserName().or(() -> commonName(connection)).orElse(Person.LOCAL);
    }

    /** Who a client is; none when it proves nothing and does not come from this machine. */
    Optional<BrokerUser> user(ConnectPacket connect, ConnectionInformation connection) {
        Optional<String> name = connect.getUserName();
        if (name.isPresent()) {
            return named(
                    name.get(),
                    connect.getPassword().map(BrokerIdentity::secret).orElse(new Secret("")));
        }
        boolean local = connection
                .getListener()
                .map(Listener::getName)
                .filter(BrokerFolder.LOCAL_LISTENER::equals)
                .isPresent();
        return local
                ? Optional.of(BrokerUser.local())
                : commonName(connection).flatMap(people::named).map(BrokerUser::of);
    }

    private Optional<BrokerUser> named(String name, Secret secret) {
        if (name.startsWith(RIG)) {
            String rig = name.substring(RIG.length());
            boolean proven = rigSecret.equalsSecret(secret) && RigTopics.isRigName(rig);
            return proven ? Optional.of(new BrokerUser.Rig(rig)) : Optional.empty();
        }
        return people.role(name, secret).flatMap(role -> people.named(name)).map(BrokerUser::of);
    }

    private static Secret secret(ByteBuffer password) {
        return new Secret(StandardCharsets.UTF_8.decode(password.duplicate()).toString());
    }

    /** From a certificate that TLS has found signed by one of the trusted; none without, or with more names than one. */
    private static Optional<String> commonName(ConnectionInformation connection) {
        return connection
                .getClientTlsInformation()
                .flatMap(ClientTlsInformation::getClientCertificate)
                .flatMap(BrokerIdentity::commonName);
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            List<String> names = new LdapName(
                            certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> String.valueOf(part.getValue()))
                            .toList();
            return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
