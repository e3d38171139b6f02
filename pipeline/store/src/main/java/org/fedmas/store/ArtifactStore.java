package org.fedmas.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * All artifacts of one place: {@code <root>/<kind>/<fingerprint>/} in a local folder, or behind an
 * address. Safe for use by several threads and processes at once: an artifact appears and
 * disappears as a whole, and the first to commit wins.
 */
public final class ArtifactStore {

  /** How the name of an artifact's folder that was moved out of the way begins. */
  public static final String ASIDE = ".aside-";

  private final Path root;
  private final DurableFiles files;
  private final ArtifactBackend shelf;

  /** Creates a store on local files. */
  public ArtifactStore(Path root) {
    this(root, DurableFiles.local());
  }

  public ArtifactStore(Path root, DurableFiles files) {
    this(root, files, new LocalBackend(root, files));
  }

  /**
   * Creates a store whose artifacts lie elsewhere.
   *
   * @param room a local folder in which units write before they are committed
   * @param shelf where artifacts lie
   */
  public ArtifactStore(Path room, DurableFiles files, ArtifactBackend shelf) {
    this.root = room;
    this.files = files;
    this.shelf = shelf;
  }

  /** Returns the root folder of local artifacts; where units write, if artifacts lie elsewhere. */
  public Path root() {
    return root;
  }

  /**
   * Returns the folder of an artifact, whether it exists or not.
   *
   * @throws ConfigException if artifacts do not lie in a local folder
   */
  public Path folder(ArtifactRef ref) {
    return local().folder(ref);
  }

  /** What {@code --artifacts} says to come here. */
  public String address() {
    return shelf.address();
  }

  /** How messages name the artifact's place. */
  public String place(ArtifactRef ref) {
    return shelf.place(ref);
  }

  /**
   * Returns the manifest of an artifact, empty if it was never committed.
   *
   * @throws CorruptArtifactException if there is one that cannot be read
   */
  public Optional<Manifest> find(ArtifactRef ref) {
    String file = shelf.place(ref) + "/" + Manifest.FILE;
    try {
      Optional<byte[]> bytes = shelf.manifest(ref);
      return bytes.isEmpty() ? Optional.empty() : Optional.of(read(bytes.get(), file, ref));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * Returns the manifest of an artifact that must be there.
   *
   * @throws MissingInputException if it was never committed
   */
  public Manifest require(ArtifactRef ref) {
    return find(ref)
        .orElseThrow(
            () ->
                new MissingInputException(
                    "artifact " + place(ref) + " is missing; run again to rebuild it"));
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
   * Makes a staged folder the artifact of that recipe: files synced and hashed, manifest last, then
   * whole on the shelf. If another process was first, the staged folder is dropped and theirs is
   * returned. If the artifact's payload was released, it is put back.
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
    if (shelf.commit(staging, manifest)) {
      files.delete(staging); // a rename leaves none, a copy does
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

  /** Drops a staged folder. */
  public void discard(Path staging) throws IOException {
    files.delete(staging);
  }

  /** Moves a committed artifact out of the way, so that its recipe is built again. */
  public void setAside(ArtifactRef ref) throws IOException {
    shelf.setAside(ref);
  }

  /** Deletes an artifact: gone as a whole by one rename, then its bytes. */
  public void delete(ArtifactRef ref) throws IOException {
    files.delete(local().moveAside(ref));
  }

  /** Returns whether an artifact's payload was given up; its manifest then stands for it. */
  public boolean isReleased(ArtifactRef ref) {
    return shelf.isReleased(ref);
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
    return shelf.damages(manifest);
  }

  /**
   * Refuses an artifact whose bytes are not those of its manifest.
   *
   * @throws CorruptArtifactException naming every damaged file
   * @throws MissingInputException if its payload was released
   */
  public void verify(Manifest manifest) throws IOException {
    requirePayload(manifest.ref());
    List<String> damages = damages(manifest);
    if (!damages.isEmpty()) {
      throw new CorruptArtifactException(damaged(manifest.ref(), String.join("\n  ", damages)));
    }
  }

  /**
   * Returns an artifact to read, its bytes checked.
   *
   * @throws CorruptArtifactException naming every damaged file
   * @throws MissingInputException if its payload was released
   */
  public OpenArtifact open(Manifest manifest) throws IOException {
    if (shelf instanceof LocalBackend) {
      verify(manifest);
    }
    return openChecked(manifest);
  }

  /** The same for an artifact that this process has checked already; it never changes. */
  public OpenArtifact openChecked(Manifest manifest) throws IOException {
    requirePayload(manifest.ref());
    return shelf.open(manifest, name -> true);
  }

  /**
   * Returns an artifact without its payload, to read from its small files; the payload may be
   * released.
   */
  public OpenArtifact openSummaries(Manifest manifest) throws IOException {
    return shelf.open(manifest, name -> !manifest.kind().payload().contains(name));
  }

  /** Returns every committed artifact, sorted by kind and fingerprint. */
  public List<ArtifactRef> list() {
    return places().stream().filter(this::isCommitted).toList();
  }

  /** Returns every place where something is, an artifact or not, sorted by kind and fingerprint. */
  public List<ArtifactRef> places() {
    List<ArtifactRef> refs = new ArrayList<>();
    for (ArtifactKind kind : ArtifactKind.values()) {
      try {
        refs.addAll(shelf.places(kind));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + kind.folder(), e);
      }
    }
    return refs;
  }

  /** Returns whether it was committed, whatever its manifest says. */
  public boolean isCommitted(ArtifactRef ref) {
    try {
      return shelf.manifest(ref).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + place(ref), e);
    }
  }

  private LocalBackend local() {
    if (shelf instanceof LocalBackend local) {
      return local;
    }
    throw new ConfigException("this needs artifacts in a folder, not behind an address");
  }

  private void requirePayload(ArtifactRef ref) {
    if (isReleased(ref)) {
      throw new MissingInputException(
          "artifact "
              + place(ref)
              + " was released: its payload is deleted; run again to compute it");
    }
  }

  private Manifest read(byte[] bytes, String file, ArtifactRef ref) throws IOException {
    try {
      JsonNode json = Json.mapper().readTree(bytes);
      if (json.path("format").isInt()) {
        Format.requireReadable(json.get("format").intValue(), file, shelf.address());
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
              + "; the computation does not repeat here, as on another kind of processor than before:"
              + " go on on the former kind, or in another folder of artifacts");
    }
  }

  private String damaged(ArtifactRef ref, String damage) {
    return "damaged artifact:\n  "
        + damage
        + "\nto rebuild it, run: fedmas verify --repair --artifacts "
        + address()
        + ", then run again";
  }
}
