package org.loopscope.controller.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watchers that stop reading, or come in crowds, cost a broker little and the others nothing. */
@Timeout(180)
class SlowWatcherTest {
    private static final int MESSAGES = 5_000;
    private static final int MESSAGE_BYTES = 7_000;
    /** Sockets' buffers up to 4 MB, 1 MB inside the broker, 1024 messages queued, some in flight; of 35 MB sent. */
    private static final long MOST_KEPT_BYTES = 15_000_000;

    private static final String FRAME = "loopscope/v1/rig-1/frame";
    private static final String END = "loopscope/v1/rig-1/fault";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldKeepLittleForAWatcherThatStopsReading(int qos) throws IOException, MqttException, InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                RawClient stuck = new RawClient(broker.port(), BrokerLogin.ANONYMOUS, "stuck");
                MqttVisitor witness = new MqttVisitor(broker.url(), BrokerLogin.ANONYMOUS, "witness");
                RawClient rig = new RawClient(broker.port(), broker.login("rig-1"), "rig")) {
            stuck.subscribe("loopscope/#", qos);
            assertTrue(witness.subscribe("loopscope/v1/#"));
            for (int i = 0; i < MESSAGES; i++) {
                rig.publish(FRAME, MESSAGE_BYTES);
                // In step with the witness, which is to keep up on a machine with other work.
                assertEquals(FRAME, witness.next());
            }
            rig.publish(END, 1);
            assertEquals(END, witness.next(), "the others get everything");
            long kept = kept(stuck);
            assertTrue(kept > MESSAGE_BYTES, "it gets what it waited for: " + kept);
            assertTrue(kept < MOST_KEPT_BYTES, "kept for it: " + kept);
        }
    }

    /** What comes when it reads again, until nothing does for two seconds. */
    private static long kept(RawClient stuck) throws IOException {
        stuck.waitAtMost(2_000);
        byte[] buffer = new byte[1 << 16];
        long sum = 0;
        try {
            for (int read = stuck.in().read(buffer);
                    read >= 0;
                    read = stuck.in().read(buffer)) {
                sum += read;
            }
        } catch (SocketTimeoutException quiet) {
            assertTrue(sum > 0, quiet::toString);
        }
        return sum;
    }

    @Test
    void shouldTakeNoMoreThanACertainNumberOfConnections() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            List<RawClient> crowd = new ArrayList<>();
            try {
                for (int i = 0; i < 64; i++) {
                    crowd.add(new RawClient(broker.port(), BrokerLogin.ANONYMOUS, "c" + i));
                }
                assertFalse(MqttVisitor.isLetIn(broker.url(), BrokerLogin.ANONYMOUS));
                for (RawClient one : crowd) {
                    one.ping();
                }
            } finally {
                for (RawClient one : crowd) {
                    one.close();
                }
            }
        }
    }
}
