package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
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
        "Deletes artifacts that no run uses, and files that killed processes left; safe during"
            + " runs. With --run or --config, only releases payloads as configured by keep.*.")
final class GcCommand implements Callable<ExitCode> {

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(names = "--dry-run", description = "List what would be deleted, and the number of bytes.")
  boolean dryRun;

  @Option(
      names = "--keep-runs",
      paramLabel = "N",
      description = "Keep only the artifacts of the N latest runs (default: of all runs).")
  @Nullable Integer keepRuns;

  @Override
  public ExitCode call() throws Exception {
    if (keepRuns != null && keepRuns < 0) {
      throw new ConfigException("--keep-runs " + keepRuns + ": expected 0 or more");
    }
    StoreAddress place = options.store.place();
    RemoteFileSystem remote = place.remote();
    if (remote != null) {
      return orphaned(remote, place.store());
    }
    Path root = place.root();
    GarbageCollection collection = collection(root);
    GarbageCollection.Garbage garbage = dryRun ? collection.find() : collection.collect();
    garbage.artifacts().forEach(ref -> Console.out(ref.path()));
    garbage.orphans().forEach(orphan -> Console.out(root.relativize(orphan).toString()));
    garbage.released().keySet().forEach(ref -> Console.out(ref.path() + ": payload"));
    Console.out(
        "gc: %s artifacts, %s orphaned files and %s payloads, %s bytes %s"
            .formatted(
                garbage.artifacts().size(),
                garbage.orphans().size(),
                garbage.released().size(),
                garbage.bytes(),
                dryRun ? "would be deleted" : "deleted"));
    return ExitCode.DONE;
  }

  /** Deletes orphaned files only, since other machines may have runs that use the artifacts. */
  private ExitCode orphaned(RemoteFileSystem remote, ArtifactStore store) throws IOException {
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
        "gc: %s orphaned files %s; remote artifacts are kept"
            .formatted(found.size(), dryRun ? "would be deleted" : "deleted"));
    return ExitCode.DONE;
  }

  private GarbageCollection collection(Path root) {
    String run = options.namedRun().orElse(null);
    if (run == null) {
      int runs = keepRuns == null ? Integer.MAX_VALUE : keepRuns;
      return new GarbageCollection(root, DurableFiles.local(), runs, null);
    }
    if (keepRuns != null) {
      throw new ConfigException("--keep-runs applies to the whole store; omit --run and --config");
    }
    Path folder = RunFolder.runs(root).resolve(run);
    if (RunRecord.read(folder).isEmpty()) {
      throw new MissingInputException("run %s not found in %s".formatted(run, folder));
    }
    return new GarbageCollection(root, DurableFiles.local(), Integer.MAX_VALUE, run);
  }
}
