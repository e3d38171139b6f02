package org.fedmas.pipeline.cli;

import picocli.CommandLine.Command;

@Command(
    name = "data",
    description = "Raw inputs: fetch them, see what is there and what their split leaks.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DataFetchCommand.class,
      DataCheckCommand.class,
      DataCountsCommand.class,
      DataLeaksCommand.class
    })
final class DataCommand {}
