package org.fedmas.contract.error;

/** A unit of a stage that could not be computed. */
public final class StageFailedException extends FedmasException {

  private static final long serialVersionUID = 1L;

  /** Creates the error with its message for the user. */
  public StageFailedException(String message) {
    super(ExitCode.UNIT_FAILED, message);
  }

  /** Creates the error with its message and its cause. */
  public StageFailedException(String message, Throwable cause) {
    super(ExitCode.UNIT_FAILED, message, cause);
  }
}
