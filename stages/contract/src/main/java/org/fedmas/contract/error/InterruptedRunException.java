package org.fedmas.contract.error;

/** A run that was asked to stop; committed artifacts stay and are reused. */
public final class InterruptedRunException extends FedmasException {

  private static final long serialVersionUID = 1L;

  /** Creates the error with its message for the user. */
  public InterruptedRunException(String message) {
    super(ExitCode.INTERRUPTED, message);
  }
}
