package org.fedmas.inputs.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Fetches files over HTTP. Bytes gather in {@code NAME.part}; a download that was cut, by the
 * network or by the end of the process, goes on where it stood as soon as it is asked for again,
 * provided that the server can name the version of the file it then continues (If-Range).
 */
public final class Download {

  private static final int RESTARTS = 3;

  private final HttpClient http;
  private final DownloadSettings settings;
  private final FreeSpace space;

  public Download(DownloadSettings settings, FreeSpace space) {
    this.settings = settings;
    this.space = space;
    // over HTTP/2 all ranges would share one connection
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
  }

  /**
   * Fetches a file, or what is missing of it.
   *
   * @param target where the file is to be; this method makes {@link #part}
   * @param atMost bytes that the file may have
   * @throws DownloadFailedException if the server refuses, cannot be reached, or offers more than
   *     that; what has arrived is kept
   */
  public void fetch(URI address, Path target, long atMost, DownloadListener listener)
      throws IOException, InterruptedException {
    try (PartFile part = PartFile.open(target, address.toString())) {
      boolean ranges = true;
      for (int restart = 0; ; restart++) {
        Transfer transfer =
            new Transfer(http, settings, space, address, atMost, part, listener, ranges);
        try {
          complete(part, transfer, address);
          return;
        } catch (ServerChangedException e) {
          if (restart == RESTARTS) {
            throw new DownloadFailedException(address + ": " + e.getMessage(), e);
          }
          part.restart(PartState.unknown(address.toString()));
          ranges = false;
        }
      }
    }
  }

  /** Returns the file in which a target's bytes gather. */
  public static Path part(Path target) {
    return PartFile.part(target);
  }

  /** Bytes that an earlier download left and that the next one will keep. */
  public static long left(URI address, Path target) {
    return PartFile.left(target, address.toString());
  }

  /** Forgets what an earlier download left. */
  public static void forget(Path target) throws IOException {
    PartFile.delete(target);
  }

  private void complete(PartFile part, Transfer transfer, URI address)
      throws IOException, InterruptedException {
    while (!part.state().isWhole()) {
      List<Block> blocks = part.state().blocks();
      if (blocks.size() == 1) {
        patiently(part, transfer, address, 0);
      } else {
        together(
            part,
            transfer,
            address,
            IntStream.range(0, blocks.size()).filter(i -> !blocks.get(i).isComplete()).toArray());
      }
    }
  }

  /** Asks again until a block is complete, or the file turns out to have other blocks. */
  private void patiently(PartFile part, Transfer transfer, URI address, int index)
      throws IOException, InterruptedException {
    int blocks = part.state().blocks().size();
    Patience patience = new Patience(settings, part.state().blocks().get(index).written());
    while (part.state().blocks().size() == blocks
        && !part.state().blocks().get(index).isComplete()) {
      try {
        transfer.attempt(index);
      } catch (ServerChangedException | DownloadFailedException e) {
        throw e;
      } catch (IOException e) {
        part.save();
        patience.failed(address.toString(), part.state().blocks().get(index).written(), e);
      }
    }
  }

  private void together(PartFile part, Transfer transfer, URI address, int[] indexes)
      throws IOException, InterruptedException {
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.min(indexes.length, settings.connections()));
    try {
      List<Future<?>> tasks = new ArrayList<>();
      for (int index : indexes) {
        tasks.add(
            pool.submit(
                () -> {
                  patiently(part, transfer, address, index);
                  return null;
                }));
      }
      for (Future<?> task : tasks) {
        task.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IOException(address + ": " + e.getCause(), e);
    } finally {
      // nobody may write any more once this method is left
      pool.shutdownNow();
      while (!pool.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES)) {
        pool.shutdownNow();
      }
    }
  }
}
