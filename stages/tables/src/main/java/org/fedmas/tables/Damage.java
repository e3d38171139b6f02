package org.fedmas.tables;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.jspecify.annotations.Nullable;

/** The one wording for a file that cannot be read as what it should be. */
public final class Damage {

  private static final String HINT =
      "; `fedmas verify --repair` rebuilds an artifact, any other file has to be fetched again";

  private Damage() {}

  /** Returns the failure of a file that differs from its format at one place. */
  public static CorruptArtifactException found(
      Path file, String where, @Nullable Object found, Object expected) {
    return new CorruptArtifactException(
        file + ": " + where + ": found " + found + ", expected " + expected + HINT);
  }

  /** Returns the failure of a file whose reading library throws an error. */
  public static CorruptArtifactException found(Path file, String where, Throwable cause) {
    String message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new CorruptArtifactException(
        file + ": " + where + ": found unreadable bytes (" + message + ")" + HINT, cause);
  }

  /**
   * Refuses a path that is not a file.
   *
   * @throws MissingInputException naming the file
   */
  public static void requireFile(Path file, String kind) {
    if (!Files.isRegularFile(file)) {
      throw new MissingInputException(
          file + ": found no such file, expected " + kind + "; build or fetch it first");
    }
  }
}
