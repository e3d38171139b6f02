package org.fedmas.contract.error;

/** The user or the machine asked the run to stop; what was committed stays and is reused. */
public final class InterruptedRunException extends FedmasException {

  private static final long serialVersionUID = 1L;

  public InterruptedRunException(String message) {
    super(message);
  }

  /** That of SIGINT; a process ended by SIGTERM reports 143 itself. */
  @Override
  public int exitCode() {
    return 130;
  }
}
