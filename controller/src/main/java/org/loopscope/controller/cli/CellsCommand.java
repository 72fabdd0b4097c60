package org.loopscope.controller.cli;

import picocli.CommandLine.Command;

/** {@code ./loopscope cells}: what is done with cells beside a session. */
@Command(
        name = "cells",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "match",
        subcommands = {CellsMatchCommand.class},
        description = "Finds the cells of one session again in another.")
final class CellsCommand {}
