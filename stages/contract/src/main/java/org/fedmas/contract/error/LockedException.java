package org.fedmas.contract.error;

/** A lock that another process held until the wait timed out. */
public final class LockedException extends FedmasException {

  private static final long serialVersionUID = 1L;

  /** Creates the error with its message for the user. */
  public LockedException(String message) {
    super(ExitCode.LOCKED, message);
  }

  /** Creates the error with its message and its cause. */
  public LockedException(String message, Throwable cause) {
    super(ExitCode.LOCKED, message, cause);
  }
}
