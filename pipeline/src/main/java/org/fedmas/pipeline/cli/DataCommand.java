package org.fedmas.pipeline.cli;

import picocli.CommandLine.Command;

@Command(
    name = "data",
    description = "Raw inputs: fetch them, see what is there.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DataFetchCommand.class, DataCheckCommand.class})
final class DataCommand {}
