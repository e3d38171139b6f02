package org.fedmas.pipeline.housekeeping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.fedmas.contract.artifact.ArtifactKind;
import org.fedmas.contract.artifact.ArtifactRef;
import org.fedmas.contract.artifact.ArtifactStore;
import org.fedmas.contract.artifact.Digest;
import org.fedmas.contract.artifact.Manifest;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;

/** Hashes every file of some artifacts again, several at once. */
public final class Verification {

  /**
   * What was found.
   *
   * @param artifacts looked at
   * @param bytes hashed
   * @param damages artifact → one line per damaged, missing or extra file
   * @param bad the artifacts with damages
   */
  public record Findings(
      int artifacts, long bytes, TreeMap<String, List<String>> damages, List<ArtifactRef> bad) {

    /** How many lines there are. */
    public int problems() {
      return damages.values().stream().mapToInt(List::size).sum();
    }
  }

  private record One(ArtifactRef ref, long bytes, List<String> damages) {}

  private final ArtifactStore store;
  private final int workers;

  /**
   * A verification.
   *
   * @param workers artifacts at once
   */
  public Verification(ArtifactStore store, int workers) {
    this.store = store;
    this.workers = workers;
  }

  /** Checks these artifacts. */
  public Findings check(List<ArtifactRef> refs) throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<One>> futures = new ArrayList<>();
      for (ArtifactRef ref : largestFirst(refs)) {
        futures.add(pool.submit(() -> check(ref)));
      }
      long bytes = 0;
      TreeMap<String, List<String>> damages = new TreeMap<>();
      List<ArtifactRef> bad = new ArrayList<>();
      for (Future<One> future : futures) {
        One one = future.get();
        bytes += one.bytes();
        if (!one.damages().isEmpty()) {
          damages.put(one.ref().path(), one.damages());
          bad.add(one.ref());
        }
      }
      return new Findings(refs.size(), bytes, damages, bad);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** Every artifact of the store, and the folders in their places that are none. */
  public List<ArtifactRef> everything() throws IOException {
    List<ArtifactRef> refs = new ArrayList<>();
    for (ArtifactKind kind : ArtifactKind.values()) {
      Path folder = store.root().resolve(kind.folder());
      if (Files.isDirectory(folder)) {
        try (Stream<Path> children = Files.list(folder)) {
          children
              .map(child -> String.valueOf(child.getFileName()))
              .filter(name -> name.matches("[0-9a-f]{64}"))
              .sorted()
              .forEach(name -> refs.add(new ArtifactRef(kind, new Digest(name))));
        }
      }
    }
    return refs;
  }

  /** So that no large one is begun when all others are done. */
  private List<ArtifactRef> largestFirst(List<ArtifactRef> refs) {
    TreeMap<String, Long> sizes = new TreeMap<>();
    for (ArtifactRef ref : refs) {
      long size = 0;
      try {
        size = store.find(ref).map(Manifest::bytes).orElse(0L);
      } catch (CorruptArtifactException e) {
        size = 0; // said when it is its turn
      }
      sizes.put(ref.path(), size);
    }
    return refs.stream()
        .sorted(Comparator.comparing(ref -> -sizes.getOrDefault(ref.path(), 0L)))
        .toList();
  }

  private One check(ArtifactRef ref) throws IOException {
    if (!Files.isDirectory(store.folder(ref))) {
      return new One(ref, 0, List.of(store.folder(ref) + ": missing"));
    }
    if (!Files.exists(store.folder(ref).resolve(Manifest.FILE))) {
      return new One(ref, 0, List.of(store.folder(ref) + ": not an artifact: no manifest"));
    }
    try {
      Manifest manifest = store.require(ref);
      return new One(ref, manifest.bytes(), store.damages(manifest));
    } catch (CorruptArtifactException | MissingInputException e) {
      return new One(ref, 0, List.of(String.valueOf(e.getMessage())));
    }
  }
}
