package org.fedmas.pipeline.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Digest;
import org.fedmas.contract.json.Json;
import org.fedmas.images.ImageSize;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunUnits;
import org.fedmas.results.score.RecordedRun;
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
 * The statistics of a run's training images, computed from its shards. A pass over all pixels takes
 * a while, so the result is cached beside the artifacts under the digest of what it was made from.
 */
final class TrainingInputs {

  private TrainingInputs() {}

  /** Returns the statistics; null without stored shards or with too few training images. */
  static @Nullable InputStatistics of(RecordedRun run, RunFolder place) throws IOException {
    Optional<Manifest> partition = run.manifest(RunUnits.PARTITION);
    List<Manifest> shards = run.artifacts(ArtifactKind.IMAGE_SHARD);
    if (partition.isEmpty() || shards.isEmpty()) {
      return null;
    }
    Path cached = cache(place, partition.get(), shards);
    if (Files.exists(cached)) {
      try {
        return Json.snakeCase().readValue(Files.readAllBytes(cached), InputStatistics.class);
      } catch (JsonProcessingException e) {
        Files.delete(cached); // a cache that is damaged is made again
      }
    }
    if (shards.stream().anyMatch(shard -> place.store().isReleased(shard.ref()))) {
      return null;
    }
    InputStatistics found = computed(place, partition.get(), shards);
    if (found != null && Files.isWritable(place.artifacts())) {
      place.files().replace(cached, Json.pretty(Json.snakeCase().valueToTree(found)));
    }
    return found;
  }

  private static @Nullable InputStatistics computed(
      RunFolder place, Manifest partition, List<Manifest> shards) throws IOException {
    Set<String> training = new HashSet<>();
    try (OpenArtifact open = place.store().openSummaries(partition)) {
      for (PartitionRow row : PartitionTable.read(open.file(PartitionTable.FILE))) {
        if (row.part() == Part.TRAIN) {
          training.add(row.imageId());
        }
      }
    }
    InputSums sums = new InputSums();
    for (Manifest shard : shards) {
      try (OpenArtifact open = place.store().open(shard);
          TableReader<ImageRow> rows = ImageShard.read(open.file(ImageShard.FILE))) {
        while (rows.hasNext()) {
          ImageRow row = rows.next();
          if (training.contains(row.imageId())) {
            ImageSize source =
                new ImageSize(row.header().sourceWidth(), row.header().sourceHeight());
            sums.add(InputValue.of(source, row.pixels()));
          }
        }
      }
    }
    return sums.statistics();
  }

  private static Path cache(RunFolder place, Manifest partition, List<Manifest> shards) {
    List<String> parts = new ArrayList<>(List.of(partition.content().toString()));
    shards.forEach(shard -> parts.add(shard.content().toString()));
    String name = Digest.of(String.join("\n", parts)).hex() + ".json";
    return place.artifacts().resolve(".cache").resolve("input-statistics").resolve(name);
  }
}
