package org.loopscope.controller.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.operator.LiveParameter;
import org.loopscope.controller.operator.OperatorCommand;
import org.loopscope.controller.operator.OperatorRequest;
import org.loopscope.controller.summary.TestedSession;
import org.loopscope.firmware.ClockFit;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.Pulse;
import org.loopscope.inference.Response;
import org.loopscope.inference.quality.HeldOutPredictions;
import org.loopscope.inference.quality.QualityFigure;
import org.loopscope.inference.quality.TestQuality;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;

class EventPublisherTest {
    private static final long MS = 1_000_000L;

    private final List<TelemetryMessage> sent = new ArrayList<>();
    private final EventPublisher publisher = publisher(facts(false));

    private static SessionFacts facts(boolean armed) {
        return new SessionFacts(
                "rig-1",
                "inception",
                "sub-1",
                armed,
                List.of(
                        new RigMessage.PlannedBlock("rest", "spontaneous", 10),
                        new RigMessage.PlannedBlock("map-1", "map", 30)),
                new RigMessage.Config("00", "inception", 1, 33 * MS, List.of(), null),
                33 * MS,
                50 * MS,
                new PlannedSettings(
                        0.003,
                        List.of(
                                new PlannedSettings.OfBlock("watch", 0.25, null),
                                new PlannedSettings.OfBlock("map-1", null, null),
                                new PlannedSettings.OfBlock("adapt-1", null, 40.0))),
                List.of());
    }

    private EventPublisher publisher(SessionFacts of) {
        return new EventPublisher(of, sent::add, () -> 7, () -> OptionalLong.of(123));
    }

    private static SessionEvent.ActivityInferred activity(long index, long endNs, int cells) {
        float[] ones = new float[cells];
        Arrays.fill(ones, 1.5f);
        return new SessionEvent.ActivityInferred(
                index, endNs, endNs, 0.25f, -0.5f, 0.9f, index - 2, ones, ones, ones, new float[cells], ones);
    }

    private static StimulusDecision decision(Stimulus stimulus, boolean missed) {
        return new StimulusDecision(3, 120, stimulus, 5000 * MS, 500 * MS, 4990 * MS, 4900 * MS, missed, "mei", 4, 2);
    }

