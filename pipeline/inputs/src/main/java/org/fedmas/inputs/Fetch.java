package org.fedmas.inputs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fedmas.contract.error.LockedException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.inputs.download.Download;

/** Fills a data folder with what is missing of some sources. */
public final class Fetch {

  private final Path data;
  private final FetchOptions options;
  private final FetchListener listener;

  public Fetch(Path data, FetchOptions options, FetchListener listener) {
    this.data = data;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Fetches sources whose licences have been accepted.
   *
   * @throws MissingInputException if the disk has no room for them, or if some could not be
   *     fetched; the others are there
   * @throws LockedException if another process fetches into the same folder
   */
  public void run(List<DataSource> missing) throws IOException, InterruptedException {
    Files.createDirectories(data);
    try (FileChannel channel =
            FileChannel.open(
                data.resolve(".fetch.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      requireRoom(missing);
      listener.starts(missing.size(), missing.stream().mapToLong(DataSource::bytes).sum());
      try {
        fetch(missing);
      } finally {
        listener.ends();
      }
      if (!lock.isValid()) {
        throw new IOException(data + ": the lock was lost");
      }
    }
  }

  private FileLock lock(FileChannel channel) throws IOException {
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // held by this process; the same answer as for another one
      lock = null;
    }
    if (lock == null) {
      throw new LockedException(
          "another process fetches into " + data + "; wait for it, or name another --data DIR");
    }
    return lock;
  }

  private void requireRoom(List<DataSource> missing) throws IOException {
    long needed = 0;
    for (DataSource source : missing) {
      Path download = source.download(data);
      if (!Files.exists(download)) {
        needed += Math.max(0, source.bytes() - Download.left(source.address(), download));
      }
      // pictures hardly shrink in an archive, and it stays until they are out
      needed += source.archive().isPresent() ? source.bytes() : 0;
    }
    long usable = options.space().usable(data);
    if (needed > usable) {
      throw new MissingInputException(
          String.format(
              java.util.Locale.ROOT,
              "%s has room for %.1f GB; the missing inputs need about %.1f GB; free some, name"
                  + " another --data DIR, or fetch less with --only NAME",
              data,
              usable / 1e9,
              needed / 1e9));
    }
  }

  private void fetch(List<DataSource> missing) throws InterruptedException {
    FetchFailures failures = new FetchFailures();
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.max(1, Math.min(options.files(), missing.size())));
    SourceFetch fetch = new SourceFetch(data, options, listener);
    try {
      List<Future<?>> tasks = new ArrayList<>();
      for (DataSource source : missing) {
        tasks.add(
            pool.submit(
                () -> {
                  try {
                    fetch.run(source);
                  } catch (IOException e) {
                    failures.add(source, String.valueOf(e.getMessage()));
                  }
                  return null;
                }));
      }
      for (Future<?> task : tasks) {
        task.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a fetch broke", e.getCause());
    } finally {
      pool.shutdownNow();
    }
    failures.throwIfAny(data, missing.size());
  }
}
