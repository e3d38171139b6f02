package org.fedmas.contract.error;

/** Bytes of an artifact that differ from those in its manifest. */
public final class CorruptArtifactException extends FedmasException {

  private static final long serialVersionUID = 1L;

  /** Creates the error with its message for the user. */
  public CorruptArtifactException(String message) {
    super(ExitCode.CORRUPT_ARTIFACT, message);
  }

  /** Creates the error with its message and its cause. */
  public CorruptArtifactException(String message, Throwable cause) {
    super(ExitCode.CORRUPT_ARTIFACT, message, cause);
  }
}
