package org.fedmas.inputs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.fedmas.contract.Digest;
import org.fedmas.inputs.download.PartFile;
import org.jspecify.annotations.Nullable;

/**
 * The state of a source in a data folder.
 *
 * @param digest SHA-256 of the file, null for folders and absent files
 * @param detail explanation for the user, null if none is needed
 */
public record SourceState(
    DataSource source,
    Presence presence,
    long bytes,
    @Nullable Digest digest,
    @Nullable String detail) {

  /** Degree of presence. */
  public enum Presence {
    /** Complete, and as published as far as known. */
    PRESENT,
    /** Incomplete. */
    PARTIAL,
    /** Another file of the same name. */
    OTHER,
    /** Absent. */
    MISSING;

    /** Returns the name that users read. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Determines the state of a source. */
  public static SourceState of(DataSource source, Path data) {
    try {
      return source.archive().isPresent()
          ? folder(source, source.archive().get(), data)
          : file(source, data);
    } catch (IOException e) {
      throw new UncheckedIOException(source.place(data) + ": cannot read", e);
    }
  }

  public boolean isPresent() {
    return presence == Presence.PRESENT;
  }

  private static SourceState folder(DataSource source, ContentCheck.ImageArchive archive, Path data)
      throws IOException {
    ImageFolder folder = new ImageFolder(source.place(data), archive.nested());
    int images = folder.images();
    if (images == 0) {
      return absent(source, data);
    }
    boolean all = images >= archive.images();
    return new SourceState(
        source,
        all ? Presence.PRESENT : Presence.PARTIAL,
        folder.bytes(),
        null,
        all ? images + " images" : images + " of " + archive.images() + " images");
  }

  private static SourceState file(DataSource source, Path data) throws IOException {
    Path file = source.place(data);
    if (!Files.isRegularFile(file)) {
      return absent(source, data);
    }
    String problem = source.problem(file, data).orElse(null);
    return new SourceState(
        source,
        problem == null ? Presence.PRESENT : Presence.OTHER,
        Files.size(file),
        Digest.of(file),
        problem);
  }

  private static SourceState absent(DataSource source, Path data) {
    long left = PartFile.left(source.download(data), source.address());
    return left > 0
        ? new SourceState(
            source, Presence.PARTIAL, left, null, "an unfinished download; data fetch resumes it")
        : new SourceState(source, Presence.MISSING, 0, null, null);
  }
}
