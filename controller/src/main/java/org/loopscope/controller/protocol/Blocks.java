package org.loopscope.controller.protocol;

import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.BlockConfig.Choice;
import org.loopscope.controller.config.BlockConfig.Timing;
import org.loopscope.inference.learning.Disagreement;

/** From a block as written to a block under way. */
final class Blocks {
    private Blocks() {}

    static BlockStage enter(BlockConfig block, ProtocolSettings settings, int neurons, long nowNs) {
        return switch (block) {
            case BlockConfig.Spontaneous rest -> new BlockStage.Resting(nowNs + rest.durationNs());
            case BlockConfig.Triggered triggered ->
                new BlockStage.Watching(
                        new TriggerRun(triggered, neurons),
                        triggered.durationNs() == 0 ? Long.MAX_VALUE : nowNs + triggered.durationNs());
            case BlockConfig.Map map ->
                trials(
                        new MapRun(
                                map,
                                settings.learning(),
                                choice(map.policy(), settings, neurons, map.seed()),
                                settings.heldOutPictures()),
                        map.timing(),
                        settings,
                        nowNs);
            case BlockConfig.Adapt adapt ->
                trials(
                        new AdaptRun(
                                adapt, settings.learning(), choice(adapt.policy(), settings, neurons, adapt.seed())),
                        adapt.timing(),
                        settings,
                        nowNs);
            case BlockConfig.Synthesize synthesize ->
                trials(
                        new SynthesizeRun(
                                synthesize,
                                settings.learning(),
                                choice(Choice.BEST_OF_BANK, settings, neurons, synthesize.seed())),
                        synthesize.timing(),
                        settings,
                        nowNs);
            case BlockConfig.Evolve evolve ->
                trials(new EvolveRun(evolve, settings.learning()), evolve.timing(), settings, nowNs);
            case BlockConfig.Validate validate ->
                trials(
                        new ValidateRun(
                                validate, settings.learning(), settings.bank().choosable(), neurons),
                        validate.timing(),
                        settings,
                        nowNs);
        };
    }

    /** The first onset leaves the first decision its full lead. */
    private static BlockStage trials(BlockRun run, Timing timing, ProtocolSettings settings, long nowNs) {
        long firstOnsetNs = nowNs + settings.decisionLeadNs();
        return new BlockStage.Trials(
                run, new TrialClock(timing, firstOnsetNs, settings.decisionLeadNs(), settings.deadlineBeforeOnsetNs()));
    }

    private static BankChoice ranked(Disagreement by, String policy, ProtocolSettings settings, long seed) {
        return new RankedChoice(
                by, policy, settings.bankSize(), settings.learning().rescoreEvery(), seed);
    }

    static BankChoice choice(Choice policy, ProtocolSettings settings, int neurons, long seed) {
        return switch (policy) {
            case RANDOM -> new BankChoice.AtRandom(settings.bankSize(), false, seed);
            case GAUDY -> new BankChoice.AtRandom(settings.bankSize(), true, seed);
            case MOST_UNCERTAIN -> ranked(Disagreement.UNCERTAINTY, "most-uncertain", settings, seed);
            case MOST_DISCRIMINATING -> ranked(Disagreement.DISCRIMINATION, "most-discriminating", settings, seed);
            case BEST_OF_BANK ->
                new BankChoice.ByModel(
                        settings.bankSize(), neurons, settings.learning().rescoreEvery(), seed);
        };
    }
}
