package org.fedmas.contract.error;

/** A configuration or command line that cannot be used; nothing was computed. */
public final class ConfigException extends FedmasException {

  private static final long serialVersionUID = 1L;

  /** Creates the error with its message for the user. */
  public ConfigException(String message) {
    super(ExitCode.USAGE, message);
  }

  /** Creates the error with its message and its cause. */
  public ConfigException(String message, Throwable cause) {
    super(ExitCode.USAGE, message, cause);
  }
}
