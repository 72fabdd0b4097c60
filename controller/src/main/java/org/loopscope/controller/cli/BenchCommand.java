package org.loopscope.controller.cli;

import picocli.CommandLine.Command;

/** {@code ./loopscope bench}: what is fast enough, and what is not. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "loop|imaging|encoder|stream",
        subcommands = {
            BenchLoopCommand.class,
            BenchImagingCommand.class,
            BenchEncoderCommand.class,
            BenchStreamCommand.class
        },
        description =
                "Measures: the whole loop in real time, the imaging path alone, the encoding model alone, or the event stream with many watchers.")
final class BenchCommand {}
