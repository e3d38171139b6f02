package org.fedmas.store.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FileEntry;
import org.fedmas.store.ArtifactBackend;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.store.file.DurableFiles;

/**
 * Artifacts behind an address. If the file system can rename folders, an artifact has the local
 * layout and appears by one rename. Otherwise its files are stored under their content digest, and
 * the manifest is written last. The manifest then decides which files belong to the artifact, so
 * concurrent commits never mix.
 *
 * @param files provides names of temporary files
 */
record RemoteBackend(RemoteFileSystem remote, FileCache cache, DurableFiles files)
    implements ArtifactBackend {

  @Override
  public String address() {
    return remote.address();
  }

  @Override
  public String place(ArtifactRef ref) {
    return remote.address() + "/" + ref.path();
  }

  @Override
  public Optional<byte[]> manifest(ArtifactRef ref) throws IOException {
    return remote.read(manifestPath(ref));
  }

  @Override
  public boolean commit(Path staging, Manifest manifest) throws IOException {
    boolean ours = false;
    if (manifest(manifest.ref()).isEmpty()) {
      ours = remote.renamesFolders() ? rename(staging, manifest) : manifestLast(staging, manifest);
    }
    for (FileEntry entry : manifest.files()) {
      cache.adopt(staging.resolve(entry.name()), entry);
    }
    return ours;
  }

  private boolean rename(Path staging, Manifest manifest) throws IOException {
    ArtifactRef ref = manifest.ref();
    Path kind = Path.of(ref.kind().folder());
    Path unique = files.temporary(kind, ref.fingerprint().hex().substring(0, 16));
    String temporary = unique.toString().replace('\\', '/');
    boolean moved = false;
    try {
      for (FileEntry entry : manifest.files()) {
        remote.put(temporary + "/" + entry.name(), staging.resolve(entry.name()));
      }
      remote.put(temporary + "/" + Manifest.FILE, staging.resolve(Manifest.FILE));
      moved = remote.moveIfAbsent(temporary, ref.path());
      if (!moved && manifest(ref).isEmpty()) {
        // a folder without manifest was never committed, and must not block this commit
        setAside(ref);
        moved = remote.moveIfAbsent(temporary, ref.path());
      }
      return moved;
    } finally {
      if (!moved) {
        remote.delete(temporary);
      }
    }
  }

  private boolean manifestLast(Path staging, Manifest manifest) throws IOException {
    for (FileEntry entry : manifest.files()) {
      remote.put(payload(manifest, entry.name()), staging.resolve(entry.name()));
    }
    remote.put(manifestPath(manifest.ref()), staging.resolve(Manifest.FILE));
    // the manifest of a concurrent commit may have replaced this one
    return false;
  }

  @Override
  public boolean checksOnOpen() {
    return true;
  }

  @Override
  public OpenArtifact open(Manifest manifest, Predicate<String> names) throws IOException {
    List<FileEntry> wanted =
        manifest.files().stream().filter(entry -> names.test(entry.name())).toList();
    String view =
        manifest.content().hex()
            + (wanted.size() == manifest.files().size() ? "" : "-" + wanted.size());
    return cache.view(
        view,
        wanted,
        new FileCache.Source() {
          @Override
          public InputStream open(String name) throws IOException {
            return remote.open(payload(manifest, name));
          }

          @Override
          public String place(String name) {
            return remote.address() + "/" + payload(manifest, name);
          }
        });
  }

  @Override
  public List<String> damage(Manifest manifest) throws IOException {
    List<String> damage = new ArrayList<>();
    TreeSet<String> present = new TreeSet<>();
    remote.list(manifest.ref().path()).forEach(file -> present.add(file.name()));
    present.remove(Manifest.FILE);
    String folder = manifest.ref().path() + "/";
    for (FileEntry entry : manifest.files()) {
      String path = payload(manifest, entry.name());
      present.remove(path.substring(folder.length()));
      String place = remote.address() + "/" + path;
      try (InputStream in = remote.open(path)) {
        Digest found = Digest.ofCopied(in, OutputStream.nullOutputStream());
        if (!found.equals(entry.sha256())) {
          damage.add(place + ": found " + found + ", expected " + entry.sha256());
        }
      } catch (NoSuchFileException e) {
        damage.add(place + ": missing");
      }
    }
    if (remote.renamesFolders()) {
      present.forEach(
          extra -> damage.add(place(manifest.ref()) + "/" + extra + ": not in the manifest"));
    }
    return damage;
  }

  /** Returns false: retention supports local folders only. */
  @Override
  public boolean isReleased(ArtifactRef ref) {
    return false;
  }

  @Override
  public void setAside(ArtifactRef ref) throws IOException {
    String aside = ref.kind().folder() + "/" + files.asideName(ref.fingerprint().hex());
    if (remote.renamesFolders()) {
      if (!remote.list(ref.path()).isEmpty()) {
        remote.moveIfAbsent(ref.path(), aside);
      } else {
        remote.delete(ref.path());
      }
      return;
    }
    Optional<byte[]> manifest = manifest(ref);
    if (manifest.isPresent()) {
      remote.put(aside + "/" + Manifest.FILE, manifest.get());
      remote.delete(manifestPath(ref));
    }
  }

  @Override
  public List<ArtifactRef> places(ArtifactKind kind) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (RemoteFile file : remote.list(kind.folder())) {
      String[] words = file.name().split("/", 2);
      // without renamed folders, files without a manifest are an unfinished commit
      if (Digest.isHex(words[0])
          && (remote.renamesFolders() || words[words.length - 1].equals(Manifest.FILE))) {
        names.add(words[0]);
      }
    }
    return names.stream().map(name -> new ArtifactRef(kind, new Digest(name))).toList();
  }

  private static String manifestPath(ArtifactRef ref) {
    return ref.path() + "/" + Manifest.FILE;
  }

  private String payload(Manifest manifest, String name) {
    String folder = manifest.ref().path() + "/";
    return remote.renamesFolders() ? folder + name : folder + manifest.content().hex() + "/" + name;
  }
}
