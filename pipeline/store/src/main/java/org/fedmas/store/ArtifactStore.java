package org.fedmas.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FileEntry;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.contract.json.Json;
import org.fedmas.store.file.DurableFiles;

/**
 * The artifacts in one folder or behind one address, each at {@code <kind>/<fingerprint>/}. Safe
 * for use by several threads and processes at once: an artifact appears and disappears as a whole,
 * and the first commit wins.
 *
 * @param root the folder of local artifacts, or of the uncommitted artifacts of a remote store
 * @param backend the storage of committed artifacts
 */
public record ArtifactStore(Path root, DurableFiles files, ArtifactBackend backend) {

  /** Creates a store on local files. */
  public ArtifactStore(Path root) {
    this(root, DurableFiles.local());
  }

  public ArtifactStore(Path root, DurableFiles files) {
    this(root, files, new LocalBackend(root, files));
  }

  /**
   * Returns the folder of an artifact, whether it exists or not.
   *
   * @throws ConfigException if the artifacts are remote
   */
  public Path folder(ArtifactRef ref) {
    return backend.folder(ref);
  }

  /** Returns the value of {@code --artifacts} that selects this store. */
  public String address() {
    return backend.address();
  }

  /** Returns the artifact's folder or address for use in messages. */
  public String place(ArtifactRef ref) {
    return backend.place(ref);
  }

  /**
   * Returns the manifest of an artifact; empty if the artifact was never committed.
   *
   * @throws CorruptArtifactException if the manifest cannot be read
   */
  public Optional<Manifest> find(ArtifactRef ref) {
    String file = backend.place(ref) + "/" + Manifest.FILE;
    try {
      Optional<byte[]> bytes = backend.manifest(ref);
      return bytes.isEmpty() ? Optional.empty() : Optional.of(read(bytes.get(), file, ref));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * Returns the manifest of an artifact.
   *
   * @throws MissingInputException if the artifact was never committed
   */
  public Manifest require(ArtifactRef ref) {
    return find(ref)
        .orElseThrow(
            () ->
                new MissingInputException(
                    "artifact %s is missing; run again to recompute it".formatted(place(ref))));
  }

  /** Creates the empty staging folder into which a unit writes its artifact. */
  public Path stage(ArtifactRef ref) throws IOException {
    Path kind = root.resolve(ref.kind().folder());
    files.storage().createFolders(kind);
    Path staging = files.temporary(kind, ref.fingerprint().hex().substring(0, 16));
    files.storage().createFolder(staging);
    return staging;
  }

  /**
   * Commits a staging folder as the artifact of a recipe. Files are synced and hashed, the manifest
   * is written last, and the folder then appears as a whole. If another process committed first,
   * the staging folder is deleted and the manifest of the first commit is returned. A released
   * payload is restored.
   *
   * @throws StageFailedException if recomputing a released artifact produced different bytes
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
    if (backend.commit(staging, manifest)) {
      files.delete(staging); // left behind by a backend that copies
      return manifest;
    }
    Manifest first = require(manifest.ref());
    if (isReleased(first.ref())) {
      requireSame(first, manifest);
      Release.restore(staging, folder(first.ref()), first, files);
    }
    files.delete(staging);
    return first;
  }

  /** Deletes a staging folder. */
  public void discard(Path staging) throws IOException {
    files.delete(staging);
  }

  /** Moves a committed artifact aside, so that the next run recomputes it. */
  public void setAside(ArtifactRef ref) throws IOException {
    backend.setAside(ref);
  }

  /** Deletes an artifact, which disappears as a whole by one rename. */
  public void delete(ArtifactRef ref) throws IOException {
    files.delete(files.moveAside(folder(ref)));
  }

  /** Returns whether an artifact's payload was released; its manifest and small files remain. */
  public boolean isReleased(ArtifactRef ref) {
    return backend.isReleased(ref);
  }

  /**
   * Returns the number of bytes that releasing files of an artifact would free.
   *
   * @param names files of its payload
   */
  public long releasable(Manifest manifest, Collection<String> names) {
    return Release.bytes(folder(manifest.ref()), manifest, names);
  }

  /** Deletes an artifact's payload and keeps its manifest and small files. */
  public void release(Manifest manifest) throws IOException {
    release(manifest, manifest.kind().payload());
  }

  /**
   * Deletes files of an artifact's payload. The artifact counts as released.
   *
   * @param names files of its payload
   */
  public void release(Manifest manifest, Collection<String> names) throws IOException {
    Release.release(folder(manifest.ref()), names, files);
  }

  /**
   * Hashes an artifact's files and compares them with the manifest. Files of a released payload may
   * be absent.
   *
   * @return one line per damaged, missing or extra file; empty for an intact artifact
   */
  public List<String> damage(Manifest manifest) throws IOException {
    return backend.damage(manifest);
  }

  /**
   * Checks an artifact and opens it for reading.
   *
   * @throws CorruptArtifactException naming every damaged file
   * @throws MissingInputException if the artifact's payload was released
   */
  public OpenArtifact open(Manifest manifest) throws IOException {
    requirePayload(manifest.ref());
    List<String> damage = backend.checksOnOpen() ? List.of() : damage(manifest);
    if (!damage.isEmpty()) {
      throw new CorruptArtifactException(damaged(String.join("\n  ", damage)));
    }
    return openChecked(manifest);
  }

  /**
   * Checks an artifact and opens it for reading one of its files; the rest of its payload may be
   * released.
   *
   * @throws MissingInputException if the file was released
   */
  public OpenArtifact open(Manifest manifest, String name) throws IOException {
    boolean kept = isReleased(manifest.ref()) && Files.exists(folder(manifest.ref()).resolve(name));
    return kept ? openUnreleased(manifest, name) : open(manifest);
  }

  private OpenArtifact openUnreleased(Manifest manifest, String name) throws IOException {
    List<String> damage = damage(manifest);
    if (!damage.isEmpty()) {
      throw new CorruptArtifactException(damaged(String.join("\n  ", damage)));
    }
    return backend.open(manifest, name::equals);
  }

  /** Opens an artifact that this process has checked already; committed files never change. */
  public OpenArtifact openChecked(Manifest manifest) throws IOException {
    requirePayload(manifest.ref());
    return backend.open(manifest, name -> true);
  }

  /** Opens an artifact's small files; the payload may be released. */
  public OpenArtifact openSummaries(Manifest manifest) throws IOException {
    return backend.open(manifest, name -> !manifest.kind().payload().contains(name));
  }

  /** Returns every committed artifact, sorted by kind and fingerprint. */
  public List<ArtifactRef> list() {
    return places().stream().filter(this::isCommitted).toList();
  }

  /** Returns all artifacts and folders without a manifest, sorted by kind and fingerprint. */
  public List<ArtifactRef> places() {
    List<ArtifactRef> refs = new ArrayList<>();
    for (ArtifactKind kind : ArtifactKind.values()) {
      try {
        refs.addAll(backend.places(kind));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + kind.folder(), e);
      }
    }
    return refs;
  }

  private boolean isCommitted(ArtifactRef ref) {
    try {
      return backend.manifest(ref).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + place(ref), e);
    }
  }

