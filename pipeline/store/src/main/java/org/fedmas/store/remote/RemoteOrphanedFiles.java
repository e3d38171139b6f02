package org.fedmas.store.remote;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
 * A search for remote files of failed or superseded commits. Files that may still be written are
 * excluded: those of living processes of this machine, and any files younger than a day.
 *
 * @param now the current time of the remote system
 */
public record RemoteOrphanedFiles(RemoteFileSystem remote, ArtifactStore store, Instant now) {

  private static final Duration MINIMUM_AGE = Duration.ofDays(1);

  /** Returns the orphaned folders and files, relative to the address. */
  public List<String> find() throws IOException {
    List<String> found = new ArrayList<>();
    for (ArtifactKind kind : ArtifactKind.values()) {
      remote.list(kind.folder()).stream()
          .collect(groupingBy(file -> file.name().split("/", 2)[0], TreeMap::new, toList()))
          .forEach((name, files) -> find(kind, name, files, found));
    }
    return found;
  }

  private void find(ArtifactKind kind, String name, List<RemoteFile> files, List<String> found) {
    String path = kind.folder() + "/" + name;
    if (DurableFiles.isAside(name)) {
      found.add(path);
    } else if (DurableFiles.isTemporary(name)) {
      Owner.Life life = Owner.inName(name).map(Owner::life).orElse(Owner.Life.ELSEWHERE);
      if (life == Owner.Life.DEAD || (life == Owner.Life.ELSEWHERE && areOld(files))) {
        found.add(path);
      }
    } else if (Digest.isHex(name)) {
      Optional<Manifest> manifest = store.find(new ArtifactRef(kind, new Digest(name)));
      if (manifest.isPresent() && !remote.renamesFolders()) {
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
    return files.stream().allMatch(file -> file.changed().isBefore(now.minus(MINIMUM_AGE)));
  }
}
