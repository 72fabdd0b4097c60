package org.loopscope.controller.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.rig.Banks;
import org.loopscope.controller.session.LiveImage;
import org.loopscope.controller.session.TelemetryStream;
import org.loopscope.controller.telemetry.SessionFacts;
import org.loopscope.firmware.clock.SteppedSessionClock;
import org.loopscope.stimulus.StimulusBank;

/** What pages send, on its way through the agent that does what they ask, beside a session with some activity to show. */
public final class ReceivedRequests {
    private static final long PERIOD_NS = 33_000_000;
    private static final int CELLS = 12;
    private static final int FRAMES = 8;

    private final SessionFacts facts;
    private final StimulusBank bank;
    private final PageRequest.Reader reader = new PageRequest.Reader();
    private final JsonMapper json = JsonMapper.builder().build();

    /** @param experiment that the session runs */
    public ReceivedRequests(Path experiment) {
        ExperimentConfig config = ExperimentFile.read(experiment, List.of());
        facts = SessionFacts.of(config, PERIOD_NS);
        bank = Banks.of(config);
    }

    /** A request of each kind, and each command. */
    public static List<byte[]> requests() {
        Stream<String> commands = Stream.of(
                        "\"start\"",
                        "\"mark\",\"arguments\":{\"text\":\"mouse awake\"}",
                        "\"targets\",\"arguments\":{\"neurons\": [ 1 , 2 , 3 , 4 , 5 , 6 ]}",
                        "\"veto\",\"arguments\":{\"neuron\":3,\"vetoed\":true}",
                        "\"set\",\"arguments\":{\"name\":\"learning.rate\",\"value\":0.001}")
                .map(verb -> "{\"type\":\"command\",\"id\":\"page-1\",\"verb\":" + verb + "}");
        Stream<String> others = Stream.of(
                "{\"type\":\"select\",\"cells\": [ 0 , 3 , 11 , 7 , 1 , 2 , 5 , 4 ]}",
                "{\"type\":\"live\",\"plane\":0}",
                "{\"type\":\"seek\",\"sessionNs\":12000000000}",
                "{\"type\":\"play\",\"playing\":true,\"speed\":4}");
        return Stream.concat(others, commands)
                .map(request -> request.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /**
     * Has a request done, and shows the page what comes next.
     *
     * @throws IllegalArgumentException when it is no request
     * @throws IOException when it is a command that is refused, with what the page is told
     */
    public void read(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        PageRequest request = reader.read(text);
        BlockingQueue<PageCall> calls = new ArrayBlockingQueue<>(8);
        CommandDesk desk = new CommandDesk(new SteppedSessionClock());
        TelemetryStream stream = new TelemetryStream(false);
        List<String> failures = new ArrayList<>();
        PageAgent agent = new PageAgent(calls, desk, new SteppedSessionClock(), "0", "test-rig", failures::add);
        ToldPage page = new ToldPage();
        calls.add(new PageCall.Shows(new LiveView(facts, bank, stream, new LiveImage(), OptionalLong::empty)));
        calls.add(new PageCall.Opened(page.client()));
        frames(0, stream);
        agent.doWork();
        page.take();
        calls.add(new PageCall.Said(page.client(), text));
        agent.doWork();
        frames(FRAMES, stream);
        agent.doWork();
        if (!failures.isEmpty()) {
            throw new AssertionError("the pages were given up: " + failures);
        }
        if (request instanceof PageRequest.Command && desk.poll() == null) {
            JsonNode reply = reply(page.take());
            if (!reply.path("accepted").asBoolean()) {
                throw new IOException(reply.path("reason").asText());
            }
        }
    }

    private JsonNode reply(List<String> told) throws IOException {
        for (String each : told) {
            if (each.contains("\"type\":\"reply\"")) {
                return json.readTree(each).path("body");
            }
        }
        throw new AssertionError("a command was neither taken nor answered: " + told);
    }

    private static void frames(int first, TelemetryStream stream) {
        float[] values = new float[CELLS];
        Arrays.fill(values, 0.5f);
        for (int i = first; i < first + FRAMES; i++) {
            long endNs = i * PERIOD_NS;
            stream.accept(new ActivityInferred(
                    i, endNs, endNs, 0, 0, 1, -1, values, values, values, values, new float[CELLS]));
        }
    }
}
