package org.fedmas.pipeline.housekeeping;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;

/** The inputs of all artifacts in a store, read from their manifests. */
public final class Lineage {

  private final ArtifactStore store;
  private final Map<ArtifactRef, Manifest> manifests = new LinkedHashMap<>();
  private final Map<Digest, Manifest> byContent = new HashMap<>();

  private Lineage(ArtifactStore store) {
    this.store = store;
  }

  /** Reads every manifest of a store. */
  public static Lineage of(Path root) {
    Lineage lineage = new Lineage(new ArtifactStore(root));
    for (ArtifactRef ref : lineage.store.list()) {
      lineage.store.find(ref).ifPresent(manifest -> lineage.manifests.put(ref, manifest));
    }
    lineage.manifests.values().forEach(one -> lineage.byContent.putIfAbsent(one.content(), one));
    return lineage;
  }

  /** Returns the store of the artifacts. */
  public ArtifactStore store() {
    return store;
  }

  /** Returns an artifact with the given content; empty if the store has none. */
  public Optional<Manifest> maker(Digest content) {
    return Optional.ofNullable(byContent.get(content));
  }

  /** Returns the given artifacts and all their direct and indirect inputs, nearest first. */
  public List<Manifest> origins(List<Manifest> targets) {
    Map<ArtifactRef, Manifest> seen = new LinkedHashMap<>();
    Deque<Manifest> open = new ArrayDeque<>(targets);
    while (!open.isEmpty()) {
      Manifest next = open.removeFirst();
      if (seen.putIfAbsent(next.ref(), next) == null) {
        for (List<Digest> role : next.recipe().inputs().values()) {
          role.forEach(content -> maker(content).ifPresent(open::addLast));
        }
      }
    }
    return new ArrayList<>(seen.values());
  }

  /** Returns the stored artifacts of a run, keyed by unit. */
  public Map<String, Manifest> run(String name) {
    Map<String, Manifest> units = new LinkedHashMap<>();
    for (RunRecord.Unit unit : record(name).units()) {
      Manifest manifest = manifests.get(unit.ref());
      if (manifest != null) {
        units.put(unit.unit(), manifest);
      }
    }
    return units;
  }

  /**
   * Returns a run's record.
   *
   * @throws MissingInputException if the run does not exist
   */
  public RunRecord record(String name) {
    Path folder = RunFolder.runs(store.root()).resolve(name);
    return RunRecord.read(folder)
        .orElseThrow(
            () -> new MissingInputException("run %s not found in %s".formatted(name, folder)));
  }

  /** Returns the artifacts whose fingerprint begins with the given digits. */
  public List<Manifest> fingerprint(String begin) {
    return manifests.entrySet().stream()
        .filter(entry -> entry.getKey().fingerprint().hex().startsWith(begin))
        .map(Map.Entry::getValue)
        .toList();
  }
}
