package org.fedmas.contract.error;

/** A file, folder, column or artifact that is needed is not there or not usable as input. */
public final class MissingInputException extends FedmasException {

  private static final long serialVersionUID = 1L;

  public MissingInputException(String message) {
    super(message);
  }

  public MissingInputException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 3;
  }
}
