package org.fedmas.contract.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.fedmas.contract.Json;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;

/**
 * All artifacts under one root folder: {@code <root>/<kind>/<fingerprint>/}. The only class that
 * knows these paths. Safe for use by several threads and processes at once: an artifact appears as
 * a whole by one rename, and the first to commit wins.
 */
public final class ArtifactStore {

  private static final String TEMPORARY = ".tmp-";
  private static final AtomicLong STAGINGS = new AtomicLong();

  private final Path root;

  public ArtifactStore(Path root) {
    this.root = root;
  }

  /** The root folder. */
  public Path root() {
    return root;
  }

  /** The folder of an artifact, whether it exists or not. */
  public Path folder(ArtifactRef ref) {
    return root.resolve(ref.path());
  }

  /**
   * The manifest of an artifact, empty if it was never committed.
   *
   * @throws CorruptArtifactException if there is one that cannot be read
   */
  public Optional<Manifest> find(ArtifactRef ref) {
    Path file = folder(ref).resolve(Manifest.FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(read(file, ref));
  }

  /**
   * The manifest of an artifact that must be there.
   *
   * @throws MissingInputException if it was never committed
   */
  public Manifest require(ArtifactRef ref) {
    return find(ref)
        .orElseThrow(
            () ->
                new MissingInputException(
                    "artifact " + folder(ref) + " is missing; run again to rebuild it"));
  }

  /** Opens an empty folder beside the artifact's place, for a unit to write into. */
  public Path stage(ArtifactRef ref) throws IOException {
    Path kind = root.resolve(ref.kind().folder());
    Files.createDirectories(kind);
    String owner = ProcessHandle.current().pid() + "-" + STAGINGS.incrementAndGet();
    Path staging = kind.resolve(TEMPORARY + ref.fingerprint().hex().substring(0, 16) + "-" + owner);
    DurableFiles.delete(staging);
    Files.createDirectory(staging);
    return staging;
  }

  /**
   * Makes a staged folder the artifact of that recipe: files synced and hashed, manifest last, one
   * rename. If another process was first, the staged folder is dropped and theirs is returned.
   */
  public Manifest commit(Path staging, ArtifactKind kind, Recipe recipe) throws IOException {
    List<FileEntry> files = new ArrayList<>();
    for (Path file : DurableFiles.regularFiles(staging)) {
      DurableFiles.sync(file);
      files.add(
          new FileEntry(
              DurableFiles.relativeName(staging, file), Files.size(file), Digest.of(file)));
    }
    Manifest manifest = new Manifest(kind, recipe, files);
    Path manifestFile = staging.resolve(Manifest.FILE);
    Files.write(manifestFile, Json.pretty(manifest.json()));
    DurableFiles.sync(manifestFile);
    DurableFiles.syncFolder(staging);
    Path target = folder(manifest.ref());
    if (!DurableFiles.moveIfAbsent(staging, target)) {
      DurableFiles.delete(staging);
      return require(manifest.ref());
    }
    DurableFiles.syncFolder(root.resolve(kind.folder()));
    return manifest;
  }

  /** Drops a staged folder. */
  public void discard(Path staging) throws IOException {
    DurableFiles.delete(staging);
  }

  /** Moves a committed artifact out of the way, so that its recipe is built again. */
  public void setAside(ArtifactRef ref) throws IOException {
    Path aside =
        root.resolve(ref.kind().folder())
            .resolve(".aside-" + ref.fingerprint().hex() + "-" + ProcessHandle.current().pid());
    DurableFiles.delete(aside);
    Files.move(folder(ref), aside);
  }

  /**
   * Re-hashes an artifact's files.
   *
   * @return one line per damaged, missing or extra file; empty if all is well
   */
  public List<String> damages(Manifest manifest) throws IOException {
    Path folder = folder(manifest.ref());
    List<String> damages = new ArrayList<>();
    TreeSet<String> present = new TreeSet<>();
    for (Path file : DurableFiles.regularFiles(folder)) {
      present.add(DurableFiles.relativeName(folder, file));
    }
    present.remove(Manifest.FILE);
    for (FileEntry entry : manifest.files()) {
      Path file = folder.resolve(entry.name());
      if (!present.remove(entry.name())) {
        damages.add(file + ": missing");
      } else if (Files.size(file) != entry.size()) {
        damages.add(file + ": found " + Files.size(file) + " bytes, expected " + entry.size());
      } else {
        Digest found = Digest.of(file);
        if (!found.equals(entry.sha256())) {
          damages.add(file + ": found " + found + ", expected " + entry.sha256());
        }
      }
    }
    present.forEach(extra -> damages.add(folder.resolve(extra) + ": not in the manifest"));
    return damages;
  }

  /**
   * Refuses an artifact whose bytes are not those of its manifest.
   *
   * @throws CorruptArtifactException naming every damaged file
   */
  public void verify(Manifest manifest) throws IOException {
    List<String> damages = damages(manifest);
    if (!damages.isEmpty()) {
      throw corrupt(manifest.ref(), String.join("\n  ", damages), null);
    }
  }

  /** Every committed artifact, sorted by kind and fingerprint. */
  public List<ArtifactRef> list() {
    List<ArtifactRef> refs = new ArrayList<>();
    for (ArtifactKind kind : ArtifactKind.values()) {
      Path folder = root.resolve(kind.folder());
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> children = Files.list(folder)) {
        children
            .filter(child -> Files.exists(child.resolve(Manifest.FILE)))
            .map(child -> String.valueOf(child.getFileName()))
            .filter(name -> name.matches("[0-9a-f]{64}"))
            .sorted()
            .forEach(name -> refs.add(new ArtifactRef(kind, new Digest(name))));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + folder, e);
      }
    }
    return refs;
  }

  private Manifest read(Path file, ArtifactRef ref) {
    try {
      Manifest manifest = Manifest.of(Json.mapper().readTree(Files.readAllBytes(file)));
      if (!manifest.ref().equals(ref)) {
        throw corrupt(ref, file + ": it describes " + manifest.ref(), null);
      }
      return manifest;
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw corrupt(ref, file + ": not a readable manifest: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private CorruptArtifactException corrupt(
      ArtifactRef ref, String damage, @org.jspecify.annotations.Nullable Exception cause) {
    String message =
        "damaged artifact:\n  "
            + damage
            + "\nto rebuild it, remove the folder "
            + folder(ref)
            + " and run again";
    return cause == null
        ? new CorruptArtifactException(message)
        : new CorruptArtifactException(message, cause);
  }
}
