package org.fedmas.contract.error;

/** A file, folder, column or artifact that is needed, but absent or unusable. */
public final class MissingInputException extends FedmasException {

  public MissingInputException(String message) {
    super(ExitCode.MISSING_INPUT, message);
  }

  public MissingInputException(String message, Throwable cause) {
    super(ExitCode.MISSING_INPUT, message, cause);
  }
}
