package org.fedmas.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.store.file.DurableFiles;

/** The artifacts in a local or mounted folder. */
final class LocalBackend implements ArtifactBackend {

  private final Path root;
  private final DurableFiles files;

  LocalBackend(Path root, DurableFiles files) {
    this.root = root;
    this.files = files;
  }

  @Override
  public Path folder(ArtifactRef ref) {
    return root.resolve(ref.path());
  }

  @Override
  public String address() {
    return root.toString();
  }

  @Override
  public String place(ArtifactRef ref) {
    return folder(ref).toString();
  }

  @Override
  public Optional<byte[]> manifest(ArtifactRef ref) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(folder(ref).resolve(Manifest.FILE)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean commit(Path staging, Manifest manifest) throws IOException {
    Path target = folder(manifest.ref());
    boolean moved = files.moveIfAbsent(staging, target);
    if (!moved && !Files.exists(target.resolve(Manifest.FILE))) {
      // a folder without manifest was never committed, and must not block this commit
      setAside(manifest.ref());
      moved = files.moveIfAbsent(staging, target);
    }
    if (moved) {
      files.storage().syncFolder(root.resolve(manifest.kind().folder()));
    }
    return moved;
  }

  @Override
  public boolean checksOnOpen() {
    return false;
  }

  @Override
  public OpenArtifact open(Manifest manifest, Predicate<String> names) {
    return new OpenArtifact(folder(manifest.ref()), () -> {});
  }

  @Override
  public List<String> damage(Manifest manifest) throws IOException {
    return ArtifactCheck.of(folder(manifest.ref()), manifest);
  }

  @Override
  public boolean isReleased(ArtifactRef ref) {
    return Release.isReleased(folder(ref));
  }

  @Override
  public void setAside(ArtifactRef ref) throws IOException {
    if (Files.exists(folder(ref))) {
      files.moveAside(folder(ref));
    }
  }

  @Override
  public List<ArtifactRef> places(ArtifactKind kind) throws IOException {
    List<ArtifactRef> refs = new ArrayList<>();
    Path folder = root.resolve(kind.folder());
    if (Files.isDirectory(folder)) {
      try (Stream<Path> children = Files.list(folder)) {
        children
            .map(child -> String.valueOf(child.getFileName()))
            .filter(Digest::isHex)
            .sorted()
            .forEach(name -> refs.add(new ArtifactRef(kind, new Digest(name))));
      }
    }
    return refs;
  }
}
