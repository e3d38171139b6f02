package org.fedmas.contract.error;

/** A file, folder, column or artifact that is needed, but absent or unusable. */
public final class MissingInputException extends FedmasException {

  private static final long serialVersionUID = 1L;

  /** Creates the error with its message for the user. */
  public MissingInputException(String message) {
    super(ExitCode.MISSING_INPUT, message);
  }

  /** Creates the error with its message and its cause. */
  public MissingInputException(String message, Throwable cause) {
    super(ExitCode.MISSING_INPUT, message, cause);
  }
}
