package org.fedmas.contract.error;

/** A unit of a stage that could not be computed. */
public final class StageFailedException extends FedmasException {

  public StageFailedException(String message) {
    super(ExitCode.UNIT_FAILED, message);
  }

  public StageFailedException(String message, Throwable cause) {
    super(ExitCode.UNIT_FAILED, message, cause);
  }
}
