package org.fedmas.pipeline.run.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Advice on disk failures that a user can resolve. */
public final class StorageProblem {

  private StorageProblem() {}

  /** Returns the message with its advice; empty for a failure of another kind. */
  public static Optional<String> of(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String advice = cause instanceof UncheckedIOException ? null : advice(cause);
      if (advice != null) {
        return Optional.of(cause.getMessage() + ": " + advice);
      }
    }
    return Optional.empty();
  }

  private static @Nullable String advice(Throwable cause) {
    String text = cause instanceof IOException ? String.valueOf(cause.getMessage()) : "";
    if (cause instanceof AccessDeniedException) {
      text = "Permission denied";
    } else if (cause instanceof ReadOnlyFileSystemException) {
      text = "Read-only file system";
    }
    if (text.contains("No space left") || text.contains("quota") || text.contains("too large")) {
      return "the disk is full; free some space (fedmas gc --dry-run lists what can be deleted)";
    }
    if (text.contains("Read-only file system")) {
      return "the file system is read-only; choose another folder with --artifacts";
    }
    if (text.contains("Not a directory")) {
      return "expected a folder but found a file; move the file, or choose another folder with --artifacts";
    }
    return text.contains("Operation not permitted") || text.contains("Permission denied")
        ? "permission denied; check who owns the folder and whether this user may write there"
        : null;
  }
}