    private <T extends TelemetryMessage> List<T> of(Class<T> kind) {
        return sent.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static JsonNode json(TelemetryMessage message) throws IOException {
        return JsonMapper.builder().build().readTree(new TelemetryEncoding().encode(message));
    }

    private void start() {
        publisher.accept(new SessionEvent.SessionStarted(
                "sub-1_ses-2", "a: long configuration", "2026-08-01T10:00:00Z", "0.1", "java", false));
    }

    @Test
    void shouldTellOfNewCellsWhenASearchHasEnded() throws IOException {
        start();
        RoiSet three = new RoiSet(8, 8, Collections.nCopies(3, new Roi(9, new int[] {1}, new float[] {1})), "made up");
        publisher.accept(new SessionEvent.NewCellsAdopted(1, 900, three, new long[3]));
        publisher.accept(
                new SessionEvent.NewCellsAdopted(2, 1800, new RoiSet(8, 8, List.of(), "made up"), new long[0]));
        List<RigMessage.NewCells> told = of(RigMessage.NewCells.class);
        assertEquals(2, told.size());
        JsonNode last = json(told.getLast());
        assertEquals(2, last.path("search").asInt());
        assertEquals(0, last.path("found").asInt(-1));
        assertEquals(3, last.path("newCells").asInt());
        assertEquals(1800, last.path("frameIndex").asInt());
    }

    @Test
    void shouldThinFramesToTenPerSecondAndHealthToOneWhenFramesComeAtThirty() {
        for (int i = 0; i < 300; i++) {
            publisher.accept(new SessionEvent.FrameArrived(i, i * 33L * MS, i * 33L * MS, 0));
            publisher.accept(activity(i, i * 33L * MS, 4));
        }
        // 9.9 s of session: every fourth frame of 33 ms is the first one 100 ms after the last.
        assertEquals(75, of(RigMessage.FrameSummary.class).size());
        assertEquals(9, of(RigMessage.Health.class).size());
        RigMessage.FrameSummary first = of(RigMessage.FrameSummary.class).getFirst();
        assertEquals(new RigMessage.FrameSummary(0, 0, 0.25f, -0.5f, 0.9f, 4, 1.5f, 0), first);
    }

    @Test
    void shouldCountFaultsAndWorstLatencyInHealth() {
        publisher.accept(new SessionEvent.FrameArrived(0, 0, 0, 0));
        publisher.accept(activity(0, 0, 1));
        publisher.accept(new SessionEvent.FramesLost(4, 6, "counter jumped"));
        publisher.accept(new SessionEvent.RawFrameShed(7, SessionEvent.Shed.DISK_TOO_SLOW));
        publisher.accept(new SessionEvent.FaultRaised(9, "the laser is off", false));
        publisher.accept(new SessionEvent.ClockFitted(10, new ClockFit(1 / 1.00002, 0, 1500, 9)));
        publisher.accept(new SessionEvent.LatencyMeasured(0, 4 * MS, 6 * MS));
        publisher.accept(new SessionEvent.LatencyMeasured(1, 3 * MS, -1));
        publisher.accept(new SessionEvent.StimulusDecided(decision(new Stimulus.Blank(), true)));
        publisher.accept(activity(31, 1000 * MS, 1));
        RigMessage.Health health = of(RigMessage.Health.class).getFirst();
        assertEquals(1000 * MS, health.sessionNs());
        assertEquals(1, health.frames());
        assertEquals(3, health.framesLost());
        assertEquals(1, health.rawFramesShed());
        assertEquals(1, health.decisions());
        assertEquals(1, health.missedDeadlines());
        assertEquals(1, health.faults());
        assertEquals(4, health.worstActivityMs());
        assertEquals(6, health.worstDecisionMs());
        assertEquals(20, health.clockDriftPpm(), 1e-6);
        assertEquals(7, health.telemetryDropped());
        assertEquals(2, of(RigMessage.Fault.class).size(), "lost frames and the fault");
        publisher.accept(activity(61, 2000 * MS, 1));
        assertEquals(0, of(RigMessage.Health.class).getLast().worstActivityMs(), "since the message before");
    }

    @Test
    void shouldKeepSessionMessageUpToDate() {
        start();
        publisher.accept(new SessionEvent.RoisFixed(9, new RoiSet(8, 8, List.of(), "file"), new float[64]));
        publisher.accept(new SessionEvent.TargetsChosen(new int[] {5, 2}, new float[] {0.9f, 0.8f}));
        publisher.accept(new SessionEvent.SessionEnded("completed", 99));
        List<RigMessage.Session> sessions = of(RigMessage.Session.class);
        assertEquals(
                List.of("calibrating", "calibrating", "completed"),
                sessions.stream().map(RigMessage.Session::phase).toList());
        assertEquals(List.of(5, 2), sessions.getLast().targets());
        assertEquals(99, sessions.getLast().sessionNs());
        assertEquals("sub-1_ses-2", sessions.getLast().sessionId());
        assertInstanceOf(RigMessage.Health.class, sent.getLast());
    }

    @Test
    void shouldSendPresentationsPulsesAndResponsesWithTargetsRates() throws IOException {
        publisher.accept(new SessionEvent.TargetsChosen(new int[] {2, 0}, new float[2]));
        Presentation seen = new Presentation(
                decision(new Stimulus.BankImage(12), false), 5003 * MS, 5503 * MS, Presentation.Outcome.LATE);
        Presentation unseen = new Presentation(
                decision(new Stimulus.HeldOutImage(1), false),
                Presentation.NOT_MEASURED,
                Presentation.NOT_MEASURED,
                Presentation.Outcome.NOT_SEEN);
        Pulse pulse = new Pulse(Line.STIMULATION, 10, 20);
        publisher.accept(new SessionEvent.PulseDecided(1, 9, pulse, 3f));
        publisher.accept(new SessionEvent.CycleInputs(
                1, 30, List.of(), List.of(new ExecutedPulse(pulse, 1, 11)), List.of(seen, unseen), 0, List.of()));
        publisher.accept(new SessionEvent.ResponseMeasured(new Response(seen, new float[] {1, 2, 6}, 15)));
        List<TrialMessage.Presented> presented = of(TrialMessage.Presented.class);
        JsonNode first = json(presented.getFirst());
        assertEquals("bank", first.at("/stimulus/kind").asText());
        assertEquals(12, first.at("/stimulus/index").asInt());
        assertEquals(5003 * MS, first.at("/measuredOnsetNs").asLong());
        assertEquals("LATE", first.at("/outcome").asText());
        assertNull(presented.getLast().measuredOnsetNs());
        assertTrue(json(presented.getLast()).at("/measuredOnsetNs").isNull());
        assertEquals(
                List.of(
                        new RigMessage.PulseOutput("STIMULATION", 10, 20, null),
                        new RigMessage.PulseOutput("STIMULATION", 10, 20, 11L)),
                of(RigMessage.PulseOutput.class));
        assertEquals(
                new TrialMessage.Responded(
                        3,
                        new TrialMessage.Shown("bank", 12, null),
                        "mei",
                        5003 * MS,
                        15,
                        3f,
                        List.of(2, 0),
                        List.of(6f, 1f)),
                of(TrialMessage.Responded.class).getFirst());
    }

    @Test
    void shouldSummarizeQualityByQuartiles() {
        publisher.accept(untested(50, 400, new float[] {0.5f, 0.1f, 0.3f, 0.2f, 0.4f}, 0.3f));
        assertEquals(
                new ModelMessage.Quality(
                        50, 400, 5, 0.3f, 0.2f, 0.3f, 0.4f, null, null, null, 0, null, null, null, null, null),
                of(ModelMessage.Quality.class).getFirst());
    }

    @Test
    void shouldPublishIntervalsAndLeaveOutWhatIsNotDefined() {
        TestedSession tested = new TestedSession(3);
        publisher.accept(tested.measured());
        ModelMessage.Quality quality = of(ModelMessage.Quality.class).getFirst();
        assertEquals(Float.valueOf(tested.quality().testCorrelation().low()), quality.meanLow());
        assertEquals(Float.valueOf(tested.quality().typical(QualityFigure.FEVE).value()), quality.feve());
        assertEquals(tested.quality().reliable().length, quality.reliableNeurons());
        String json = new String(new TelemetryEncoding().encode(quality), StandardCharsets.UTF_8);
        assertFalse(json.contains("NaN"), json);
    }

    private static SessionEvent.QualityMeasured untested(int presentations, int steps, float[] each, float mean) {
        return new SessionEvent.QualityMeasured(
                presentations,
                steps,
                each,
                mean,
                TestQuality.none(each.length, 0, 0),
                new HeldOutPredictions(new int[0], new float[0]));
    }

    private static List<SessionEvent> asked(String id, OperatorCommand command, boolean accepted) {
        return List.of(
                new SessionEvent.CycleInputs(
                        9, 9, List.of(), List.of(), List.of(), 0, List.of(new OperatorRequest(id, "anna", command))),
                new SessionEvent.OperatorAnswered(id, command.verb(), accepted, accepted ? "" : "no", 9));
    }

    private static SessionEvent block(String name, boolean begun) {
        return new SessionEvent.BlockChanged(name, "adapt", begun, 5, 6);
    }

    /** Of the last session message. */
    private List<Double> settings() {
        return of(RigMessage.Session.class).getLast().settings().stream()
                .map(RigMessage.Setting::value)
                .toList();
    }

    @Test
    void shouldTellWhatCanBeSetAndWhatItIsNow() {
        start();
        assertEquals(
                List.of("learning.rate 1.0E-6", "trigger.threshold -1000000.0", "block.presentations 1.0"),
                of(RigMessage.Session.class).getLast().settings().stream()
                        .map(setting -> setting.name() + " " + setting.least())
                        .toList());
        assertEquals(Arrays.asList(0.003, null, null), settings());
        publisher.accept(block("watch", true));
        assertEquals(Arrays.asList(0.003, 0.25, null), settings());
        asked("a", new OperatorCommand.Set(LiveParameter.TRIGGER_THRESHOLD, 0.5), true)
                .forEach(publisher::accept);
        asked("b", new OperatorCommand.Set(LiveParameter.LEARNING_RATE, 0.01), false)
                .forEach(publisher::accept);
        assertEquals(Arrays.asList(0.003, 0.5, null), settings());
        publisher.accept(block("watch", false));
        publisher.accept(block("map-1", true));
        publisher.accept(block("map-1", false));
        publisher.accept(block("adapt-1", true));
        assertEquals(Arrays.asList(0.003, null, 40.0), settings());
        asked("c", new OperatorCommand.Set(LiveParameter.BLOCK_PRESENTATIONS, 50), true)
                .forEach(publisher::accept);
        publisher.accept(new SessionEvent.SessionContinued(2, 9));
        publisher.accept(block("adapt-1", true));
        assertEquals(Arrays.asList(0.003, null, 50.0), settings(), "another part goes on with the same block");
    }

    @Test
    void shouldNotStayArmedOnceFramesComeInALaterPart() {
        EventPublisher goesOn = publisher(facts(true).after(List.of(block("adapt-1", true))));
        goesOn.accept(new SessionEvent.SessionStarted("s", "x", "now", "0.1", "java", false));
        goesOn.accept(new SessionEvent.SessionContinued(2, 9));
        goesOn.accept(new SessionEvent.FrameArrived(0, 0, 0, 0));
        goesOn.accept(activity(0, 0, 4));
        assertEquals(
                List.of("armed", "calibrating", "running"),
                of(RigMessage.Session.class).stream()
                        .map(RigMessage.Session::phase)
                        .toList());
    }

    @Test
    void shouldStandAsTheEarlierPartsLeftIt() {
        List<SessionEvent> earlier = new ArrayList<>(List.of(block("adapt-1", true)));
        earlier.addAll(asked("a", new OperatorCommand.Set(LiveParameter.LEARNING_RATE, 0.01), true));
        earlier.addAll(asked("b", new OperatorCommand.Set(LiveParameter.BLOCK_PRESENTATIONS, 50), true));
        earlier.addAll(asked("c", new OperatorCommand.Veto(3, true), true));
        earlier.addAll(asked("d", new OperatorCommand.Pause(), true));
        EventPublisher goesOn = publisher(facts(true).after(earlier));
        goesOn.accept(new SessionEvent.SessionStarted("s", "x", "now", "0.1", "java", false));
        goesOn.accept(new SessionEvent.SessionContinued(2, 9));
        goesOn.accept(new SessionEvent.FrameArrived(0, 0, 0, 0));
        goesOn.accept(activity(0, 0, 4));
        goesOn.accept(block("adapt-1", true));
        List<RigMessage.Session> told = of(RigMessage.Session.class);
        assertEquals(
                List.of("armed", "paused"),
                told.stream().map(RigMessage.Session::phase).distinct().toList());
        assertEquals(List.of(3), told.getLast().vetoed());
        assertEquals(Arrays.asList(0.01, null, 50.0), settings());
    }

    @Test
    void shouldStayBelowEightKilobytesWhenSessionIsLarge() {
        String endless = "x".repeat(100_000);
        int[] targets = new int[5000];
        Arrays.fill(targets, 4999);
        publisher.accept(new SessionEvent.SessionStarted(endless, endless, "now", "0.1", endless, true));
        publisher.accept(new SessionEvent.TargetsChosen(targets, new float[5000]));
        publisher.accept(new SessionEvent.FaultRaised(1, endless, true));
        publisher.accept(activity(1, 1, 5000));
        new TraceBatches(sent::add).accept(activity(1, 1, 5000));
        publisher.accept(untested(1, 1, new float[5000], 0));
        Presentation seen = new Presentation(decision(new Stimulus.Blank(), false), 1, 2, Presentation.Outcome.ON_TIME);
        float[] rates = new float[5000];
        Arrays.fill(rates, 0.12345678f);
        publisher.accept(new SessionEvent.ResponseMeasured(new Response(seen, rates, 15)));
        assertTrue(sent.size() >= 10, () -> sent.size() + " messages");
        TelemetryEncoding encoding = new TelemetryEncoding();
        for (TelemetryMessage message : sent) {
            assertTrue(encoding.encode(message).length <= TelemetryEncoding.MAX_BYTES);
        }
    }

    @Test
    void shouldSendNothingForWhatOnlyTheLogNeeds() {
        publisher.accept(new SessionEvent.TrainingStepsTaken(1, 2));
        publisher.accept(new SessionEvent.ModelSnapshot(1, new float[10]));
        publisher.accept(new SessionEvent.ArrayChecksum("/a", 1, 2));
        publisher.accept(new SessionEvent.LatencyMeasured(1, 2, 3));
        publisher.accept(new SessionEvent.RawFrameShed(1, SessionEvent.Shed.DISK_TOO_SLOW));
        assertEquals(List.of(), sent);
        publisher.accept(new SessionEvent.BlockChanged("map-1", "map", true, 5, 6));
        assertEquals(
                List.of(
                        new TrialMessage.Block("map-1", "map", true, 5, 6),
                        new RigMessage.LogLine("info", "block map-1 has begun", 6)),
                sent);
    }
}
