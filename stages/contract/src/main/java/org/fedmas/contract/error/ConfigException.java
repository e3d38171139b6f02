package org.fedmas.contract.error;

/** The configuration or the command line cannot be used; nothing was computed. */
public final class ConfigException extends FedmasException {

  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 2;
  }
}
