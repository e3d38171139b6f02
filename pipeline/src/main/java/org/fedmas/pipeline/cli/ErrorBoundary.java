package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.NameRule;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.pipeline.run.control.StorageProblem;
import org.fedmas.pipeline.run.control.UnitFailure;
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
    List<CommandLine> commands = parsed.asCommandLineList();
    CommandLine called = commands.get(commands.size() - 1);
    int code;
    try {
      code = new CommandLine.RunLast().execute(parsed);
    } catch (LinkageError | OutOfMemoryError e) {
      return failed(e, called);
    }
    Object result = called.getExecutionResult();
    return result instanceof ExitCode ended ? ended.code() : code;
  }

  private static int failed(Exception error, CommandLine command, ParseResult parsed) {
    return failed(error, command);
  }

  private static int failed(Throwable error, CommandLine command) {
    Optional<FedmasException> known = known(error);
    if (known.isEmpty()) {
      error.printStackTrace(Console.log());
      Console.error("this is unexpected: please report it with the lines above");
      return ExitCode.UNEXPECTED.code();
    }
    Console.error(String.valueOf(known.get().getMessage()));
    if (command.getCommand() instanceof RunCommand) {
      RunCommand.afterFailure(known.get().exitCode());
    }
    return known.get().exitCode().code();
  }

  /** Returns the error as one that a user can act on; prints a fault of fedmas before. */
  static FedmasException reported(Throwable error) {
    Optional<FedmasException> known = known(error);
    if (known.isEmpty()) {
      error.printStackTrace(Console.log());
    }
    return known.orElseGet(
        () ->
            new StageFailedException(
                "this is unexpected (%s): please report it with the lines above".formatted(error),
                error));
  }

  /** Returns the error that a user can act on; empty for a fault of fedmas. */
  private static Optional<FedmasException> known(Throwable error) {
    if (error instanceof FedmasException known) {
      return Optional.of(known);
    }
    if (error instanceof OutOfMemoryError memory) {
      return Optional.of(new StageFailedException(UnitFailure.memory(memory), memory));
    }
    if (error instanceof InvalidPathException path) {
      return Optional.of(
          new ConfigException(
              "%s: found a path that this system cannot have (%s)"
                  .formatted(NameRule.shown(path.getInput()), path.getReason())));
    }
    Optional<String> problem = StorageProblem.of(error);
    if (problem.isEmpty()
        && (error instanceof IOException || error instanceof UncheckedIOException)) {
      Throwable cause = error instanceof UncheckedIOException wrapped ? wrapped.getCause() : error;
      problem =
          Optional.of(
              "input or output failed: " + cause + "; run again, or check disk and network");
    }
    return problem.map(text -> new StageFailedException(text, error));
  }

  private static int refused(ParameterException error, String... arguments) {
    Console.error(String.valueOf(error.getMessage()));
    error.getCommandLine().usage(Console.log());
    return ExitCode.USAGE.code();
  }
}
