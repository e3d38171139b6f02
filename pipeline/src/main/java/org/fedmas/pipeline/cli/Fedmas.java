package org.fedmas.pipeline.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fedmas.contract.NameRule;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.Precision;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of fedmas. */
@Command(
    name = "fedmas",
    description = "Federated training for highly imbalanced medical images with Fed-MAS.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      StatusCommand.class,
      VerifyCommand.class,
      GcCommand.class,
      LineageCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      FoldsCommand.class,
      TrackCommand.class,
      ExperimentsCommand.class,
      DataCommand.class,
      FeaturesCommand.class,
      ExportCommand.class,
      PredictCommand.class,
      EvaluateCommand.class,
      BundleCommand.class,
      CheckpointCommand.class,
      Fedmas.Version.class,
      GenerateCompletion.class
    })
public final class Fedmas {

  @Command(name = "version", description = "Prints the versions of fedmas, Java and the engine.")
  static final class Version implements Callable<ExitCode> {

    @Override
    public ExitCode call() {
      Environment.of(Numerics.of(ComputeDevice.CPU, 1, Precision.FLOAT32))
          .forEach((name, value) -> Console.out(name + ": " + value));
      return ExitCode.DONE;
    }
  }

  private Fedmas() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new Fedmas());
    giveStandardOptions(command);
    return command;
  }

  /** Runs a command and returns its exit code. */
  static int execute(String... arguments) {
    Optional<String> lost = lostText(arguments);
    if (lost.isPresent()) {
      Console.error(lost.get());
      return ExitCode.USAGE.code();
    }
    CommandLine command = commandLine();
    ErrorBoundary.install(command);
    // make passes empty words for unset variables
    return command.execute(
        Arrays.stream(arguments).filter(word -> !word.isEmpty()).toArray(String[]::new));
  }

  /** Returns a message on the first word of the command line that is not text. */
  private static Optional<String> lostText(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (!NameRule.isDecoded(arguments[i])) {
        return Optional.of(
            "argument %s: found %s, which is not text in %s, expected %s"
                .formatted(
                    i + 1,
                    arguments[i],
                    NameRule.encoding(),
                    NameRule.isUtf8()
                        ? "UTF-8. Rename the file or folder"
                        : "a UTF-8 locale. Set LC_ALL=C.UTF-8 or another UTF-8 locale"));
      }
    }
    return Optional.empty();
  }

  /** Adds {@code --help} and {@code --version} to a command and its subcommands. */
  private static void giveStandardOptions(CommandLine command) {
    command
        .getCommandSpec()
        .mixinStandardHelpOptions(true)
        .versionProvider(() -> new String[] {"fedmas " + Environment.version()});
    command.getSubcommands().values().forEach(Fedmas::giveStandardOptions);
  }
}
