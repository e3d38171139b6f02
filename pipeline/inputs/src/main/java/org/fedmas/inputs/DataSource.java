package org.fedmas.inputs;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A raw input that others publish.
 *
 * @param name of the file or folder below the data folder
 * @param address where it is published
 * @param bytes about how long the published file is
 * @param check how it is recognised
 * @param licences to accept before it is fetched
 */
public record DataSource(
    String name, URI address, long bytes, ContentCheck check, List<Licence> licences) {

  public DataSource {
    licences = List.copyOf(licences);
  }

  /** What to unpack, for the one source that is an archive. */
  public Optional<ContentCheck.ImageArchive> archive() {
    return check instanceof ContentCheck.ImageArchive archive
        ? Optional.of(archive)
        : Optional.empty();
  }

  /** Where it is to be. */
  public Path place(Path data) {
    return data.resolve(name);
  }

  /** Returns the published file's name. */
  public String fileName() {
    String path = address.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** What is downloaded: the file itself, or the archive beside the folder that it becomes. */
  public Path download(Path data) {
    return archive().isPresent() ? data.resolve(fileName()) : place(data);
  }

  /** Bytes beyond which a download is not the published file. */
  public long atMost() {
    return 3 * bytes + (1 << 20);
  }

  /** The same source, taken from a copy of all published files in one folder. */
  public DataSource from(URI mirror) {
    String base = mirror.toString().endsWith("/") ? mirror.toString() : mirror + "/";
    return new DataSource(name, URI.create(base + fileName()), bytes, check, licences);
  }
}
