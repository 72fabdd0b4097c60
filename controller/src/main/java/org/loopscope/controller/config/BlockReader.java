package org.loopscope.controller.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.loopscope.controller.config.BlockConfig.Choice;
import org.loopscope.controller.config.BlockConfig.Timing;
import org.loopscope.inference.policy.TriggerSettings.Signal;

/** Reads the blocks of an experiment, and checks that each has what it needs from those before it. */
final class BlockReader {
    private static final long MS = 1_000_000L;
    private static final long S = 1_000 * MS;

    private enum Kind {
        SPONTANEOUS,
        MAP,
        ADAPT,
        SYNTHESIZE,
        EVOLVE,
        VALIDATE
    }

    private enum Policy {
        RANDOM,
        BEST_OF_BANK,
        GAUDY,
        MOST_UNCERTAIN,
        MOST_DISCRIMINATING,
        MOST_EXCITING,
        TRIGGER
    }

    private enum TriggerAction {
        PULSE,
        PICTURE
    }

    /** What a block does about cells that are not known yet. */
    private enum NewCells {
        NONE,
        SEARCH
    }

    private final long sessionSeed;
    private final boolean roomForNewCells;
    private final List<ModelConfig.Member> members;
    private final boolean recorded;
    private final Set<String> searching = new HashSet<>();

    /**
     * @param roomForNewCells whether a block may search for cells
     * @param members of the session's model
     * @param recorded whether responses to the bank's pictures were recorded, and there are no others
     */
    BlockReader(long sessionSeed, boolean roomForNewCells, List<ModelConfig.Member> members, boolean recorded) {
        this.sessionSeed = sessionSeed;
        this.roomForNewCells = roomForNewCells;
        this.members = List.copyOf(members);
        this.recorded = recorded;
    }

    /** Names of the blocks read so far that begin with a search for new cells. */
    Set<String> searching() {
        return Set.copyOf(searching);
    }

