package org.fedmas.pipeline.cli;

import picocli.CommandLine.Command;

@Command(
    name = "data",
    description = "Fetches and checks raw inputs; shows class counts and leaks of their split.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DataFetchCommand.class,
      DataCheckCommand.class,
      DataCountsCommand.class,
      DataCardCommand.class,
      DataLeaksCommand.class
    })
final class DataCommand {}
