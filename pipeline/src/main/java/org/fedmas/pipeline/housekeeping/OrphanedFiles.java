package org.fedmas.pipeline.housekeeping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunNames;
import org.fedmas.store.Manifest;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.Owner;
import org.fedmas.store.lease.LeaseRequest;

/** A search for files and folders that dead processes left behind. */
final class OrphanedFiles {

  /** The minimum age of orphaned files whose process runs on another machine. */
  private static final Duration MINIMUM_AGE = Duration.ofDays(1);

  private final Path root;
  private final List<Path> found = new ArrayList<>();

  private OrphanedFiles(Path root) {
    this.root = root;
  }

  static List<Path> in(Path root) throws IOException {
    OrphanedFiles orphans = new OrphanedFiles(root);
    orphans.kinds();
    orphans.temporaries(root);
    orphans.temporaries(root.resolve(".cache"));
    orphans.temporaries(RunFolder.leases(root));
    orphans.leases();
    for (Path unit : children(RunFolder.partials(root))) {
      orphans.temporaries(unit);
    }
    for (String run : RunNames.in(root)) {
      orphans.temporaries(RunFolder.runs(root).resolve(run));
    }
    return orphans.found;
  }

  private void kinds() throws IOException {
    for (ArtifactKind kind : ArtifactKind.values()) {
      Path folder = root.resolve(kind.folder());
      temporaries(folder);
      for (Path child : children(folder)) {
        String name = name(child);
        if (DurableFiles.isAside(name)) {
          found.add(child);
        } else if (name.matches("[0-9a-f]{64}")) {
          if (!Files.exists(child.resolve(Manifest.FILE))) {
            found.add(child);
          } else {
            temporaries(child);
          }
        }
      }
    }
  }

  private void leases() throws IOException {
    for (Path lease : children(RunFolder.leases(root))) {
      if (!DurableFiles.isTemporary(name(lease)) && !LeaseRequest.isHeld(lease)) {
        found.add(lease);
      }
    }
  }

  private void temporaries(Path folder) throws IOException {
    for (Path child : children(folder)) {
      if (DurableFiles.isTemporary(name(child)) && isAbandoned(child)) {
        found.add(child);
      }
    }
  }

  private static boolean isAbandoned(Path path) throws IOException {
    Optional<Owner> owner = Owner.inName(name(path));
    if (owner.isPresent() && owner.get().life() != Owner.Life.ELSEWHERE) {
      return owner.get().life() == Owner.Life.DEAD;
    }
    try {
      Instant changed = Files.getLastModifiedTime(path).toInstant();
      return changed.isBefore(Instant.now().minus(MINIMUM_AGE));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }
}
