package org.fedmas.inputs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.fedmas.contract.Digest;
import org.fedmas.inputs.download.Download;
import org.jspecify.annotations.Nullable;

/**
 * What of a source is in a data folder.
 *
 * @param bytes its size there
 * @param digest SHA-256 of the file, null for folders and for what is not there
 * @param detail what is to be said about it, null if nothing
 */
public record SourceState(
    DataSource source,
    Presence presence,
    long bytes,
    @Nullable Digest digest,
    @Nullable String detail) {

  /** How much of it is there. */
  public enum Presence {
    /** All, and as published as far as that is known. */
    PRESENT,
    /** Some. */
    PARTIAL,
    /** Something else under its name. */
    OTHER,
    /** Nothing. */
    MISSING;

    /** As users read it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Looks. */
  public static SourceState of(DataSource source, Path data) {
    try {
      return source.archive().isPresent()
          ? folder(source, source.archive().get(), data)
          : file(source, data);
    } catch (IOException e) {
      throw new UncheckedIOException(source.place(data) + " cannot be read", e);
    }
  }

  public boolean isPresent() {
    return presence == Presence.PRESENT;
  }

  private static SourceState folder(DataSource source, ContentCheck.ImageArchive archive, Path data)
      throws IOException {
    ImageFolder folder = new ImageFolder(source.place(data));
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
    String problem = source.check().problem(file).orElse(null);
    return new SourceState(
        source,
        problem == null ? Presence.PRESENT : Presence.OTHER,
        Files.size(file),
        Digest.of(file),
        problem);
  }

  private static SourceState absent(DataSource source, Path data) {
    long left = Download.left(source.address(), source.download(data));
    return left > 0
        ? new SourceState(source, Presence.PARTIAL, left, null, "a download that can go on")
        : new SourceState(source, Presence.MISSING, 0, null, null);
  }
}
