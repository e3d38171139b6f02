package org.fedmas.contract.error;

/** An artifact's bytes are not those its manifest promises. */
public final class CorruptArtifactException extends FedmasException {

  private static final long serialVersionUID = 1L;

  public CorruptArtifactException(String message) {
    super(message);
  }

  public CorruptArtifactException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 4;
  }
}
