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

/** Artifacts in a folder of this machine, or one that is mounted like it. */
final class LocalBackend implements ArtifactBackend {

  private final Path root;
  private final DurableFiles files;

  LocalBackend(Path root, DurableFiles files) {
    this.root = root;
    this.files = files;
  }

  Path folder(ArtifactRef ref) {
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
      // a folder without manifest never happened, but it must not stand in the way for ever
      setAside(manifest.ref());
      moved = files.moveIfAbsent(staging, target);
    }
    if (moved) {
      files.storage().syncFolder(root.resolve(manifest.kind().folder()));
    }
    return moved;
  }

  @Override
  public OpenArtifact open(Manifest manifest, Predicate<String> names) {
    return new OpenArtifact(folder(manifest.ref()), () -> {});
  }

  @Override
  public List<String> damages(Manifest manifest) throws IOException {
    return ArtifactCheck.of(folder(manifest.ref()), manifest);
  }

  @Override
  public boolean isReleased(ArtifactRef ref) {
    return Release.isReleased(folder(ref));
  }

  @Override
  public void setAside(ArtifactRef ref) throws IOException {
    if (Files.exists(folder(ref))) {
      moveAside(ref);
    }
  }

  /** The same, telling where it is now. */
  Path moveAside(ArtifactRef ref) throws IOException {
    Path kind = root.resolve(ref.kind().folder());
    Path aside = kind.resolve(files.asideName(ref));
    files.storage().move(folder(ref), aside);
    return aside;
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