    List<BlockConfig> read(Section file) {
        List<BlockConfig> blocks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : file.sections("blocks")) {
            BlockConfig block = read(section, blocks.size());
            if (!names.add(block.name())) {
                section.reject("name", "is used twice; give each block a name of its own");
            }
            requireTargets(section, block, blocks);
            if (section.choice("new_cells", NewCells.class, NewCells.NONE) == NewCells.SEARCH) {
                if (!roomForNewCells) {
                    section.reject("new_cells", "needs room: set imaging.new_cells to the most cells to be added");
                }
                searching.add(block.name());
            }
            section.close();
            blocks.add(block);
        }
        if (blocks.isEmpty()) {
            file.reject("blocks", "must list at least one block");
        }
        return blocks;
    }

    private BlockConfig read(Section block, int index) {
        block.text("kind"); // it has no default
        Kind kind = block.choice("kind", Kind.class, Kind.SPONTANEOUS);
        String name = block.text("name", kind.name().toLowerCase(java.util.Locale.ROOT));
        long seed = block.integer("seed", (int) (sessionSeed * 1000 + index), 0, Integer.MAX_VALUE);
        return switch (kind) {
            case SPONTANEOUS -> new BlockConfig.Spontaneous(name, seed, positiveNs(block, "duration", 30 * S));
            case MAP -> map(block, name, seed);
            case ADAPT -> adapt(block, name, seed);
            case SYNTHESIZE -> synthesize(block, name, seed);
            case EVOLVE -> SynthesisReader.evolve(block, name, seed, timing(block));
            case VALIDATE -> {
                policy(block, Policy.MOST_EXCITING, Policy.MOST_EXCITING);
                yield SynthesisReader.validate(block, name, seed, timing(block));
            }
        };
    }

    private BlockConfig map(Section block, String name, long seed) {
        Choice choice = bankChoice(policy(
                block,
                Policy.RANDOM,
                Policy.RANDOM,
                Policy.BEST_OF_BANK,
                Policy.GAUDY,
                Policy.MOST_UNCERTAIN,
                Policy.MOST_DISCRIMINATING));
        requireWhatItChoosesBy(block, choice);
        Section stop = block.section("stop").orElseGet(() -> Section.empty(block, "stop"));
        int presentations = stop.integer("presentations", 1200, 1, 1_000_000);
        double correlation = stop.number("test_correlation", 2, 0, 2);
        stop.close();
        return new BlockConfig.Map(
                name,
                seed,
                timing(block),
                choice,
                presentations,
                block.integer("held_out_repeats", 8, 0, 1000),
                correlation);
    }

    private static BlockConfig adapt(Section block, String name, long seed) {
        Policy policy = policy(block, Policy.BEST_OF_BANK, Policy.RANDOM, Policy.BEST_OF_BANK, Policy.TRIGGER);
        if (policy == Policy.TRIGGER) {
            long durationNs = block.timeNs("duration", 0);
            Section trigger = block.section("trigger").orElseGet(() -> block.reject("trigger", "is missing; add it"));
            BlockConfig.Triggered triggered = new BlockConfig.Triggered(name, seed, durationNs, trigger(trigger));
            trigger.close();
            return triggered;
        }
        return new BlockConfig.Adapt(name, seed, timing(block), bankChoice(policy), presentations(block, 100));
    }

    private static BlockConfig synthesize(Section block, String name, long seed) {
        policy(block, Policy.MOST_EXCITING, Policy.MOST_EXCITING);
        return new BlockConfig.Synthesize(
                name,
                seed,
                timing(block),
                presentations(block, 60),
                block.integer("min_ascent_steps", 100, 1, 10_000),
                SynthesisReader.plan(block));
    }

    private static TriggerConfig trigger(Section trigger) {
        int[] neurons;
        try {
            neurons = trigger.texts("neurons").stream()
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException e) {
            neurons = trigger.reject("neurons", "must be a list of cell numbers");
        }
        TriggerConfig.Action action = switch (trigger.choice("action", TriggerAction.class, TriggerAction.PULSE)) {
            case PULSE -> new TriggerConfig.Action.SendPulse(positiveNs(trigger, "pulse_width", 10 * MS));
            case PICTURE ->
                new TriggerConfig.Action.ShowPicture(
                        trigger.integer("picture", 0, 0, 1_000_000), positiveNs(trigger, "picture_duration", 500 * MS));
        };
        return new TriggerConfig(
                neurons,
                trigger.choice("signal", Signal.class, Signal.DF_OVER_F),
                trigger.number("threshold", 0.3, -1e6, 1e6),
                trigger.number("hysteresis", 0.05, 0, 1e6),
                trigger.timeNs("refractory", S),
                action);
    }

    private static int presentations(Section block, int otherwise) {
        Section stop = block.section("stop").orElseGet(() -> Section.empty(block, "stop"));
        int presentations = stop.integer("presentations", otherwise, 1, 1_000_000);
        stop.close();
        return presentations;
    }

    private static Timing timing(Section block) {
        return new Timing(positiveNs(block, "presentation", 500 * MS), block.timeNs("gap", 0));
    }

    private static long positiveNs(Section section, String key, long otherwiseNs) {
        long ns = section.timeNs(key, (double) otherwiseNs);
        return ns > 0 ? ns : section.reject(key, "must be longer than 0");
    }

    private static Policy policy(Section block, Policy otherwise, Policy... allowed) {
        Policy policy = block.choice("policy", Policy.class, otherwise);
        for (Policy one : allowed) {
            if (one == policy) {
                return policy;
            }
        }
        List<String> names = new ArrayList<>();
        for (Policy one : allowed) {
            names.add(one.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        }
        return block.reject("policy", "cannot be that in this kind of block; use " + String.join(" or ", names));
    }

    private static Choice bankChoice(Policy policy) {
        return switch (policy) {
            case RANDOM -> Choice.RANDOM;
            case GAUDY -> Choice.GAUDY;
            case MOST_UNCERTAIN -> Choice.MOST_UNCERTAIN;
            case MOST_DISCRIMINATING -> Choice.MOST_DISCRIMINATING;
            case BEST_OF_BANK, MOST_EXCITING, TRIGGER -> Choice.BEST_OF_BANK;
        };
    }

    private void requireWhatItChoosesBy(Section block, Choice choice) {
        long networks =
                members.stream().filter(ModelConfig.Member.NETWORK::equals).count();
        switch (choice) {
            case RANDOM, BEST_OF_BANK -> {}
            case GAUDY -> {
                if (recorded) {
                    block.reject(
                            "policy", "cannot be gaudy where responses were recorded: there are none to such pictures");
                }
            }
            case MOST_UNCERTAIN -> {
                if (networks < 2) {
                    block.reject("policy", "needs two networks that can disagree: name network twice in model.members");
                }
            }
            case MOST_DISCRIMINATING -> {
                if (networks == 0 || networks == members.size()) {
                    block.reject(
                            "policy",
                            "needs two kinds of model that can disagree: name gabor-ridge and network in model.members");
                }
            }
        }
    }

    /** Images are made for targets, and targets are picked by the repeats of a map block's held-out pictures. */
    private static void requireTargets(Section section, BlockConfig block, List<BlockConfig> before) {
        boolean mapped = before.stream()
                .anyMatch(earlier -> earlier instanceof BlockConfig.Map map && map.heldOutRepeats() >= 2);
        boolean synthesized = before.stream().anyMatch(BlockConfig.Synthesize.class::isInstance);
        boolean aims = block instanceof BlockConfig.Synthesize || block instanceof BlockConfig.Evolve;
        if (aims && !mapped) {
            section.reject("kind", "needs a map block with held_out_repeats of at least 2 before it");
        }
        if (block instanceof BlockConfig.Validate && !synthesized) {
            section.reject("kind", "needs a synthesize block before it");
        }
    }
}
