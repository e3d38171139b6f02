package org.fedmas.pipeline.housekeeping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.Manifest;
import org.fedmas.store.lease.LeaseRequest;

/** A search for checkpoints that no unit will resume from. */
final class UnfinishedUnits {

  private UnfinishedUnits() {}

  /**
   * Returns the checkpoint folders of units that are done or that no kept run needs.
   *
   * @param reached artifacts that kept runs have or will compute
   * @param anyOpen whether a kept run was interrupted, so that it may need any checkpoint
   */
  static List<Path> abandoned(Path root, Set<ArtifactRef> reached, boolean anyOpen) {
    Path folder = RunFolder.partials(root);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Set<String> wanted =
        reached.stream().map(ref -> ref.fingerprint().hex()).collect(Collectors.toSet());
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> name(child).matches("[0-9a-f]{64}"))
          .filter(child -> isDone(root, child) || !(anyOpen || wanted.contains(name(child))))
          .filter(child -> !LeaseRequest.isHeld(RunFolder.leases(root).resolve(name(child))))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static boolean isDone(Path root, Path partial) {
    return Arrays.stream(ArtifactKind.values())
        .map(kind -> new ArtifactRef(kind, new Digest(name(partial))))
        .anyMatch(ref -> Files.exists(root.resolve(ref.path()).resolve(Manifest.FILE)));
  }

  private static String name(Path partial) {
    return String.valueOf(partial.getFileName());
  }
}
