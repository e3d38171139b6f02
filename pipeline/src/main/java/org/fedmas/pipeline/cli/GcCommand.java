package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.housekeeping.GarbageCollection;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.RemoteFileSystem;
import org.fedmas.store.remote.RemoteOrphanedFiles;
import org.fedmas.store.remote.StoreAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "gc",
    description =
        "Removes artifacts that no run has, and what killed processes left; safe while runs work."
            + " With --run or --config only gives up what that run's keys keep.* say.")
final class GcCommand implements Callable<ExitCode> {

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(names = "--dry-run", description = "Says what would go and how many bytes it is.")
  boolean dryRun;

  @Option(
      names = "--keep-runs",
      paramLabel = "N",
      description = "Keeps only the artifacts of the N runs started last (default: of all).")
  @Nullable Integer keepRuns;

  @Override
  public ExitCode call() throws Exception {
    if (keepRuns != null && keepRuns < 0) {
      throw new ConfigException("--keep-runs " + keepRuns + ": expected 0 or more");
    }
    StoreAddress place = options.store.place();
    RemoteFileSystem remote = place.remote();
    if (remote != null) {
      return leftovers(remote, place.store());
    }
    Path root = place.root();
    GarbageCollection collection = collection(root);
    GarbageCollection.Garbage garbage = dryRun ? collection.find() : collection.collect();
    for (ArtifactRef ref : garbage.artifacts()) {
      Console.out(ref.path());
    }
    for (Path leftover : garbage.leftovers()) {
      Console.out(root.relativize(leftover).toString());
    }
    for (ArtifactRef ref : garbage.released()) {
      Console.out(ref.path() + ": payload");
    }
    Console.out(
        "gc: "
            + garbage.artifacts().size()
            + " artifacts and "
            + garbage.leftovers().size()
            + " leftovers, payloads of "
            + garbage.released().size()
            + ", "
            + garbage.bytes()
            + " bytes "
            + (dryRun ? "would be removed" : "removed"));
    return ExitCode.DONE;
  }

  /** Which runs there are is not known from here, so artifacts stay. */
  private ExitCode leftovers(RemoteFileSystem remote, ArtifactStore store) throws IOException {
    if (keepRuns != null || options.namedRun().isPresent()) {
      options.store.folder("gc --keep-runs, --run or --config");
    }
    List<String> found = new RemoteOrphanedFiles(remote, store, Instant.now()).find();
    for (String path : found) {
      Console.out(path);
      if (!dryRun) {
        remote.delete(path);
      }
    }
    Console.out(
        "gc: "
            + found.size()
            + " leftovers "
            + (dryRun ? "would be removed" : "removed")
            + "; artifacts behind an address are kept");
    return ExitCode.DONE;
  }

  private GarbageCollection collection(Path root) {
    Optional<String> run = options.namedRun();
    if (run.isEmpty()) {
      return new GarbageCollection(
          root, DurableFiles.local(), keepRuns == null ? Integer.MAX_VALUE : keepRuns);
    }
    if (keepRuns != null) {
      throw new ConfigException(
          "--keep-runs is about the whole store; leave --run and --config out");
    }
    Path folder = RunFolder.runs(root).resolve(run.get());
    if (RunRecord.read(folder).isEmpty()) {
      throw new MissingInputException("there is no run " + run.get() + " in " + folder);
    }
    return GarbageCollection.of(run.get(), root, DurableFiles.local());
  }
}
