package org.loopscope.controller.mqtt;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionAttributeStore;
import com.hivemq.extension.sdk.api.client.parameter.InitializerInput;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundInput;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundOutput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishOutboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishOutboundOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.general.ModifiableUserProperties;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.util.Optional;

/**
 * The embedded broker's gate: who comes in, what they may do then, and what reaches them. Called on the broker's own
 * threads; it has no state of its own.
 */
final class BrokerGate implements ExtensionMain {
    /** Where a connection keeps who has opened it; clients cannot reach it. */
    private static final String USER = "loopscope.user";

    private final BrokerIdentity identity;
    private volatile boolean stands;

    BrokerGate(BrokerIdentity identity) {
        this.identity = identity;
    }

    /** Whether the broker has put it up; without, it would let in anybody. */
    boolean stands() {
        return stands;
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        SimpleAuthenticator authenticator = this::authenticate;
        Services.securityRegistry().setAuthenticatorProvider(provided -> authenticator);
        Services.securityRegistry().setAuthorizerProvider(provided -> new TopicAuthorizer());
        Services.interceptorRegistry().setConnectInboundInterceptorProvider(provided -> BrokerGate::keepApart);
        Services.initializerRegistry().setClientInitializer(BrokerGate::passOn);
        stands = true;
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        stands = false;
    }

    static Optional<BrokerUser> user(ConnectionAttributeStore connection) {
        return connection.getAsString(USER).flatMap(BrokerUser::ofWord);
    }

    private void authenticate(SimpleAuthInput input, SimpleAuthOutput output) {
        identity.user(input.getConnectPacket(), input.getConnectionInformation())
                .ifPresentOrElse(
                        user -> {
                            input.getConnectionInformation()
                                    .getConnectionAttributeStore()
                                    .putAsString(USER, user.word());
                            output.authenticateSuccessfully();
                        },
                        () -> output.failAuthentication(
                                ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "not in the list of people, or not so"));
    }

    /** A client that takes another's identifier would end that one's connection: each person's are their own. */
    private static void keepApart(ConnectInboundInput input, ConnectInboundOutput output) {
        String claimed = BrokerIdentity.claimed(input.getConnectPacket(), input.getConnectionInformation());
        output.getConnectPacket()
                .setClientId(claimed + " " + input.getConnectPacket().getClientId());
    }

    private static void passOn(InitializerInput input, ClientContext client) {
        client.addPublishInboundInterceptor(BrokerGate::sign);
        client.addPublishOutboundInterceptor(BrokerGate::deliver);
    }

    /** Whoever gave a name gives commands under it and no other. */
    private static void sign(PublishInboundInput input, PublishInboundOutput output) {
        ModifiableUserProperties properties = output.getPublishPacket().getUserProperties();
        user(input.getConnectionInformation().getConnectionAttributeStore())
                .flatMap(BrokerUser::signature)
                .ifPresent(name -> {
                    properties.removeName(CommandListener.PERSON);
                    properties.addUserProperty(CommandListener.PERSON, name);
                });
    }

    private static void deliver(PublishOutboundInput input, PublishOutboundOutput output) {
        String topic = input.getPublishPacket().getTopic();
        boolean may = user(input.getConnectionInformation().getConnectionAttributeStore())
                .map(user -> user.mayReceive(topic))
                .orElse(false);
        if (!may) {
            output.preventPublishDelivery();
        }
    }
}
