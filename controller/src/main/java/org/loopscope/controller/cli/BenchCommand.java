package org.loopscope.controller.cli;

import picocli.CommandLine.Command;

/** {@code ./loopscope bench}: what is fast enough, and what is not. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "loop|imaging|encoder",
        subcommands = {BenchLoopCommand.class, BenchImagingCommand.class, BenchEncoderCommand.class},
        description = "Measures: the whole loop in real time, the imaging path alone, or the encoding model alone.")
final class BenchCommand {}
