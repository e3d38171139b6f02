package org.fedmas.contract.error;

/** A lock that another process held until the wait timed out. */
public final class LockedException extends FedmasException {

  public LockedException(String message) {
    super(ExitCode.LOCKED, message);
  }
}
