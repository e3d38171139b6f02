package org.fedmas.pipeline.cli;

import java.nio.file.InvalidPathException;
import java.util.List;
import org.fedmas.contract.NameRule;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.FedmasException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The one place where results and errors of commands become messages and exit codes. */
final class ErrorBoundary {

  private ErrorBoundary() {}

  static void install(CommandLine command) {
    command.setExecutionStrategy(ErrorBoundary::execute);
    command.setExecutionExceptionHandler(ErrorBoundary::failed);
    command.setParameterExceptionHandler(ErrorBoundary::refused);
  }

  private static int execute(ParseResult parsed) {
    int code = new CommandLine.RunLast().execute(parsed);
    List<CommandLine> commands = parsed.asCommandLineList();
    Object result = commands.get(commands.size() - 1).getExecutionResult();
    return result instanceof ExitCode ended ? ended.code() : code;
  }

  private static int failed(Exception error, CommandLine command, ParseResult parsed) {
    if (error instanceof InvalidPathException path) {
      Console.error(
          "%s: found a path that this system cannot have (%s)"
              .formatted(NameRule.shown(path.getInput()), path.getReason()));
      return ExitCode.USAGE.code();
    }
    if (!(error instanceof FedmasException known)) {
      error.printStackTrace(Console.log());
      Console.error("this is unexpected: please report it with the lines above");
      return ExitCode.UNEXPECTED.code();
    }
    Console.error(String.valueOf(known.getMessage()));
    if (command.getCommand() instanceof RunCommand) {
      RunCommand.afterFailure(known.exitCode());
    }
    return known.exitCode().code();
  }

  private static int refused(ParameterException error, String... arguments) {
    Console.error(String.valueOf(error.getMessage()));
    error.getCommandLine().usage(Console.log());
    return ExitCode.USAGE.code();
  }
}
