package org.fedmas.pipeline.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.json.Json;
import org.fedmas.images.ImageSize;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.jspecify.annotations.Nullable;

/**
 * The training images of a run, and their statistics. Computing these needs a pass over all pixels,
 * so a run does it at its end. The result is cached beside the artifacts under the digest of what
 * it was made from; runs with equal training images share it.
 *
 * @param partition the run's partition
 * @param shards the image shards, in the order of their units
 */
public record TrainingInputs(RunFolder place, Manifest partition, List<Manifest> shards) {

  public TrainingInputs {
    shards = List.copyOf(shards);
  }

  /**
   * Returns the statistics, from the cache or else from all shards.
   *
   * @return null where shards were released or none is stored, or with too few training images
   */
  public @Nullable InputStatistics statistics(ShardListener progress) throws IOException {
    if (shards.isEmpty()) {
      return null;
    }
    Path cached = cache();
    if (Files.exists(cached)) {
      try {
        return Json.snakeCase().readValue(Files.readAllBytes(cached), InputStatistics.class);
      } catch (IOException e) {
        // a cache that is damaged or cannot be read is made again
      }
    }
    if (shards.stream().anyMatch(shard -> place.store().isReleased(shard.ref()))) {
      return null;
    }
    InputStatistics found = computed(progress);
    if (found != null) {
      keep(cached, found);
    }
    return found;
  }

  private void keep(Path cached, InputStatistics found) {
    if (!Files.isWritable(place.artifacts())) {
      return;
    }
    try {
      place.files().replace(cached, Json.pretty(Json.snakeCase().valueToTree(found)));
    } catch (IOException e) {
      // the next command computes the statistics again
    }
  }

  private @Nullable InputStatistics computed(ShardListener progress) throws IOException {
    Set<String> training = training();
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService readers = Executors.newFixedThreadPool(threads);
    try {
      InputSums sums = new InputSums();
      Iterator<Manifest> left = shards.iterator();
      Deque<Future<List<double[]>>> ahead = new ArrayDeque<>();
      int read = 0;
      while (left.hasNext() || !ahead.isEmpty()) {
        while (left.hasNext() && ahead.size() <= threads) {
          Manifest shard = left.next();
          ahead.add(readers.submit(() -> values(shard, training)));
        }
        // sums in the order of the images have the same bits with any number of threads
        taken(ahead.remove()).forEach(sums::add);
        read++;
        progress.read(read, shards.size());
      }
      return sums.statistics();
    } finally {
      readers.shutdownNow();
    }
  }

  private Set<String> training() throws IOException {
    Set<String> training = new HashSet<>();
    try (OpenArtifact open = place.store().openSummaries(partition)) {
      for (PartitionRow row : PartitionTable.read(open.file(PartitionTable.FILE))) {
        if (row.part() == Part.TRAIN) {
          training.add(row.imageId());
        }
      }
    }
    return training;
  }

  private List<double[]> values(Manifest shard, Set<String> training) throws IOException {
    List<double[]> values = new ArrayList<>();
    try (OpenArtifact open = place.store().open(shard);
        TableReader<ImageRow> rows = ImageShard.read(open.file(ImageShard.FILE))) {
      while (rows.hasNext()) {
        ImageRow row = rows.next();
        if (training.contains(row.imageId())) {
          ImageSize source = new ImageSize(row.header().sourceWidth(), row.header().sourceHeight());
          values.add(InputValue.of(source, row.pixels()));
        }
      }
    }
    return values;
  }

  private static List<double[]> taken(Future<List<double[]>> shard) throws IOException {
    try {
      return shard.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException("the pass over the training images was stopped");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Path cache() {
    List<String> parts = new ArrayList<>(List.of(partition.content().toString()));
    shards.forEach(shard -> parts.add(shard.content().toString()));
    String name = Digest.of(String.join("\n", parts)).hex() + ".json";
    return place.artifacts().resolve(".cache").resolve("input-statistics").resolve(name);
  }
}
