package org.fedmas.contract.error;

/** A unit of a stage could not be computed. */
public final class StageFailedException extends FedmasException {

  private static final long serialVersionUID = 1L;

  public StageFailedException(String message) {
    super(message);
  }

  public StageFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 5;
  }
}
