package org.fedmas.contract.error;

/**
 * A failure that a user can act on. Its message names what failed, what was found, what was
 * expected and what to do. Each kind has its own exit code.
 */
public abstract sealed class FedmasException extends RuntimeException
    permits ConfigException,
        MissingInputException,
        CorruptArtifactException,
        StageFailedException,
        LockedException,
        InterruptedRunException {

  private final ExitCode exitCode;

  FedmasException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  FedmasException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Returns the exit code of a process that ends with this error. */
  public final ExitCode exitCode() {
    return exitCode;
  }
}