  private void requirePayload(ArtifactRef ref) {
    if (isReleased(ref)) {
      throw new MissingInputException(
          "artifact %s was released and its payload deleted; run again to recompute it"
              .formatted(place(ref)));
    }
  }

  private Manifest read(byte[] bytes, String file, ArtifactRef ref) throws IOException {
    try {
      JsonNode json = Json.mapper().readTree(bytes);
      JsonNode format = json.path("format");
      if (format.isInt() && format.intValue() != Manifest.FORMAT) {
        throw new CorruptArtifactException(otherFormat(format.intValue(), file));
      }
      Manifest manifest = Manifest.of(json);
      if (!manifest.ref().equals(ref)) {
        throw new CorruptArtifactException(
            damaged(
                "%s: found the manifest of %s, expected %s".formatted(file, manifest.ref(), ref)));
      }
      return manifest;
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw new CorruptArtifactException(
          damaged(file + ": not a readable manifest: " + e.getMessage()), e);
    }
  }

  private String otherFormat(int found, String file) {
    String advice =
        found > Manifest.FORMAT
            ? "it was written by a newer fedmas: use that version, or another --artifacts folder"
            : "to recompute what is needed, run: fedmas verify --repair --artifacts %s, then run again"
                .formatted(address());
    return "%s: found on-disk format %s, expected %s; %s"
        .formatted(file, found, Manifest.FORMAT, advice);
  }

  private static void requireSame(Manifest released, Manifest rebuilt) {
    if (!released.content().equals(rebuilt.content())) {
      throw new StageFailedException(
          """
          %s: recomputing gave different bytes (found %s, expected %s), probably because this CPU \
          differs from the one used before. Continue on the same CPU type or use a new \
          --artifacts folder\
          """
              .formatted(released.ref(), rebuilt.content(), released.content()));
    }
  }

  private String damaged(String damage) {
    return """
    damaged artifact:
      %s
    to recompute it, run: fedmas verify --repair --artifacts %s, then run again\
    """
        .formatted(damage, address());
  }
}
