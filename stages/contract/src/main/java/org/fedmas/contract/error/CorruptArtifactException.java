package org.fedmas.contract.error;

/** Bytes of an artifact that differ from those in its manifest. */
public final class CorruptArtifactException extends FedmasException {

  public CorruptArtifactException(String message) {
    super(ExitCode.CORRUPT_ARTIFACT, message);
  }

  public CorruptArtifactException(String message, Throwable cause) {
    super(ExitCode.CORRUPT_ARTIFACT, message, cause);
  }
}
