package org.fedmas.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FileEntry;
import org.fedmas.store.file.DurableFiles;

/** The artifacts in a local or mounted folder. */
record LocalBackend(Path root, DurableFiles files) implements ArtifactBackend {

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
    Path folder = folder(manifest.ref());
    boolean released = Release.isReleased(folder);
    List<String> damage = new ArrayList<>();
    TreeSet<String> present = new TreeSet<>();
    for (Path file : DurableFiles.regularFiles(folder)) {
      present.add(DurableFiles.relativeName(folder, file));
    }
    present.remove(Manifest.FILE);
    present.remove(Release.MARKER);
    for (FileEntry entry : manifest.files()) {
      boolean here = present.remove(entry.name());
      if (released && !here && manifest.kind().payload().contains(entry.name())) {
        continue;
      }
      Path file = folder.resolve(entry.name());
      if (!here) {
        damage.add(file + ": missing");
      } else if (Files.size(file) != entry.size()) {
        damage.add(file + ": found " + Files.size(file) + " bytes, expected " + entry.size());
      } else {
        Digest found = Digest.of(file);
        if (!found.equals(entry.sha256())) {
          damage.add(file + ": found " + found + ", expected " + entry.sha256());
        }
      }
    }
    present.forEach(extra -> damage.add(folder.resolve(extra) + ": not in the manifest"));
    return damage;
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
    Path folder = root.resolve(kind.folder());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .map(child -> String.valueOf(child.getFileName()))
          .filter(Digest::isHex)
          .sorted()
          .map(name -> new ArtifactRef(kind, new Digest(name)))
          .toList();
    }
  }
}
