package org.fedmas.contract.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedmas.contract.Json;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.error.StageFailedException;

/**
 * All artifacts under one root folder: {@code <root>/<kind>/<fingerprint>/}. The only class that
 * knows these paths. Safe for use by several threads and processes at once: an artifact appears and
 * disappears as a whole by one rename, and the first to commit wins.
 */
public final class ArtifactStore {

  /** How the name of an artifact's folder that was moved out of the way begins. */
  public static final String ASIDE = ".aside-";

  private final Path root;
  private final DurableFiles files;

  /** A store on local files. */
  public ArtifactStore(Path root) {
    this(root, DurableFiles.local());
  }

  public ArtifactStore(Path root, DurableFiles files) {
    this.root = root;
    this.files = files;
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
    try {
      return Optional.of(read(Files.readAllBytes(file), file, ref));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
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
    files.storage().createFolders(kind);
    Path staging = files.temporary(kind, ref.fingerprint().hex().substring(0, 16));
    files.storage().createFolder(staging);
    return staging;
  }

  /**
   * Makes a staged folder the artifact of that recipe: files synced and hashed, manifest last, one
   * rename. If another process was first, the staged folder is dropped and theirs is returned. If
   * the artifact's payload was released, it is put back.
   *
   * @throws StageFailedException if a released artifact was computed again with other bytes
   */
  public Manifest commit(Path staging, ArtifactKind kind, Recipe recipe) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    for (Path file : DurableFiles.regularFiles(staging)) {
      files.storage().sync(file);
      entries.add(
          new FileEntry(
              DurableFiles.relativeName(staging, file), Files.size(file), Digest.of(file)));
    }
    Manifest manifest = new Manifest(kind, recipe, entries);
    Path manifestFile = staging.resolve(Manifest.FILE);
    files.storage().write(manifestFile, Json.pretty(manifest.json()));
    files.storage().sync(manifestFile);
    files.storage().syncFolder(staging);
    Path target = folder(manifest.ref());
    boolean moved = files.moveIfAbsent(staging, target);
    if (!moved && !Files.exists(target.resolve(Manifest.FILE))) {
      // a folder without manifest never happened, but it must not stand in the way for ever
      setAside(manifest.ref());
      moved = files.moveIfAbsent(staging, target);
    }
    if (moved) {
      files.storage().syncFolder(root.resolve(kind.folder()));
      return manifest;
    }
    Manifest first = require(manifest.ref());
    if (isReleased(first.ref())) {
      requireSame(first, manifest);
      Release.restore(staging, target, first, files);
    }
    files.delete(staging);
    return first;
  }

  /** Drops a staged folder. */
  public void discard(Path staging) throws IOException {
    files.delete(staging);
  }

  /**
   * Moves a committed artifact out of the way, so that its recipe is built again.
   *
   * @return where it is now
   */
  public Path setAside(ArtifactRef ref) throws IOException {
    Path kind = root.resolve(ref.kind().folder());
    Path unique = files.temporary(kind, ref.fingerprint().hex());
    Path aside = kind.resolve(String.valueOf(unique.getFileName()).replaceFirst("^\\.tmp-", ASIDE));
    files.storage().move(folder(ref), aside);
    return aside;
  }

  /** Deletes an artifact: gone as a whole by one rename, then its bytes. */
  public void delete(ArtifactRef ref) throws IOException {
    files.delete(setAside(ref));
  }

  /** Whether an artifact's payload was given up; its manifest then stands for it. */
  public boolean isReleased(ArtifactRef ref) {
    return Release.isReleased(folder(ref));
  }

  /** Bytes that releasing this artifact would free. */
  public long releasable(Manifest manifest) {
    return Release.bytes(folder(manifest.ref()), manifest);
  }

  /** Gives an artifact's payload up and keeps its manifest and small files. */
  public void release(Manifest manifest) throws IOException {
    Release.release(folder(manifest.ref()), manifest, files);
  }

  /**
   * Re-hashes an artifact's files; those of a released payload may be absent.
   *
   * @return one line per damaged, missing or extra file; empty if all is well
   */
  public List<String> damages(Manifest manifest) throws IOException {
    return Damages.of(folder(manifest.ref()), manifest);
  }

  /**
   * Refuses an artifact whose bytes are not those of its manifest.
   *
   * @throws CorruptArtifactException naming every damaged file
   * @throws MissingInputException if its payload was released
   */
  public void verify(Manifest manifest) throws IOException {
    if (isReleased(manifest.ref())) {
      throw new MissingInputException(
          "artifact "
              + folder(manifest.ref())
              + " was released: its payload is deleted; run again to compute it");
    }
    List<String> damages = damages(manifest);
    if (!damages.isEmpty()) {
      throw new CorruptArtifactException(damaged(manifest.ref(), String.join("\n  ", damages)));
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

  private Manifest read(byte[] bytes, Path file, ArtifactRef ref) throws IOException {
    try {
      JsonNode json = Json.mapper().readTree(bytes);
      if (json.path("format").isInt()) {
        Format.requireReadable(json.get("format").intValue(), file, root);
      }
      Manifest manifest = Manifest.of(json);
      if (!manifest.ref().equals(ref)) {
        throw new CorruptArtifactException(damaged(ref, file + ": it describes " + manifest.ref()));
      }
      return manifest;
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw new CorruptArtifactException(
          damaged(ref, file + ": not a readable manifest: " + e.getMessage()), e);
    }
  }

  private static void requireSame(Manifest released, Manifest rebuilt) {
    if (!released.content().equals(rebuilt.content())) {
      throw new StageFailedException(
          "released artifact "
              + released.ref()
              + " was computed again from the same recipe but has other bytes: content was "
              + released.content()
              + ", is now "
              + rebuilt.content()
              + "; the computation does not repeat here");
    }
  }

  private String damaged(ArtifactRef ref, String damage) {
    return "damaged artifact:\n  "
        + damage
        + "\nto rebuild it, run: fedmas verify --repair --artifacts "
        + root
        + ", then run again";
  }
}
