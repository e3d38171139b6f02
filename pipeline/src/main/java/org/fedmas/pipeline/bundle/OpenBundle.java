package org.fedmas.pipeline.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.json.Json;
import org.fedmas.pipeline.model.DeployedModel;
import org.fedmas.pipeline.model.ModelFile;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.Manifest;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.model.ModelFiles;

/**
 * A bundle, unpacked into a temporary folder and checked against its table of contents. Names and
 * sizes are held against the table before a byte is written.
 *
 * @param source the archive
 * @param place the run's folder within a temporary store
 */
public record OpenBundle(Path source, RunFolder place) implements AutoCloseable {

  private static final String NAME = "[\\w.-]+(/[\\w.-]+){0,2}";
  private static final String RUN = "[\\p{L}\\p{M}\\p{N}_@.-]+(/[\\p{L}\\p{M}\\p{N}_@.-]+)?";

  /** The largest table of contents; a run of 100 rounds and 6 clients has about 0.5 MB. */
  private static final int LARGEST_TABLE = 64 << 20;

  /** The largest sum of sizes that is unpacked. */
  private static final long LARGEST = 16L << 30;

  /**
   * Unpacks an archive.
   *
   * @throws MissingInputException if the file does not exist
   * @throws CorruptArtifactException if it is not a bundle, or its bytes differ from its table
   */
  public static OpenBundle of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new MissingInputException(
          "bundle %s: found no such file, expected one of fedmas bundle. Check the path"
              .formatted(file));
    }
    Path scratch = Files.createTempDirectory("fedmas-bundle-");
    try (ZipFile zip = new ZipFile(file.toFile())) {
      BundleContents contents = contents(file, zip);
      RunFolder place = new RunFolder(contents.run(), scratch, Path.of("data"));
      requireSound(file, contents, zip.size());
      for (BundleContents.Entry entry : contents.files()) {
        unpack(file, zip, entry, place.folder());
      }
      requireManifests(file, place.folder().resolve(RunBundle.MANIFESTS));
      return new OpenBundle(file, place);
    } catch (ZipException e) {
      DurableFiles.local().delete(scratch);
      throw new CorruptArtifactException(
          "bundle %s: found a file that is not a whole ZIP archive (%s). Copy it again"
              .formatted(file, e.getMessage()),
          e);
    } catch (IOException | RuntimeException e) {
      DurableFiles.local().delete(scratch);
      throw e;
    }
  }

  /** Returns the error that an archive lacks what every bundle has. */
  public static CorruptArtifactException unusable(Path file) {
    return damage(file, "found no run record");
  }

  /** Returns the folder with the run's record and results. */
  public Path folder() {
    return place.folder();
  }

  /** Returns the file's name without its ending. */
  public String name() {
    return String.valueOf(source.getFileName()).replaceFirst("\\.[zZ][iI][pP]$", "");
  }

  /** Returns the number of files that were checked. */
  public int files() throws IOException {
    return DurableFiles.regularFiles(folder()).size();
  }

  /**
   * Returns the selected model.
   *
   * @throws MissingInputException if the bundle has none, since clients have models of their own
   */
  public DeployedModel model() throws IOException {
    Path file = folder().resolve(ModelFiles.MODEL);
    Optional<DeployedModel> model =
        Files.exists(file) ? ModelFile.described(file) : Optional.empty();
    return model.orElseThrow(
        () ->
            new MissingInputException(
                "bundle %s: found no model for all clients. Name the run with --client instead"
                    .formatted(source)));
  }

  @Override
  public void close() throws IOException {
    DurableFiles.local().delete(place.artifacts());
  }

  private static BundleContents contents(Path file, ZipFile zip) throws IOException {
    ZipEntry table = zip.getEntry(BundleContents.FILE);
    if (table == null || table.getSize() > LARGEST_TABLE) {
      throw damage(
          file, "found no usable " + BundleContents.FILE + ", expected one of fedmas bundle");
    }
    try (InputStream in = zip.getInputStream(table)) {
      BundleContents contents =
          Json.mapper().readValue(in.readNBytes(LARGEST_TABLE), BundleContents.class);
      if (contents.format() != BundleContents.FORMAT) {
        throw damage(
            file,
            "found format %s, expected %s".formatted(contents.format(), BundleContents.FORMAT));
      }
      return contents;
    } catch (JsonProcessingException e) {
      throw damage(file, "found a damaged " + BundleContents.FILE);
    }
  }

  private static void requireSound(Path file, BundleContents contents, int entries) {
    if (!contents.run().matches(RUN) || contents.run().contains("..")) {
      throw damage(file, "found a name of the run that no run can have");
    }
    long sum = 0;
    for (BundleContents.Entry entry : contents.files()) {
      if (!entry.name().matches(NAME) || entry.name().contains("..") || entry.size() < 0) {
        throw damage(file, "found an entry outside of the run's folder: " + shown(entry.name()));
      }
      sum += Math.min(entry.size(), LARGEST + 1); // no sum overflows
      if (sum > LARGEST) {
        throw damage(file, "found more than %s bytes, the limit".formatted(LARGEST));
      }
    }
    if (entries != contents.files().size() + 1) {
      throw damage(
          file, "found %s entries, expected %s".formatted(entries, contents.files().size() + 1));
    }
  }

  private static void unpack(Path file, ZipFile zip, BundleContents.Entry entry, Path folder)
      throws IOException {
    ZipEntry packed = zip.getEntry(entry.name());
    if (packed == null) {
      throw damage(file, "found no entry " + shown(entry.name()));
    }
    Path target = folder.resolve(entry.name());
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    try (InputStream in = zip.getInputStream(packed);
        OutputStream out = Files.newOutputStream(target)) {
      byte[] block = new byte[1 << 16];
      long left = entry.size();
      int n = in.read(block);
      while (n >= 0 && n <= left) {
        out.write(block, 0, n);
        left -= n;
        n = in.read(block);
      }
      if (n >= 0 || left > 0) {
        throw damage(
            file,
            "found another size of %s, expected %s bytes".formatted(entry.name(), entry.size()));
      }
    }
    if (!Digest.of(target).toString().equals(entry.sha256())) {
      throw damage(file, "found another checksum of %s than stated".formatted(entry.name()));
    }
  }

  /** Checks that every manifest agrees with itself: fingerprint and content digest. */
  private static void requireManifests(Path file, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    for (Path manifest : DurableFiles.regularFiles(folder)) {
      try {
        Manifest.of(Json.mapper().readTree(Files.readAllBytes(manifest)));
      } catch (JsonProcessingException | IllegalArgumentException e) {
        throw damage(
            file,
            "found a damaged manifest %s (%s)".formatted(manifest.getFileName(), e.getMessage()));
      }
    }
  }

  private static String shown(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  private static CorruptArtifactException damage(Path file, String what) {
    return new CorruptArtifactException(
        "bundle %s: %s. Copy or write it again".formatted(file, what));
  }
}
