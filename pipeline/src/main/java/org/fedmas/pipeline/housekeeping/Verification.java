package org.fedmas.pipeline.housekeeping;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;

/** A parallel check of artifacts against their manifests. */
public final class Verification {

  /**
   * The result of a check.
   *
   * @param artifacts number of checked artifacts
   * @param bytes number of hashed bytes
   * @param damage artifact → one line per damaged, missing or extra file
   * @param bad the artifacts with damage
   */
  public record Findings(
      int artifacts, long bytes, TreeMap<String, List<String>> damage, List<ArtifactRef> bad) {

    /** Returns the number of damaged, missing and extra files. */
    public int problems() {
      return damage.values().stream().mapToInt(List::size).sum();
    }
  }

  private record One(ArtifactRef ref, long bytes, List<String> damage) {}

  private final ArtifactStore store;
  private final int workers;

  /** Creates a verification that checks that many artifacts in parallel. */
  public Verification(ArtifactStore store, int workers) {
    this.store = store;
    this.workers = workers;
  }

  /** Checks the given artifacts. */
  public Findings check(List<ArtifactRef> refs) throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<One>> futures = new ArrayList<>();
      for (ArtifactRef ref : largestFirst(refs)) {
        futures.add(pool.submit(() -> check(ref)));
      }
      long bytes = 0;
      TreeMap<String, List<String>> damage = new TreeMap<>();
      List<ArtifactRef> bad = new ArrayList<>();
      for (Future<One> future : futures) {
        One one = future.get();
        bytes += one.bytes();
        if (!one.damage().isEmpty()) {
          damage.put(one.ref().path(), one.damage());
          bad.add(one.ref());
        }
      }
      return new Findings(refs.size(), bytes, damage, bad);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** Returns the largest artifacts first, so that the last worker does not finish alone. */
  private List<ArtifactRef> largestFirst(List<ArtifactRef> refs) {
    Map<ArtifactRef, Long> sizes = new HashMap<>();
    refs.forEach(ref -> sizes.put(ref, size(ref)));
    return refs.stream().sorted(Comparator.comparing(ref -> -sizes.getOrDefault(ref, 0L))).toList();
  }

  private long size(ArtifactRef ref) {
    try {
      return store.find(ref).map(Manifest::bytes).orElse(0L);
    } catch (CorruptArtifactException e) {
      return 0; // reported by the check of this artifact
    }
  }

  private One check(ArtifactRef ref) throws IOException {
    try {
      Optional<Manifest> manifest = store.find(ref);
      if (manifest.isEmpty()) {
        return new One(ref, 0, List.of(store.place(ref) + ": manifest.json is missing"));
      }
      return new One(ref, manifest.get().bytes(), store.damage(manifest.get()));
    } catch (CorruptArtifactException e) {
      return new One(ref, 0, List.of(String.valueOf(e.getMessage())));
    }
  }
}
