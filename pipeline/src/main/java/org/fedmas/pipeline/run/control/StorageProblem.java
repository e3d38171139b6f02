package org.fedmas.pipeline.run.control;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Advice on failures of disks and of native libraries, which a user can resolve. */
public final class StorageProblem {

  private static final String DENIED =
      "permission denied; check who owns the folder and whether this user may write there";
  private static final String READ_ONLY =
      "the file system is read-only; choose another folder with --artifacts";

  /** Less room than this in the folder of temporary files counts as none. */
  private static final long NO_ROOM = 1 << 20;

  private StorageProblem() {}

  /** Returns the message with its advice; empty for a failure of another kind. */
  public static Optional<String> of(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String advice = cause instanceof UncheckedIOException ? null : advice(cause);
      if (advice != null) {
        return Optional.of(firstLine(cause) + ": " + advice);
      }
    }
    return Optional.empty();
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  private static @Nullable String advice(Throwable cause) {
    if (cause instanceof AccessDeniedException) {
      return DENIED;
    }
    if (cause instanceof ReadOnlyFileSystemException) {
      return READ_ONLY;
    }
    if (cause instanceof FileSystemLoopException) {
      return "a link leads back to its own folder; remove the link";
    }
    if (cause instanceof NoSuchFileException) {
      return "the file does not exist; check the path, or run again if it was just deleted";
    }
    if (cause instanceof InvalidPathException) {
      return "the file system cannot hold such a name; choose another one";
    }
    if (cause instanceof LinkageError) {
      return nativeLibrary(cause);
    }
    return cause instanceof IOException ? byText(cause) : null;
  }

  private static @Nullable String byText(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    if (text.contains("No space left") || text.contains("quota") || text.contains("too large")) {
      return full();
    }
    if (text.contains("Read-only file system")) {
      return READ_ONLY;
    }
    if (text.contains("Not a directory")) {
      return "expected a folder but found a file; move the file, or choose another folder with --artifacts";
    }
    if (text.contains("File name too long")) {
      return "choose a shorter name with --run, or a shorter path with --artifacts";
    }
    if (text.contains("Too many open files")) {
      return "raise the limit with ulimit -n 4096, or lower --workers";
    }
    if (text.contains("Operation not permitted") || text.contains("Permission denied")) {
      return DENIED;
    }
    return cause instanceof FileSystemException
            || text.contains("Input/output error")
            || text.contains("Stale file handle")
        ? "the file system refused the operation; check the disk or the network drive"
        : null;
  }

  /** Returns the advice for a full disk, which may be the one of temporary files. */
  private static String full() {
    File temporary = new File(System.getProperty("java.io.tmpdir", "/tmp"));
    return temporary.getUsableSpace() < NO_ROOM
        ? "the folder of temporary files, %s, is full; free some space there, or name another folder with FEDMAS_JAVA=-Djava.io.tmpdir=DIR"
            .formatted(temporary)
        : "the disk is full; free some space (fedmas gc --dry-run lists what can be deleted)";
  }

  private static @Nullable String nativeLibrary(Throwable cause) {
    boolean isNative =
        cause instanceof UnsatisfiedLinkError
            || String.valueOf(cause.getMessage()).contains("UnsatisfiedLinkError");
    return isNative
        ? """
        a native library cannot be loaded; where the folder that it is unpacked to is full or mounted \
        noexec, name another one with FEDMAS_CACHE=DIR, or with FEDMAS_JAVA=-Djava.io.tmpdir=DIR"""
        : null;
  }
}
