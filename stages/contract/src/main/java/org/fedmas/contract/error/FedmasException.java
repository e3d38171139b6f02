package org.fedmas.contract.error;

/**
 * A failure that a user can understand and act on: the message says what happened, where, what was
 * found, what was expected and what to do. Each kind has its own exit code.
 */
public abstract sealed class FedmasException extends RuntimeException
    permits ConfigException,
        MissingInputException,
        CorruptArtifactException,
        StageFailedException,
        LockedException,
        InterruptedRunException {

  private static final long serialVersionUID = 1L;

  FedmasException(String message) {
    super(message);
  }

  FedmasException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the exit code of the process that ends with this error. */
  public abstract int exitCode();
}
