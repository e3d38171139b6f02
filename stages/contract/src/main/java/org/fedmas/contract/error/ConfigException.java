package org.fedmas.contract.error;

/** A configuration or command line that cannot be used; nothing was computed. */
public final class ConfigException extends FedmasException {

  public ConfigException(String message) {
    super(ExitCode.USAGE, message);
  }

  public ConfigException(String message, Throwable cause) {
    super(ExitCode.USAGE, message, cause);
  }
}
