package org.fedmas.contract.error;

/** A run that was asked to stop; committed artifacts stay and are reused. */
public final class InterruptedRunException extends FedmasException {

  public InterruptedRunException(String message) {
    super(ExitCode.INTERRUPTED, message);
  }
}
