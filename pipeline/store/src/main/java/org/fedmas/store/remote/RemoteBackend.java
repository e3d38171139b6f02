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
 * Artifacts behind an address. Where folders can be renamed, an artifact looks as it does locally
 * and appears by one rename. Where they cannot, its files lie under their content digest and the
 * manifest is written last: it alone decides which files are the artifact's, so that two committers
 * never mix theirs.
 */
public final class RemoteBackend implements ArtifactBackend {

  private final RemoteFileSystem space;
  private final FileCache cache;
  private final DurableFiles files;

  /**
   * Creates a shelf.
   *
   * @param cache what was fetched and made on this machine
   * @param files names what is temporary
   */
  public RemoteBackend(RemoteFileSystem space, FileCache cache, DurableFiles files) {
    this.space = space;
    this.cache = cache;
    this.files = files;
  }

  @Override
  public String address() {
    return space.address();
  }

  @Override
  public String place(ArtifactRef ref) {
    return space.address() + "/" + ref.path();
  }

  @Override
  public Optional<byte[]> manifest(ArtifactRef ref) throws IOException {
    return space.read(manifestPath(ref));
  }

  @Override
  public boolean commit(Path staging, Manifest manifest) throws IOException {
    boolean ours = false;
    if (manifest(manifest.ref()).isEmpty()) {
      ours = space.renamesFolders() ? rename(staging, manifest) : manifestLast(staging, manifest);
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
        space.put(temporary + "/" + entry.name(), staging.resolve(entry.name()));
      }
      space.put(temporary + "/" + Manifest.FILE, staging.resolve(Manifest.FILE));
      moved = space.moveIfAbsent(temporary, ref.path());
      if (!moved && manifest(ref).isEmpty()) {
        // a folder without manifest never happened, but it must not stand in the way for ever
        setAside(ref);
        moved = space.moveIfAbsent(temporary, ref.path());
      }
      return moved;
    } finally {
      if (!moved) {
        space.delete(temporary);
      }
    }
  }

  private boolean manifestLast(Path staging, Manifest manifest) throws IOException {
    for (FileEntry entry : manifest.files()) {
      space.put(payload(manifest, entry.name()), staging.resolve(entry.name()));
    }
    space.put(manifestPath(manifest.ref()), staging.resolve(Manifest.FILE));
    // somebody else's may have come later and then counts
    return false;
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
            return space.open(payload(manifest, name));
          }

          @Override
          public String place(String name) {
            return space.address() + "/" + payload(manifest, name);
          }
        });
  }

  @Override
  public List<String> damages(Manifest manifest) throws IOException {
    List<String> damages = new ArrayList<>();
    TreeSet<String> present = new TreeSet<>();
    space.list(manifest.ref().path()).forEach(file -> present.add(file.name()));
    present.remove(Manifest.FILE);
    String folder = manifest.ref().path() + "/";
    for (FileEntry entry : manifest.files()) {
      String path = payload(manifest, entry.name());
      present.remove(path.substring(folder.length()));
      String place = space.address() + "/" + path;
      try (InputStream in = space.open(path)) {
        Digest found = Digest.ofCopied(in, OutputStream.nullOutputStream());
        if (!found.equals(entry.sha256())) {
          damages.add(place + ": found " + found + ", expected " + entry.sha256());
        }
      } catch (NoSuchFileException e) {
        damages.add(place + ": missing");
      }
    }
    if (space.renamesFolders()) {
      present.forEach(
          extra -> damages.add(place(manifest.ref()) + "/" + extra + ": not in the manifest"));
    }
    return damages;
  }

  /** Retention works on folders only. */
  @Override
  public boolean isReleased(ArtifactRef ref) {
    return false;
  }

  @Override
  public void setAside(ArtifactRef ref) throws IOException {
    String aside = ref.kind().folder() + "/" + files.asideName(ref);
    if (space.renamesFolders()) {
      if (!space.list(ref.path()).isEmpty()) {
        space.moveIfAbsent(ref.path(), aside);
      } else {
        space.delete(ref.path());
      }
      return;
    }
    Optional<byte[]> manifest = manifest(ref);
    if (manifest.isPresent()) {
      space.put(aside + "/" + Manifest.FILE, manifest.get());
      space.delete(manifestPath(ref));
    }
  }

  @Override
  public List<ArtifactRef> places(ArtifactKind kind) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (RemoteFile file : space.list(kind.folder())) {
      String[] words = file.name().split("/", 2);
      // without folders that are renamed, files without manifest are a commit under way
      if (Digest.isHex(words[0])
          && (space.renamesFolders() || words[words.length - 1].equals(Manifest.FILE))) {
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
    return space.renamesFolders() ? folder + name : folder + manifest.content().hex() + "/" + name;
  }
}
