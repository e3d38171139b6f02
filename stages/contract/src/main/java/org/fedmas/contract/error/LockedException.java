package org.fedmas.contract.error;

/** Another process holds the run; waiting for it ran out. */
public final class LockedException extends FedmasException {

  private static final long serialVersionUID = 1L;

  public LockedException(String message) {
    super(message);
  }

  public LockedException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 6;
  }
}
