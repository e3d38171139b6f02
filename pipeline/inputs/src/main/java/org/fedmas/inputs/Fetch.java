package org.fedmas.inputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fedmas.contract.error.LockedException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.inputs.download.PartFile;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.lease.LeaseRequest;

/** The fetch of missing sources into a data folder. */
public record Fetch(Path data, FetchOptions options, FetchListener listener) {

  /** Folder of the lease below the data folder. */
  static final String LEASE = ".fetch.lock";

  /**
   * Fetches sources whose licences have been accepted.
   *
   * @throws MissingInputException if the disk has too little room, or if some sources could not be
   *     fetched; the others are complete
   * @throws LockedException if another process fetches into the same folder
   */
  public void run(List<DataSource> missing) throws IOException, InterruptedException {
    Files.createDirectories(data);
    LeaseRequest request =
        new LeaseRequest(data.resolve(LEASE), "data fetch", DurableFiles.local());
    try (Lease held = request.attempt().orElseThrow(() -> locked(request))) {
      requireRoom(missing);
      listener.starts(missing.size(), missing.stream().mapToLong(DataSource::bytes).sum());
      fetch(missing);
    } finally {
      listener.ends();
    }
  }

  private LockedException locked(LeaseRequest request) {
    return new LockedException(
        "%s is locked by %s; wait for it, or name another --data DIR"
            .formatted(data, request.holder()));
  }

  private void requireRoom(List<DataSource> missing) throws IOException {
    long needed = 0;
    for (DataSource source : missing) {
      Path download = source.download(data);
      if (!Files.exists(download)) {
        needed += Math.max(0, source.bytes() - PartFile.left(download, source.address()));
      }
      // JPEG files hardly shrink in an archive, and the archive stays until they are unpacked
      needed += source.archive().isPresent() ? source.bytes() : 0;
    }
    long usable = options.space().usable(data);
    if (needed > usable) {
      throw new MissingInputException(
          String.format(
              Locale.ROOT,
              "%s has room for %.1f GB, but the missing inputs need about %.1f GB. Free some"
                  + " space, name another --data DIR, or fetch fewer files with --only NAME",
              data,
              usable / 1e9,
              needed / 1e9));
    }
  }

  private void fetch(List<DataSource> missing) throws InterruptedException {
    FetchFailures failures = new FetchFailures();
    SourceFetch fetch = new SourceFetch(data, options, listener);
    ExecutorService pool = Executors.newFixedThreadPool(options.files());
    try {
      List<Callable<Void>> tasks =
          missing.stream().map(source -> task(fetch, source, failures)).toList();
      for (Future<Void> task : pool.invokeAll(tasks)) {
        task.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot fetch: unexpected failure", e.getCause());
    } finally {
      pool.shutdownNow();
    }
    failures.throwIfAny(data, missing.size());
  }

  private static Callable<Void> task(SourceFetch fetch, DataSource source, FetchFailures failures) {
    return () -> {
      try {
        fetch.run(source);
      } catch (IOException e) {
        failures.add(source, String.valueOf(e.getMessage()));
      }
      return null;
    };
  }
}
