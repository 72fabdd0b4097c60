package org.loopscope.controller.cli;

import picocli.CommandLine.Command;

/** {@code ./loopscope bench}: what is fast enough, and what is not. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "loop|imaging",
        subcommands = {BenchLoopCommand.class, BenchImagingCommand.class},
        description = "Measures: the whole loop in real time, or the imaging path alone.")
final class BenchCommand {}
