package org.fedmas.pipeline.housekeeping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.LockedException;
import org.fedmas.pipeline.run.control.Pins;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.lease.LeaseRequest;
import org.jspecify.annotations.Nullable;

/**
 * A collection of artifacts that no kept run uses, and of files left by dead processes. A
 * collection is safe during runs. A run pins its artifacts before it checks for a collection, and a
 * collection takes its lease before it reads the pins; so one always sees the other.
 */
public final class GarbageCollection {

  /**
   * The garbage that a collection deletes.
   *
   * @param artifacts artifacts that no kept run uses
   * @param orphans files and folders left by dead processes
   * @param released the files of payloads that no kept run keeps, by artifact
   * @param bytes total size
   */
  public record Garbage(
      List<ArtifactRef> artifacts,
      List<Path> orphans,
      Map<ArtifactRef, Set<String>> released,
      long bytes) {}

  private final Path root;
  private final DurableFiles files;
  private final ArtifactStore store;
  private final int keepRuns;
  private final @Nullable String only;

  /**
   * Creates a collection.
   *
   * @param keepRuns number of latest runs to keep; active runs are always kept
   * @param only the run of which payloads are released, and nothing else is deleted; null for a
   *     collection of everything
   */
  public GarbageCollection(Path root, DurableFiles files, int keepRuns, @Nullable String only) {
    this.root = root;
    this.files = files;
    this.store = new ArtifactStore(root, files);
    this.keepRuns = keepRuns;
    this.only = only;
  }

  /** Returns the garbage without deleting it. */
  public Garbage find() throws IOException {
    return only == null ? everything() : released(List.of(), List.of(), 0);
  }

  private Garbage everything() throws IOException {
    Set<ArtifactRef> reached = reached();
    List<ArtifactRef> artifacts = new ArrayList<>();
    long bytes = 0;
    for (ArtifactRef ref : store.list()) {
      if (!reached.contains(ref)) {
        artifacts.add(ref);
        bytes += size(store.folder(ref));
      }
    }
    List<Path> orphans = new ArrayList<>(OrphanedFiles.in(root));
    orphans.addAll(controls());
    orphans.addAll(UnfinishedUnits.abandoned(root, reached, anyOpen()));
    for (Path orphan : orphans) {
      bytes += size(orphan);
    }
    return released(artifacts, orphans, bytes);
  }

  private Garbage released(List<ArtifactRef> artifacts, List<Path> orphans, long already)
      throws IOException {
    long bytes = already;
    Map<ArtifactRef, Set<String>> released = new LinkedHashMap<>();
    for (Map.Entry<ArtifactRef, Set<String>> free : givenUp().entrySet()) {
      long payload =
          store
              .find(free.getKey())
              .map(manifest -> store.releasable(manifest, free.getValue()))
              .orElse(0L);
      if (payload > 0) {
        released.put(free.getKey(), free.getValue());
        bytes += payload;
      }
    }
    return new Garbage(artifacts, orphans, released, bytes);
  }

  /**
   * Deletes the garbage.
   *
   * @throws LockedException if another collection is running
   */
  public Garbage collect() throws IOException {
    LeaseRequest request =
        new LeaseRequest(RunFolder.collection(root), "garbage collection", files);
    Optional<Lease> lease = request.attempt();
    if (lease.isEmpty()) {
      throw new LockedException("another garbage collection is running: " + request.holder());
    }
    try (Lease held = lease.get()) {
      Garbage garbage = find();
      for (ArtifactRef ref : garbage.artifacts()) {
        store.delete(ref);
      }
      for (Path orphan : garbage.orphans()) {
        files.delete(orphan);
      }
      for (Map.Entry<ArtifactRef, Set<String>> free : garbage.released().entrySet()) {
        store.release(store.require(free.getKey()), free.getValue());
      }
      return garbage;
    }
  }

  /** Returns the files of payloads that a kept run releases and no other kept run needs. */
  private Map<ArtifactRef, Set<String>> givenUp() throws IOException {
    ReleasableFiles givenUp = new ReleasableFiles();
    List<RunHoldings> runs = kept(RunHoldings.all(root));
    for (RunHoldings run : runs) {
      if (only == null || only.equals(run.name())) {
        run.released(root).forEach(givenUp::offer);
      }
    }
    for (RunHoldings run : runs) {
      givenUp.leave(run, root);
    }
    return givenUp.files();
  }

  /** Returns the artifacts of all kept runs and their direct and indirect inputs. */
  private Set<ArtifactRef> reached() {
    Set<ArtifactRef> reached = new HashSet<>();
    kept(RunHoldings.all(root)).forEach(run -> reached.addAll(run.refs()));
    addOrigins(reached);
    return reached;
  }

  private List<RunHoldings> kept(List<RunHoldings> runs) {
    List<RunHoldings> kept = new ArrayList<>();
    for (RunHoldings run : runs) {
      if (run.live() || kept.size() < keepRuns) {
        kept.add(run);
      }
    }
    return kept;
  }

  private boolean anyOpen() {
    return RunHoldings.all(root).stream().limit(keepRuns).anyMatch(RunHoldings::open);
  }

  private void addOrigins(Set<ArtifactRef> reached) {
    Map<Digest, List<Manifest>> byContent = new HashMap<>();
    Set<Digest> wanted = new HashSet<>();
    for (ArtifactRef ref : store.list()) {
      Manifest manifest = store.find(ref).orElse(null);
      if (manifest != null) {
        byContent.computeIfAbsent(manifest.content(), key -> new ArrayList<>()).add(manifest);
        if (reached.contains(ref)) {
          wanted.addAll(inputs(manifest));
        }
      }
    }
    List<Digest> open = new ArrayList<>(wanted);
    while (!open.isEmpty()) {
      Digest content = open.remove(open.size() - 1);
      List<Manifest> makers = byContent.getOrDefault(content, List.of());
      if (makers.stream().noneMatch(maker -> reached.contains(maker.ref()))) {
        for (Manifest maker : makers) {
          reached.add(maker.ref());
          inputs(maker).stream().filter(wanted::add).forEach(open::add);
        }
      }
    }
  }

  private static List<Digest> inputs(Manifest manifest) {
    return manifest.recipe().inputs().values().stream().flatMap(List::stream).toList();
  }

  /** Returns the control folders of ended runs; the pins of kept runs remain. */
  private List<Path> controls() throws IOException {
    List<Path> controls = new ArrayList<>();
    List<RunHoldings> runs = RunHoldings.all(root);
    List<RunHoldings> kept = kept(runs);
    for (RunHoldings run : runs) {
      Path control = new RunFolder(run.name(), root, root).control();
      if (!run.live() && Files.isDirectory(control)) {
        controls.addAll(kept.contains(run) ? Pins.besides(control) : List.of(control));
      }
    }
    return controls;
  }

  private static long size(Path path) {
    try (Stream<Path> walk = Files.walk(path)) {
      long bytes = 0;
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (NoSuchFileException | UncheckedIOException e) {
      return 0; // just deleted by its owner
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
