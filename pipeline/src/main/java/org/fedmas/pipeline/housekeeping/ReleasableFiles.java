package org.fedmas.pipeline.housekeeping;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactRef;

/** Files of payloads that one run offers for deletion, as far as no other run keeps them. */
final class ReleasableFiles {

  private final TreeMap<ArtifactRef, Set<String>> files =
      new TreeMap<>(Comparator.comparing(ArtifactRef::path));

  /** Adds files that a run does not keep. */
  void offer(ArtifactRef ref, Set<String> names) {
    files.computeIfAbsent(ref, key -> new HashSet<>()).addAll(names);
  }

  /** Removes the files that a run keeps of its artifacts. */
  void leave(RunHoldings run, Path artifacts) throws IOException {
    Map<ArtifactRef, Set<String>> released = run.released(artifacts);
    for (ArtifactRef ref : run.refs()) {
      Set<String> offered = files.get(ref);
      if (offered != null) {
        offered.retainAll(released.getOrDefault(ref, Set.of()));
        if (offered.isEmpty()) {
          files.remove(ref);
        }
      }
    }
  }

  /** Returns the files that may be deleted, by artifact in the order of paths. */
  Map<ArtifactRef, Set<String>> files() {
    return Collections.unmodifiableMap(files);
  }
}
