package org.fedmas.inputs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A published raw input.
 *
 * @param name file or folder name below the data folder
 * @param address address of the published file
 * @param bytes approximate length of the published file
 * @param check criterion for the published content
 * @param licences licences to accept before the fetch
 */
public record DataSource(
    String name, URI address, long bytes, ContentCheck check, List<Licence> licences) {

  public DataSource {
    licences = List.copyOf(licences);
  }

  /** Returns the archive to unpack, empty if the source is a plain file. */
  public Optional<ContentCheck.ImageArchive> archive() {
    return check instanceof ContentCheck.ImageArchive archive
        ? Optional.of(archive)
        : Optional.empty();
  }

  /** Returns the final path of the input. */
  public Path place(Path data) {
    return data.resolve(name);
  }

  /** Returns the record of the file's checksum, empty if the published content says more. */
  Optional<RecordedSum> recordedSum(Path data) {
    return check instanceof ContentCheck.Length
        ? Optional.of(new RecordedSum(place(data)))
        : Optional.empty();
  }

  /**
   * Returns the difference between a file and the published or the recorded one, if any.
   *
   * @param file the input, or its finished download
   */
  Optional<String> problem(Path file, Path data) throws IOException {
    Optional<String> problem = check.problem(file);
    Optional<RecordedSum> recorded = recordedSum(data);
    return problem.isPresent() || recorded.isEmpty() ? problem : recorded.get().problem(file);
  }

  /** Returns the name of the published file. */
  public String fileName() {
    String path = address.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns the path of the downloaded file: the input, or the archive beside its folder. */
  public Path download(Path data) {
    return archive().isPresent() ? data.resolve(fileName()) : place(data);
  }

  /** Returns the largest length that a download may have. */
  public long atMost() {
    return 3 * bytes + (1 << 20);
  }

  /** Returns this source with the address of its copy in a mirror, one folder of all files. */
  public DataSource from(URI mirror) {
    String base = mirror.toString().endsWith("/") ? mirror.toString() : mirror + "/";
    return new DataSource(name, URI.create(base + fileName()), bytes, check, licences);
  }
}
