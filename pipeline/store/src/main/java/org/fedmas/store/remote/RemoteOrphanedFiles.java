package org.fedmas.store.remote;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.Owner;

/**
 * What commits that did not end, or did not count, left behind an address. Nothing that anybody may
 * still be writing: a process of this machine is looked at, and any other has a day.
 */
public final class RemoteOrphanedFiles {

  private static final Duration PATIENCE = Duration.ofDays(1);

  private final RemoteFileSystem space;
  private final ArtifactStore store;
  private final Instant latest;

  /**
   * Creates a search.
   *
   * @param store the artifacts in that space
   * @param now what is a day older may go
   */
  public RemoteOrphanedFiles(RemoteFileSystem space, ArtifactStore store, Instant now) {
    this.space = space;
    this.store = store;
    this.latest = now.minus(PATIENCE);
  }

  /** Folders and files that nobody will ever read, relative to the address. */
  public List<String> find() throws IOException {
    List<String> found = new ArrayList<>();
    for (ArtifactKind kind : ArtifactKind.values()) {
      Map<String, List<RemoteFile>> folders = new TreeMap<>();
      for (RemoteFile file : space.list(kind.folder())) {
        folders.computeIfAbsent(file.name().split("/", 2)[0], name -> new ArrayList<>()).add(file);
      }
      for (Map.Entry<String, List<RemoteFile>> folder : folders.entrySet()) {
        find(kind, folder.getKey(), folder.getValue(), found);
      }
    }
    return found;
  }

  private void find(ArtifactKind kind, String name, List<RemoteFile> files, List<String> found) {
    String path = kind.folder() + "/" + name;
    if (name.startsWith(ArtifactStore.ASIDE)) {
      found.add(path);
    } else if (DurableFiles.isTemporary(name)) {
      Owner.Life life = Owner.inName(name).map(Owner::life).orElse(Owner.Life.ELSEWHERE);
      if (life == Owner.Life.DEAD || (life == Owner.Life.ELSEWHERE && areOld(files))) {
        found.add(path);
      }
    } else if (Digest.isHex(name)) {
      Optional<Manifest> manifest = store.find(new ArtifactRef(kind, new Digest(name)));
      if (manifest.isPresent() && !space.renamesFolders()) {
        String counts = name + "/" + manifest.get().content().hex() + "/";
        files.stream()
            .filter(file -> !file.name().startsWith(counts))
            .filter(file -> !file.name().equals(name + "/" + Manifest.FILE))
            .filter(file -> areOld(List.of(file)))
            .forEach(file -> found.add(kind.folder() + "/" + file.name()));
      } else if (manifest.isEmpty() && areOld(files)) {
        found.add(path);
      }
    }
  }

  private boolean areOld(List<RemoteFile> files) {
    return files.stream().allMatch(file -> file.changed().isBefore(latest));
  }
}
