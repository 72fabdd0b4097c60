package org.loopscope.controller.whatif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.KeyDifference;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.BlockChanged;
import org.loopscope.controller.log.SessionEvent.PulseDecided;
import org.loopscope.controller.log.SessionEvent.StimulusDecided;
import org.loopscope.controller.log.SessionEvent.TargetsChosen;
import org.loopscope.controller.protocol.Knowledge;
import org.loopscope.controller.whatif.DecisionAgreement.PlansPart;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;

/** Takes what both sides put out in each cycle of the experiment, as long as their plans go together. */
public final class DecisionTally {
    private final Supplier<CellPairs> cells;
    private final List<KeyDifference> keys;
    private final List<Parting> partings = new ArrayList<>();
    private final ImageTally images = new ImageTally();
    private int[] targetsRecorded = {};
    private int[] targetsTried = {};
    private long compared;
    private long pulsesRecorded;
    private long pulsesTried;
    private long pulsesTogether;
    private String block = "";
    private int trial;
    private @Nullable PlansPart plansPart;

    /**
     * @param cells asked when something was decided, which no side does before it has cells
     * @param keys in which the two experiments differ
     */
    public DecisionTally(Supplier<CellPairs> cells, List<KeyDifference> keys) {
        this.cells = cells;
        this.keys = keys;
    }

    /** @param knowledge the what-if's; null while it has none */
    public void cycle(
            long frameIndex, List<SessionEvent> recorded, List<SessionEvent> tried, @Nullable Knowledge knowledge) {
        if (plansPart != null) {
            return;
        }
        trials(frameIndex, of(StimulusDecided.class, recorded), of(StimulusDecided.class, tried), knowledge);
        pulses(
                of(PulseDecided.class, recorded).size(),
                of(PulseDecided.class, tried).size());
        of(TargetsChosen.class, recorded).forEach(chosen -> targetsRecorded = chosen.neurons());
        of(TargetsChosen.class, tried).forEach(chosen -> targetsTried = chosen.neurons());
        blocks(frameIndex, of(BlockChanged.class, recorded), of(BlockChanged.class, tried));
    }

    /** True once the plans cannot be compared any more. */
    public boolean plansParted() {
        return plansPart != null;
    }

    private void trials(
            long frameIndex,
            List<StimulusDecided> recorded,
            List<StimulusDecided> tried,
            @Nullable Knowledge knowledge) {
        for (int i = 0; i < Math.min(recorded.size(), tried.size()); i++) {
            StimulusDecision theirs = recorded.get(i).decision();
            StimulusDecision own = tried.get(i).decision();
            if (theirs.requestedOnsetNs() != own.requestedOnsetNs() || theirs.durationNs() != own.durationNs()) {
                part(
                        frameIndex,
                        "the trials have another beat from trial " + (trial + 1) + " of block " + block + " on");
                return;
            }
            trial(frameIndex, theirs, own, knowledge);
        }
        if (recorded.size() != tried.size()) {
            boolean theyGoOn = recorded.size() > tried.size();
            String after = "after trial " + trial + " of block " + block;
            part(
                    frameIndex,
                    theyGoOn
                            ? after + " the recorded session decides one more, the what-if none"
                            : after + " the what-if decides one more, the recorded session none");
        }
    }

    private void trial(long frameIndex, StimulusDecision theirs, StimulusDecision own, @Nullable Knowledge knowledge) {
        compared++;
        trial++;
        images.record(theirs);
        images.tried(own);
        boolean sameChoice = sameChoice(theirs.stimulus(), own.stimulus());
        if (sameChoice && samePixels(theirs.stimulus(), own.stimulus())) {
            return;
        }
        Expectation expectation = knowledge == null
                ? new Expectation(Double.NaN, Double.NaN, "")
                : Expectation.of(knowledge, theirs.stimulus(), own.stimulus());
        partings.add(new Parting(block, trial, frameIndex, Choice.of(theirs), Choice.of(own), sameChoice, expectation));
    }

    /** The same picture of the bank, or pictures made for the same cell. */
    private boolean sameChoice(Stimulus recorded, Stimulus tried) {
        if (recorded instanceof Stimulus.Synthesized theirs && tried instanceof Stimulus.Synthesized own) {
            return cells.get().triedOf(theirs.targetNeuron()) == own.targetNeuron();
        }
        return recorded.equals(tried);
    }

    private static boolean samePixels(Stimulus recorded, Stimulus tried) {
        return !(recorded instanceof Stimulus.Synthesized theirs && tried instanceof Stimulus.Synthesized own)
                || Arrays.equals(theirs.image().pixels(), own.image().pixels());
    }

    private void pulses(int recorded, int tried) {
        pulsesRecorded += recorded;
        pulsesTried += tried;
        pulsesTogether += Math.min(recorded, tried);
    }

    private void blocks(long frameIndex, List<BlockChanged> recorded, List<BlockChanged> tried) {
        for (int i = 0; i < Math.max(recorded.size(), tried.size()); i++) {
            BlockChanged theirs = i < recorded.size() ? recorded.get(i) : null;
            BlockChanged own = i < tried.size() ? tried.get(i) : null;
            if (theirs == null || own == null || !same(theirs, own)) {
                part(frameIndex, "recorded: " + words(theirs) + ", what-if: " + words(own));
                return;
            }
            block = theirs.block();
            trial = 0;
        }
    }

    private static boolean same(BlockChanged a, BlockChanged b) {
        return a.block().equals(b.block()) && a.kind().equals(b.kind()) && a.begun() == b.begun();
    }

    private String words(@Nullable BlockChanged change) {
        if (change == null) {
            return block.isEmpty() ? "no block yet" : "block " + block + " goes on, or the plan has ended";
        }
        return change.begun()
                ? "block " + change.block() + " (" + change.kind() + ") begins"
                : "block " + change.block() + " ends after " + trial + " trials";
    }

    private void part(long frameIndex, String why) {
        if (plansPart == null) {
            plansPart = new PlansPart(frameIndex, why + "; " + PlanKeys.inWords(keys));
        }
    }

    private static <T extends SessionEvent> List<T> of(Class<T> kind, List<SessionEvent> events) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public DecisionAgreement agreement() {
        return new DecisionAgreement(
                compared, partings, pulsesRecorded, pulsesTried, pulsesTogether, Optional.ofNullable(plansPart));
    }

    public TargetAgreement targets(CellPairs pairs) {
        return TargetAgreement.of(targetsRecorded, targetsTried, pairs);
    }

    public List<ImageAgreement> images(CellPairs pairs) {
        return images.agreement(pairs);
    }
}
