package org.loopscope.controller.mqtt;

import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds one connection to its user's rights. */
final class TopicAuthorizer implements PublishAuthorizer, SubscriptionAuthorizer {
    /** A page that shows everything needs about twenty; each costs memory until the connection ends. */
    private static final int MOST_SUBSCRIPTIONS = 256;

    private final AtomicInteger subscriptions = new AtomicInteger();

    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        PublishPacket packet = input.getPublishPacket();
        boolean may = BrokerGate.user(input.getConnectionInformation().getConnectionAttributeStore())
                .filter(user -> packet instanceof WillPublishPacket
                        ? user.mayLeave(packet.getTopic())
                        : user.mayPublish(packet.getTopic(), packet.getRetain()))
                .filter(user ->
                        packet.getResponseTopic().map(user::mayAskReplyOn).orElse(true))
                .isPresent();
        if (may) {
            output.authorizeSuccessfully();
        } else {
            output.failAuthorization();
        }
    }

    @Override
    public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        String filter = input.getSubscription().getTopicFilter();
        boolean may = BrokerGate.user(input.getConnectionInformation().getConnectionAttributeStore())
                .filter(user -> user.maySubscribe(filter))
                .isPresent();
        if (!may) {
            output.failAuthorization();
        } else if (subscriptions.incrementAndGet() > MOST_SUBSCRIPTIONS) {
            output.failAuthorization(SubackReasonCode.QUOTA_EXCEEDED);
        } else {
            output.authorizeSuccessfully();
        }
    }
}
